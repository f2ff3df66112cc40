"""Payments: attempts, those that need attention, and asking their banks."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.money import Money
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import needing_attention, title_of
from commerce.money.payments.services import ask_about_soon, ask_bank
from commerce.money.payments.states import IN_DOUBT, PAID, UNPAID, WAITING
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Act, Badge, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.asoud import fa_digits
from dashboards.staff.policies import PAYMENTS
from dashboards.staff.refund_requests.chargebacks import may_be_charged_back
from dashboards.staff.refund_requests.policies import PAYMENTS as CHARGED_BACK

TRAIL = (("staff:payments", _("Payments")),)


def payment_url(payment: Payment) -> str:
    return reverse("staff:payment", args=[payment.public_id])


class PaymentFilters(ListFilters):
    searched = ("reference", "receipt", "authority", "public_id")
    dated = "created_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number, receipt, bank token")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q(reference=typed) | Q(receipt=typed) | Q(authority=typed) | Q(public_id=typed)
        return rows.filter(wanted | Q(bank_order=int(typed)) if typed.isascii() and typed.isdigit() else wanted)


class PaymentList(ListScreen):
    """Attempts to pay, newest first."""

    permission_policy = PAYMENTS
    model = Payment
    page_title = _("Payments")
    header_icon = "form"
    filters_class = PaymentFilters
    tabs = {
        "": (_("All"), {}),
        "doubt": (_("In doubt"), {"status__in": sorted(IN_DOUBT)}),
        "waiting": (_("Waiting"), {"status__in": sorted(WAITING)}),
        "paid": (_("Paid"), {"status__in": sorted(PAID)}),
        "unpaid": (_("Not paid"), {"status__in": sorted(UNPAID)}),
    }
    columns = [
        Link("reference", label=_("Paid for"), to=payment_url),
        Badge("status", label=_("Status")),
        Plain("gateway", label=_("Gateway"), accessor=lambda payment: payment.gateway.title if payment.gateway else ""),
        Plain("payer", label=_("Payer")),
        Toman("amount", label=_("Amount")),
        Jalali("created_at", label=_("Begun")),
    ]
    empty_title = _("No payments yet")
    list_export = ["reference", "status", "gateway", "receipt", "amount", "begun", "captured"]
    export_headings = {
        "reference": _("Paid for"),
        "status": _("Status"),
        "gateway": _("Gateway"),
        "receipt": _("bank receipt"),
        "amount": _("amount (rial)"),
        "begun": _("Begun"),
        "captured": _("captured"),
    }
    export_filename = "payments"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Needs attention"), url=reverse("staff:payments_attention"), icon_name="warning")]

    def order_queryset(self, rows: QuerySet[Payment]) -> QuerySet[Payment]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Payment]) -> QuerySet[Payment]:
        return rows.select_related("gateway", "payer")

    def to_row_dict(self, item: Payment) -> dict[str, Any]:
        return {
            "reference": item.reference,
            "status": item.get_status_display(),
            "gateway": item.gateway.slug if item.gateway else "",
            "receipt": item.receipt,
            "amount": Money(item.amount),
            "begun": item.created_at,
            "captured": item.captured_at,
        }


class AttentionList(PaymentList):
    """Payments that do not end by themselves as they should: unanswered, open for too long, or late."""

    page_title = _("Payments that need attention")
    header_icon = "warning"
    trail = TRAIL
    tabs = {
        "": (_("All"), {}),
        "unanswered": (_("No answer"), {"status": Payment.Status.UNKNOWN}),
        "open": (_("Still open"), {"status__in": sorted((WAITING | IN_DOUBT) - {Payment.Status.UNKNOWN.value})}),
        "late": (_("Paid late"), {"status__in": sorted(PAID)}),
        "given_up": (_("Given up"), {"status__in": sorted(UNPAID)}),
    }
    columns = [
        *PaymentList.columns,
        Act(label=_("Ask the bank now"), to=lambda payment: reverse("staff:payment_ask", args=[payment.public_id])),
    ]
    empty_title = _("Nothing needs attention")
    empty_text = _("Every bank has answered, and every payment ended in time.")
    export_filename = "payments-attention"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not PAYMENTS.user_has_permission(self.request.user, "ask"):
            return []
        attrs = {"data-dialog": ""}
        return [HeaderButton(_("Ask about all"), url=reverse("staff:payments_ask"), icon_name="rotate", attrs=attrs)]

    def get_base_queryset(self) -> QuerySet[Payment]:
        return super().get_base_queryset().filter(needing_attention())


class PaymentDetail(RowScreen):
    """One attempt, with every word exchanged with the bank."""

    permission_policy = PAYMENTS
    template_name = "dashboards/staff/payment.html"
    header_icon = "form"
    trail = TRAIL

    def get_page_title(self) -> str:
        return title_of(self.row)

    def get_row_queryset(self) -> QuerySet[Payment]:
        return self.get_base_queryset().select_related("gateway", "payer").prefetch_related("notes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asks = PAYMENTS.user_has_permission(self.request.user, "ask")
        return super().get_context_data(**kwargs) | {
            "payment": self.row,
            "notes": self.row.notes.all(),
            "refunds": self.row.refunds.order_by("pk"),
            "may_ask": asks and bool(self.row.authority) and self.row.status not in PAID,
            "chargebacks": self.row.chargebacks.order_by("pk"),
            "may_charge_back": may_be_charged_back(self.row)
            and CHARGED_BACK.user_has_permission(self.request.user, "record"),
            "sees_orders": self.row.purpose == "order" and self.request.user.has_perm("order.view_order"),
            "sees_people": self.request.user.has_perm("accounts.view_user"),
        }


class AskBank(RowAction):
    permission_policy = PAYMENTS
    action = "ask"
    page_title = _("Ask the bank now")
    intro = _("The bank is asked once more whether this was paid; its answer decides.")
    submit_label = _("Ask the bank")
    header_icon = "form"
    trail = TRAIL

    def get_back_url(self) -> str:
        return payment_url(self.row)

    def get_done(self) -> str:
        return _("The bank was asked: %(status)s.") % {"status": self.outcome.get_status_display()}

    def perform(self, data: dict[str, Any]) -> Payment:
        return ask_bank(payment_id=self.row.pk)


class AskAboutAll(NewRowAction):
    permission_policy = PAYMENTS
    action = "ask"
    page_title = _("Ask about all")
    intro = _("The banks of all open payments that need attention are asked again, one after the other.")
    submit_label = _("Ask the banks")
    header_icon = "rotate"
    trail = (*TRAIL, ("staff:payments_attention", _("Needs attention")))

    def get_back_url(self) -> str:
        return reverse("staff:payments_attention")

    def get_done(self) -> str:
        told = ngettext(
            "%(count)s payment is asked about now.", "%(count)s payments are asked about now.", self.outcome
        )
        return told % {"count": fa_digits(self.outcome)}

    def perform(self, data: dict[str, Any]) -> int:
        return ask_about_soon(actor=self.actor)
