"""What was asked back of a market's orders, and what the market decides itself."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.foundation.core.money import Money
from commerce.shop.refunds import services
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.policies import may_decide
from commerce.shop.refunds.selectors import refunds_for
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.refunds import ApproveForm, preview_of
from dashboards.base.screens import RowScreen, VendorSide
from dashboards.vendor.refunds.policies import REQUESTS

Status = RefundRequest.Status
TRAIL = (("vendor:refunds", _("Refunds")),)


def request_url(request: RefundRequest) -> str:
    return reverse("vendor:refund", args=[request.public_id])


class RequestFilters(ListFilters):
    searched = ("order__number__startswith",)
    dated = "asked_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number")

    def clean_q(self) -> str:
        return super().clean_q().lower()


class RequestList(VendorSide, ListScreen):
    """Requests about the market on screen, newest first."""

    permission_policy = REQUESTS
    model = RefundRequest
    page_title = _("Refunds")
    header_icon = "resubmit"
    filters_class = RequestFilters
    tabs = {
        "": (_("All"), {}),
        "ours": (_("Waiting for you"), {}),
        "platform": (_("The platform decides"), {}),
        "done": (_("Done"), {"status": Status.DONE}),
        "ended": (_("Refused or withdrawn"), {"status__in": [Status.REFUSED, Status.CANCELLED]}),
    }
    columns = [
        Link("order.number", label=_("Order"), to=request_url),
        Plain("kind", label=_("kind"), accessor=lambda row: row.get_kind_display()),
        Plain("reason", label=_("Reason")),
        Toman("amount", label=_("Amount")),
        Badge("status", label=_("Status")),
        Plain("side", label=_("asked as"), accessor=lambda row: row.get_side_display()),
        Jalali("asked_at", label=_("Asked")),
    ]
    empty_title = _("No refunds yet")
    empty_text = _("What buyers ask back of your orders appears here by itself.")
    list_export = ["order", "kind", "reason", "amount", "status", "side", "asked", "closed"]
    export_headings = {
        "order": _("Order"),
        "kind": _("kind"),
        "reason": _("Reason"),
        "amount": _("amount (rial)"),
        "status": _("Status"),
        "side": _("asked as"),
        "asked": _("Asked"),
        "closed": _("Closed"),
    }
    export_filename = "refunds"

    def get_base_queryset(self) -> QuerySet[RefundRequest]:
        return super().get_base_queryset().filter(vendor_order__market=self.current_seat.market)

    def in_tab(self, rows: QuerySet[RefundRequest], tab: str) -> QuerySet[RefundRequest]:
        ours = Q(status=Status.ASKED, vendor_until__gt=clock.now())
        if tab == "ours":
            return rows.filter(ours)
        if tab == "platform":
            return rows.filter(status__in=[Status.ASKED, Status.APPROVED]).exclude(ours)
        return super().in_tab(rows, tab)

    def order_queryset(self, rows: QuerySet[RefundRequest]) -> QuerySet[RefundRequest]:
        return rows.order_by("-asked_at", "-pk")

    def with_related(self, rows: QuerySet[RefundRequest]) -> QuerySet[RefundRequest]:
        return rows.select_related("order", "reason")

    def to_row_dict(self, item: RefundRequest) -> dict[str, Any]:
        return {
            "order": item.order.number,
            "kind": item.get_kind_display(),
            "reason": item.reason.title,
            "amount": Money(item.amount),
            "status": item.get_status_display(),
            "side": item.get_side_display(),
            "asked": item.asked_at,
            "closed": item.closed_at,
        }


class RequestSide(VendorSide):
    def row_market(self) -> int:
        market: int = self.row.vendor_order.market_id  # type: ignore[attr-defined]
        return market


class RequestDetail(RequestSide, RowScreen):
    """One request as the market reads it."""

    permission_policy = REQUESTS
    template_name = "dashboards/vendor/refunds/request.html"
    header_icon = "resubmit"
    trail = TRAIL

    def get_page_title(self) -> Text:
        return _("Refund of order %(number)s") % {"number": self.row.order.number}

    def get_row_queryset(self) -> QuerySet[RefundRequest]:
        rows = self.get_base_queryset().select_related("order__user", "vendor_order__market", "reason")
        return rows.prefetch_related("lines__line")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, seat = self.row, self.seat
        manages = seat.may("refunds.manage")
        return super().get_context_data(**kwargs) | {
            "refund": row,
            "lines": row.lines.all(),
            "sent": refunds_for(row),
            "may_decide": manages and may_decide(self.actor, seat.tenant, row),
            "may_withdraw": manages and row.is_open and row.side == Side.VENDOR,
            "is_ours": row.is_vendors_turn(clock.now()),
            **preview_of(row, by_staff=False),
        }


class RequestAction(RequestSide, RowAction):
    """One thing a market does about a request."""

    permission_policy = REQUESTS
    action = "decide"
    header_icon = "resubmit"
    trail = TRAIL
    template_name = "dashboards/vendor/refunds/act.html"

    def get_row_queryset(self) -> QuerySet[RefundRequest]:
        return self.get_base_queryset().select_related("order__user", "vendor_order__market", "reason")

    def get_back_url(self) -> str:
        return request_url(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"refund": self.row}

    @property
    def named(self) -> dict[str, Any]:
        return {"actor": self.actor, "tenant": self.seat.tenant, "request": self.row.public_id}


class ApproveRequest(RequestAction):
    page_title = _("Approve the refund")
    intro: Text = _("Your share is taken back and the buyer gets the money; a large sum is looked at by the platform.")
    submit_label = _("Approve")
    form_class = ApproveForm
    is_serious = True

    def get_initial(self) -> dict[str, Any]:
        return {"goods": self.row.goods}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | preview_of(self.row, by_staff=False)

    def get_done(self) -> Text:
        if self.outcome.status == Status.APPROVED:
            return _("Approved; the platform has to agree as well.")
        return _("The refund is on its way.")

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.approve_refund(**self.named, **data)


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The buyer reads this."),
    )


class RefuseRequest(RequestAction):
    page_title = _("Refuse the refund")
    intro: Text = _("The buyer may ask again; then the platform decides.")
    submit_label = _("Refuse")
    done = _("The request was refused.")
    form_class = RefuseForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.refuse_refund(**self.named, reason=data["reason"])


class WithdrawRequest(RequestAction):
    page_title = _("Withdraw the request")
    intro: Text = _("Nothing was booked yet; it can be asked for again.")
    submit_label = _("Withdraw")
    done = _("The request was withdrawn.")

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.withdraw_refund(**self.named)
