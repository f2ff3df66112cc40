"""Requests to give buyers money back: what waits, what needs a second look, what became of it."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core import clock
from commerce.foundation.core.actors import PLATFORM
from commerce.foundation.core.money import Money
from commerce.shop.refunds import services
from commerce.shop.refunds.choices import BY_POLICY, Kind, Side
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.policies import may_decide
from commerce.shop.refunds.selectors import refunds_for
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.lists import ListScreen
from dashboards.base.refunds import ApproveForm, preview_of
from dashboards.base.screens import RowScreen
from dashboards.staff.orders import MarketFilters
from dashboards.staff.refund_requests.policies import REQUESTS, RULES
from dashboards.staff.remittances.owners import name_actors
from dashboards.staff.vendor_orders import ReasonForm

Status = RefundRequest.Status
TRAIL = (("staff:refund_requests", _("Refund requests")),)


def request_url(request: RefundRequest) -> str:
    return reverse("staff:refund_request", args=[request.public_id])


class RequestFilters(MarketFilters):
    """By order, request, market, who asked, what, and days."""

    searched = ("order__number__startswith", "public_id")
    dated = "asked_at"
    market_lookup = "vendor_order__market__handle"
    side = forms.ChoiceField(label=_("asked as"), choices=[("", _("All")), *Side.choices], required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=[("", _("All")), *Kind.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number, request")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        typed = self.cleaned_data
        wanted = {name: typed[name] for name in ("side", "kind") if typed.get(name)}
        return rows.filter(**wanted)


class RequestList(ListScreen):
    """Requests, newest first."""

    permission_policy = REQUESTS
    model = RefundRequest
    page_title = _("Refund requests")
    header_icon = "resubmit"
    filters_class = RequestFilters
    tabs = {
        "": (_("All"), {}),
        "waiting": (_("Waiting for us"), {}),
        "market": (_("The market decides"), {}),
        "second": (_("Second look"), {"status": Status.APPROVED}),
        "done": (_("Done"), {"status": Status.DONE}),
        "ended": (_("Refused or withdrawn"), {"status__in": [Status.REFUSED, Status.CANCELLED]}),
    }
    columns = [
        Link("order.number", label=_("Order"), to=request_url),
        Plain("vendor_order.market.name", label=_("Market")),
        Plain("kind", label=_("kind"), accessor=lambda row: row.get_kind_display()),
        Plain("reason", label=_("Reason")),
        Toman("amount", label=_("Amount")),
        Badge("status", label=_("Status")),
        Plain("side", label=_("asked as"), accessor=lambda row: row.get_side_display()),
        Jalali("asked_at", label=_("Asked")),
    ]
    empty_title = _("No requests yet")
    empty_text = _("What shoppers, markets and colleagues ask back of an order appears here.")
    list_export = ["order", "market", "kind", "reason", "amount", "to", "status", "side", "asked", "decided", "closed"]
    export_headings = {
        "order": _("Order"),
        "market": _("Market"),
        "kind": _("kind"),
        "reason": _("Reason"),
        "amount": _("amount (rial)"),
        "to": _("goes"),
        "status": _("Status"),
        "side": _("asked as"),
        "asked": _("Asked"),
        "decided": _("Decided"),
        "closed": _("Closed"),
    }
    export_filename = "refund-requests"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not RULES.user_has_permission(self.request.user, "view"):
            return []
        return [
            HeaderButton(_("Policies"), url=reverse("staff:refund_policies"), icon_name="cogs"),
            HeaderButton(_("Reasons"), url=reverse("staff:refund_reasons"), icon_name="list-ul"),
        ]

    def in_tab(self, rows: QuerySet[RefundRequest], tab: str) -> QuerySet[RefundRequest]:
        theirs = Q(vendor_until__gt=clock.now())
        if tab in {"waiting", "market"}:
            asked = rows.filter(status=Status.ASKED)
            return asked.filter(theirs) if tab == "market" else asked.exclude(theirs)
        return super().in_tab(rows, tab)

    def order_queryset(self, rows: QuerySet[RefundRequest]) -> QuerySet[RefundRequest]:
        return rows.order_by("-asked_at", "-pk")

    def with_related(self, rows: QuerySet[RefundRequest]) -> QuerySet[RefundRequest]:
        return rows.select_related("order", "vendor_order__market", "reason")

    def to_row_dict(self, item: RefundRequest) -> dict[str, Any]:
        return {
            "order": item.order.number,
            "market": item.vendor_order.market.name,
            "kind": item.get_kind_display(),
            "reason": item.reason.title,
            "amount": Money(item.amount),
            "to": item.get_to_display(),
            "status": item.get_status_display(),
            "side": item.get_side_display(),
            "asked": item.asked_at,
            "decided": item.decided_at,
            "closed": item.closed_at,
        }


class RequestDetail(RowScreen):
    """One request: what is asked, what everybody gives, and who decided."""

    permission_policy = REQUESTS
    template_name = "dashboards/staff/refund_requests/request.html"
    header_icon = "resubmit"
    trail = TRAIL

    def get_page_title(self) -> Text:
        return _("Refund of order %(number)s") % {"number": self.row.order.number}

    def get_row_queryset(self) -> QuerySet[RefundRequest]:
        rows = self.get_base_queryset().select_related("order__user", "vendor_order__market", "reason", "policy")
        return rows.prefetch_related("lines__line")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.row, self.request.user
        keys = (row.asked_by, row.decided_by, row.second_by)
        names: dict[str, Any] = {**name_actors(keys), BY_POLICY: _("the policy")}
        return super().get_context_data(**kwargs) | {
            "refund": row,
            "lines": row.lines.all(),
            **dict(zip(("asker", "decider", "second"), map(names.get, keys), strict=True)),
            "sent": refunds_for(row),
            "may_decide": REQUESTS.user_has_permission(user, "decide") and may_decide(self.actor, PLATFORM, row),
            "may_withdraw": row.is_open and row.side == Side.STAFF and REQUESTS.user_has_permission(user, "ask"),
            "waits_for_market": row.is_vendors_turn(clock.now()),
            **preview_of(row),
        }


class RequestAction(RowAction):
    """One thing staff do about a request."""

    permission_policy = REQUESTS
    action = "decide"
    header_icon = "resubmit"
    trail = TRAIL
    template_name = "dashboards/staff/refund_requests/act.html"

    def get_row_queryset(self) -> QuerySet[RefundRequest]:
        return self.get_base_queryset().select_related("order__user", "vendor_order__market", "reason")

    def get_back_url(self) -> str:
        return request_url(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"refund": self.row}


class ApproveRequest(RequestAction):
    page_title = _("Approve the refund")
    intro: Text = _("The shares are taken back and the money is set aside at once; a large sum needs a second person.")
    submit_label = _("Approve")
    form_class = ApproveForm
    is_serious = True

    def get_initial(self) -> dict[str, Any]:
        return {"goods": self.row.goods}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | preview_of(self.row)

    def get_done(self) -> Text:
        if self.outcome.status == Status.APPROVED:
            return _("Approved; a second person has to agree.")
        return _("The refund is on its way.")

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.approve_refund(actor=self.actor, tenant=PLATFORM, request=self.row.public_id, **data)


class RefuseRequest(RequestAction):
    page_title = _("Refuse the refund")
    intro: Text = _("Whoever asked reads the reason.")
    submit_label = _("Refuse")
    done = _("The request was refused.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.refuse_refund(
            actor=self.actor, tenant=PLATFORM, request=self.row.public_id, reason=data["reason"]
        )


class WithdrawRequest(RequestAction):
    action = "ask"
    page_title = _("Withdraw the request")
    intro: Text = _("Nothing was booked yet; it can be asked for again.")
    submit_label = _("Withdraw")
    done = _("The request was withdrawn.")

    def perform(self, data: dict[str, Any]) -> RefundRequest:
        return services.withdraw_refund(actor=self.actor, tenant=PLATFORM, request=self.row.public_id)
