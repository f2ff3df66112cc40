"""From a market's order: a refund, lines that will not be sent, and what was not taken at the door."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import random_id
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import cancel_lines, refuse_delivery
from commerce.shop.order.services.giving_back import unsent_of
from commerce.shop.refunds import services
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.models import RefundRequest
from dashboards.base.actions import RowAction, Text
from dashboards.base.refunds import AskForm, CancelLinesForm, RefusedLinesForm
from dashboards.base.screens import VendorSide
from dashboards.vendor.orders.actions import OrderAction
from dashboards.vendor.refunds.policies import PARTS
from dashboards.vendor.refunds.requests import request_url


class NewRefund(VendorSide, RowAction):
    """The market gives money back, at once or after the platform agreed."""

    permission_policy = PARTS
    action = "ask"
    page_title = _("New refund")
    header_icon = "resubmit"
    trail = (("vendor:orders", _("Orders")),)
    form_class = AskForm
    submit_label = _("Give back")
    is_serious = True

    def get_row_queryset(self) -> QuerySet[VendorOrder]:
        return self.get_base_queryset().select_related("order", "market")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"part": self.row, "side": Side.VENDOR}

    def get_form(self, form_class: Any = None) -> AskForm:
        self.form: AskForm = super().get_form(form_class)  # type: ignore[assignment]
        return self.form

    def get_back_url(self) -> str:
        return reverse("vendor:order", args=[self.row.public_id])

    def get_success_url(self) -> str:
        return request_url(self.outcome)

    def get_done(self) -> Text:
        if self.outcome.status == RefundRequest.Status.DONE:
            return _("The refund is on its way.")
        return _("It was asked for; the platform decides.")

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.ask_refund(
            actor=self.actor,
            tenant=self.seat.tenant,
            side=Side.VENDOR,
            vendor_order=self.row.public_id,
            wish=self.form.wish(),
        )


class LinesAction(OrderAction):
    """An act on some of an order's lines."""

    form_class = CancelLinesForm
    is_serious = True

    def lines(self) -> list[Any]:
        lines = [(line, unsent_of(part=self.row, line=line)) for line in self.row.lines.order_by("pk")]
        return [(line, most) for line, most in lines if most]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"lines": self.lines()}

    def get_form(self, form_class: Any = None) -> CancelLinesForm:
        self.form: CancelLinesForm = super().get_form(form_class)  # type: ignore[assignment]
        return self.form


class CancelLines(LinesAction):
    page_title = _("Cancel lines")
    intro: Text = _("What was not sent yet goes back on the shelf, and its money back to the buyer.")
    submit_label = _("Cancel lines")
    done = _("The lines were cancelled.")

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return cancel_lines(**self.named, lines=self.form.quantities, reason=data["reason"], key=random_id())


class NotTaken(LinesAction):
    """Cash at the door: some was taken and paid, the rest came back."""

    page_title = _("Not taken at the door")
    intro: Text = _("Say what was not taken. The rest counts as delivered and paid to you in cash.")
    submit_label = _("It was not taken")
    done = _("It is written down.")
    form_class = RefusedLinesForm

    def lines(self) -> list[Any]:
        return [(line, line.kept_quantity) for line in self.row.lines.order_by("pk") if line.kept_quantity]

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        told = {"reason": data["reason"], "put_back": data["put_back"]}
        return refuse_delivery(**self.named, **told, lines=self.form.quantities)
