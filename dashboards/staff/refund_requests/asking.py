"""From the page of an order: a new refund, and lines that will not be sent."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import random_id
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import cancel_lines
from commerce.shop.order.services.giving_back import unsent_of
from commerce.shop.refunds import services
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.models import RefundRequest
from dashboards.base.actions import RowAction, Text
from dashboards.base.refunds import AskForm, CancelLinesForm
from dashboards.staff.refund_requests.policies import PARTS, REQUESTS
from dashboards.staff.refund_requests.requests import request_url
from dashboards.staff.vendor_orders import VendorOrderAction


class NewRefund(RowAction):
    """Staff ask; another person decides."""

    permission_policy = PARTS
    action = "ask"
    page_title = _("New refund")
    header_icon = "resubmit"
    trail = (("staff:orders", _("Orders")),)
    form_class = AskForm
    submit_label = _("Ask")

    def get_row_queryset(self) -> QuerySet[VendorOrder]:
        return self.get_base_queryset().select_related("order", "market")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"part": self.row, "side": Side.STAFF}

    def get_form(self, form_class: Any = None) -> AskForm:
        self.form: AskForm = super().get_form(form_class)  # type: ignore[assignment]
        return self.form

    def get_back_url(self) -> str:
        return reverse("staff:order", args=[self.row.order.number])

    def get_success_url(self) -> str:
        sees = REQUESTS.user_has_permission(self.request.user, "view")
        return request_url(self.outcome) if sees else self.get_back_url()

    def get_done(self) -> Text:
        if self.outcome.status == RefundRequest.Status.DONE:
            return _("The refund is on its way.")
        return _("It was asked for; another person decides.")

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.ask_refund(
            actor=self.actor, side=Side.STAFF, vendor_order=self.row.public_id, wish=self.form.wish()
        )


class CancelLines(VendorOrderAction):
    """Staff drop what a market will not send."""

    page_title = _("Cancel lines")
    intro: Text = _("What was not sent yet goes back on the shelf, and its money back to the buyer.")
    submit_label = _("Cancel lines")
    done = _("The lines were cancelled.")
    form_class = CancelLinesForm
    is_serious = True

    def get_form_kwargs(self) -> dict[str, Any]:
        lines = [(line, unsent_of(part=self.row, line=line)) for line in self.row.lines.order_by("pk")]
        return super().get_form_kwargs() | {"lines": [(line, most) for line, most in lines if most]}

    def get_form(self, form_class: Any = None) -> CancelLinesForm:
        self.form: CancelLinesForm = super().get_form(form_class)  # type: ignore[assignment]
        return self.form

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return cancel_lines(**self.named, lines=self.form.quantities, reason=data["reason"], key=random_id())
