"""Money on its way back to those who paid: what waits, what nobody answered for, what could not be sent."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.money.payments.models import Refund
from commerce.money.payments.selectors import refund_explanation
from commerce.money.payments.services import resolve_refund, send_refund_now
from commerce.money.payments.services.refunding import may_be_resolved, may_be_sent
from dashboards.base.actions import RowAction
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.policies import REFUNDS

Status = Refund.Status
TRAIL = (("staff:refunds", _("Refunds")),)
AS_SENT, AS_FAILED = "as_sent", "as_failed"


def refund_url(refund: Refund) -> str:
    return reverse("staff:refund", args=[refund.public_id])


class RefundFilters(ListFilters):
    searched = ("payment__reference", "public_id")
    dated = "created_at"

    way = forms.ChoiceField(label=_("way"), choices=[("", _("All")), *Refund.Way.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number, refund number, bank reference")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q(payment__reference=typed) | Q(reference=typed) | Q(public_id=typed)
        return rows.filter(wanted | Q(number=int(typed)) if typed.isascii() and typed.isdigit() else wanted)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        way = self.cleaned_data.get("way")
        return rows.filter(way=way) if way else rows


class RefundList(ListScreen):
    """Refunds, newest first."""

    permission_policy = REFUNDS
    model = Refund
    page_title = _("Refunds")
    header_icon = "rotate"
    filters_class = RefundFilters
    tabs = {
        "": (_("All"), {}),
        "waiting": (_("Waiting"), {"status__in": [Status.CREATED, Status.SENDING]}),
        "unknown": (_("No answer"), {"status": Status.UNKNOWN}),
        "failed": (_("Not possible"), {"status": Status.FAILED}),
        "sent": (_("Sent"), {"status": Status.SENT}),
    }
    columns = [
        Link("payment.reference", label=_("Paid for"), to=refund_url),
        Badge("status", label=_("Status")),
        Plain("way", label=_("way"), accessor=lambda refund: refund.get_way_display()),
        Plain("payment.payer", label=_("Payer")),
        Toman("amount", label=_("Amount")),
        Jalali("created_at", label=_("Decided")),
        Jalali("sent_at", label=_("Sent")),
    ]
    empty_title = _("No refunds yet")
    empty_text = _("What an order owes its buyer appears here by itself.")
    list_export = ["paid_for", "status", "way", "gateway", "amount", "number", "reference", "decided", "sent"]
    export_headings = {
        "paid_for": _("Paid for"),
        "status": _("Status"),
        "way": _("way"),
        "gateway": _("Gateway"),
        "amount": _("amount (rial)"),
        "number": _("refund number at the bank"),
        "reference": _("bank reference"),
        "decided": _("Decided"),
        "sent": _("Sent"),
    }
    export_filename = "refunds"

    def order_queryset(self, rows: QuerySet[Refund]) -> QuerySet[Refund]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Refund]) -> QuerySet[Refund]:
        return rows.select_related("payment__payer", "payment__gateway")

    def to_row_dict(self, item: Refund) -> dict[str, Any]:
        gateway = item.payment.gateway
        return {
            "paid_for": item.payment.reference,
            "status": item.get_status_display(),
            "way": item.get_way_display(),
            "gateway": gateway.slug if gateway else "",
            "amount": Money(item.amount),
            "number": str(item.number),
            "reference": item.reference,
            "decided": item.created_at,
            "sent": item.sent_at,
        }


class RefundDetail(RowScreen):
    """One refund: where the money is, and every word with the bank about it."""

    permission_policy = REFUNDS
    template_name = "dashboards/staff/refund.html"
    header_icon = "rotate"
    trail = TRAIL

    def get_page_title(self) -> str | Promise:
        return _("Refund of %(reference)s") % {"reference": self.row.payment.reference}

    def get_row_queryset(self) -> QuerySet[Refund]:
        return self.get_base_queryset().select_related("payment__payer", "payment__gateway")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refund = self.row
        acts = REFUNDS.user_has_permission(self.request.user, "change")
        return super().get_context_data(**kwargs) | {
            "refund": refund,
            "payment": refund.payment,
            "explanation": refund_explanation(refund),
            "notes": refund.payment.notes.filter(data__refund=refund.public_id),
            "may_send": acts and may_be_sent(refund),
            "may_resolve": acts and may_be_resolved(refund) and refund.payment.payer_id != self.request.user.pk,
            "sees_people": self.request.user.has_perm("accounts.view_user"),
        }


class RefundAction(RowAction):
    permission_policy = REFUNDS
    header_icon = "rotate"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[Refund]:
        return self.get_base_queryset().select_related("payment")

    def get_back_url(self) -> str:
        return refund_url(self.row)


class SendRefund(RefundAction):
    page_title = _("Send it now")
    intro = _("The refund is tried at once. After a try without an answer the bank is first asked what became of it.")
    submit_label = _("Send")

    def get_done(self) -> str | Promise:
        return _("The refund stands at: %(status)s.") % {"status": self.outcome.get_status_display()}

    def perform(self, data: dict[str, Any]) -> Refund:
        return send_refund_now(actor=self.actor, refund_id=self.row.pk)


class ResolveForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What you found out"),
        widget=forms.RadioSelect,
        choices=[
            (AS_SENT, _("The money has left for the payer")),
            (AS_FAILED, _("The bank did not send it; it goes another way")),
        ],
    )
    reference = forms.CharField(label=_("bank reference"), max_length=64, required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("outcome") == AS_SENT and not typed.get("reference"):
            self.add_error("reference", _("Without the bank's reference nobody can find it again."))
        return typed


class ResolveRefund(RefundAction):
    page_title = _("Settle the refund")
    intro = _("Look at the bank's own panel first. What you write here is booked and cannot be taken back.")
    submit_label = _("Settle")
    done = _("The refund was settled.")
    form_class = ResolveForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Refund:
        return resolve_refund(actor=self.actor, refund_id=self.row.pk, **data)
