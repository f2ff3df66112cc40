"""What banks took back: recorded from a payment, checked, won or lost."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.foundation.core.text import clean_text
from commerce.money.payments import services
from commerce.money.payments.models import Chargeback, Payment
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.refund_requests.policies import CHARGEBACKS, PAYMENTS
from dashboards.staff.remittances.owners import name_actors

Status = Chargeback.Status
TRAIL = (("staff:chargebacks", _("Chargebacks")),)


def chargeback_url(chargeback: Chargeback) -> str:
    return reverse("staff:chargeback", args=[chargeback.public_id])


class ChargebackFilters(ListFilters):
    searched = ("payment__reference", "public_id", "payment__receipt")
    dated = "recorded_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number, bank receipt")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return rows.filter(Q(payment__reference=typed) | Q(public_id=typed) | Q(payment__receipt=typed))


class ChargebackList(ListScreen):
    """Chargebacks, newest first."""

    permission_policy = CHARGEBACKS
    model = Chargeback
    page_title = _("Chargebacks")
    header_icon = "warning"
    filters_class = ChargebackFilters
    tabs = {
        "": (_("All"), {}),
        "recorded": (_("Second look"), {"status": Status.RECORDED}),
        "open": (_("Open"), {"status": Status.OPEN}),
        "won": (_("Won"), {"status": Status.WON}),
        "lost": (_("Lost"), {"status": Status.LOST}),
    }
    columns = [
        Link("payment.reference", label=_("Paid for"), to=chargeback_url),
        Badge("status", label=_("Status")),
        Toman("amount", label=_("Amount")),
        Plain("reason", label=_("Reason")),
        Plain("deadline_on", label=_("To be answered until"), accessor=lambda row: jalali_date(row.deadline_on)),
        Jalali("recorded_at", label=_("Recorded")),
    ]
    empty_title = _("No chargebacks")
    empty_text = _("When a bank takes money back, record it on the page of the payment.")
    list_export = ["paid_for", "status", "amount", "borne", "reason", "deadline", "recorded", "closed", "outcome"]
    export_headings = {
        "paid_for": _("Paid for"),
        "status": _("Status"),
        "amount": _("amount (rial)"),
        "borne": _("borne by the shares (rial)"),
        "reason": _("Reason"),
        "deadline": _("To be answered until"),
        "recorded": _("Recorded"),
        "closed": _("Closed"),
        "outcome": _("Outcome"),
    }
    export_filename = "chargebacks"

    def order_queryset(self, rows: QuerySet[Chargeback]) -> QuerySet[Chargeback]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Chargeback]) -> QuerySet[Chargeback]:
        return rows.select_related("payment")

    def to_row_dict(self, item: Chargeback) -> dict[str, Any]:
        return {
            "paid_for": item.payment.reference,
            "status": item.get_status_display(),
            "amount": Money(item.amount),
            "borne": Money(item.borne),
            "reason": item.reason,
            "deadline": jalali_date(item.deadline_on),
            "recorded": item.recorded_at,
            "closed": item.closed_at,
            "outcome": item.closed_because,
        }


class ChargebackDetail(RowScreen):
    """One chargeback: who bears it, until when it is answered, and what became of it."""

    permission_policy = CHARGEBACKS
    template_name = "dashboards/staff/refund_requests/chargeback.html"
    header_icon = "warning"
    trail = TRAIL

    def get_page_title(self) -> Text:
        return _("Chargeback of %(reference)s") % {"reference": self.row.payment.reference}

    def get_row_queryset(self) -> QuerySet[Chargeback]:
        return self.get_base_queryset().select_related("payment__payer", "payment__gateway")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.row, self.request.user
        is_payer = row.payment.payer_id == user.pk
        names = name_actors([row.recorded_by, row.checked_by])
        checks = CHARGEBACKS.user_has_permission(user, "check") and row.recorded_by != self.actor.key
        return super().get_context_data(**kwargs) | {
            "chargeback": row,
            "payment": row.payment,
            "our_loss": row.amount - row.borne,
            "recorder": names.get(row.recorded_by),
            "checker": names.get(row.checked_by),
            "may_check": checks and not is_payer and row.status == Status.RECORDED,
            "may_close": CHARGEBACKS.user_has_permission(user, "record") and not is_payer and row.status == Status.OPEN,
            "sees_payments": user.has_perm("payments.view_payment"),
        }


class ClaimForm(forms.Form):
    amount = TomanField(label=_("Amount"), min_value=1)
    reason = forms.CharField(label=_("What the bank wrote"), max_length=300)
    deadline_on = JalaliDateField(label=_("To be answered until"))
    our_fault = forms.BooleanField(
        label=_("our own fault"), required=False, help_text=_("Then no market gives anything back: the loss is ours.")
    )
    evidence = forms.CharField(label=_("Evidence"), max_length=5000, required=False, widget=forms.Textarea({"rows": 4}))


class RecordChargeback(RowAction):
    """From the page of a payment."""

    permission_policy = PAYMENTS
    action = "record"
    page_title = _("Record a chargeback")
    intro: Text = _("The money leaves our clearing account at once; a large sum waits for a second person.")
    submit_label = _("Record")
    header_icon = "warning"
    trail = TRAIL
    form_class = ClaimForm
    is_serious = True

    def get_initial(self) -> dict[str, Any]:
        return {"amount": self.row.left}

    def get_back_url(self) -> str:
        return reverse("staff:payment", args=[self.row.public_id])

    def get_success_url(self) -> str:
        sees = CHARGEBACKS.user_has_permission(self.request.user, "view")
        return chargeback_url(self.outcome) if sees else self.get_back_url()

    def get_done(self) -> Text:
        if self.outcome.status == Status.RECORDED:
            return _("Recorded; a second person has to check it.")
        return _("The chargeback is recorded.")

    def perform(self, data: dict[str, Any]) -> Chargeback:
        words = {name: clean_text(data[name]) for name in ("reason", "evidence")}
        claim = services.BankClaim(**(data | words))
        return services.record_chargeback(actor=self.actor, payment=self.row.public_id, claim=claim)


class ChargebackAction(RowAction):
    permission_policy = CHARGEBACKS
    action = "record"
    header_icon = "warning"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[Chargeback]:
        return self.get_base_queryset().select_related("payment")

    def get_back_url(self) -> str:
        return chargeback_url(self.row)


class BecauseForm(forms.Form):
    because = forms.CharField(label=_("What the bank said"), max_length=300, widget=forms.Textarea({"rows": 3}))


class CheckChargeback(ChargebackAction):
    action = "check"
    page_title = _("Agree to the chargeback")
    intro: Text = _("It is booked at once, and the sale's money waits until it is won or lost.")
    submit_label = _("Agree")
    done = _("The chargeback is open.")

    def perform(self, data: dict[str, Any]) -> Chargeback:
        return services.check_chargeback(actor=self.actor, chargeback=self.row.public_id)


class RefuseChargeback(ChargebackAction):
    action = "check"
    page_title = _("Refuse the chargeback")
    intro: Text = _("Nothing was booked; it is as if it had not been recorded.")
    submit_label = _("Refuse")
    done = _("The chargeback was refused.")
    form_class = BecauseForm

    def perform(self, data: dict[str, Any]) -> Chargeback:
        return services.refuse_chargeback(actor=self.actor, chargeback=self.row.public_id, reason=data["because"])


class WinChargeback(ChargebackAction):
    page_title = _("The chargeback is won")
    intro: Text = _("The bank gave the money back: everyone has what they had before.")
    submit_label = _("Won")
    done = _("The chargeback was won.")
    form_class = BecauseForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Chargeback:
        return services.win_chargeback(actor=self.actor, chargeback=self.row.public_id, because=data["because"])


class LoseChargeback(ChargebackAction):
    page_title = _("The chargeback is lost")
    intro: Text = _("The bank keeps the money; what was taken back stays so.")
    submit_label = _("Lost")
    done = _("The chargeback was lost.")
    form_class = BecauseForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Chargeback:
        return services.lose_chargeback(actor=self.actor, chargeback=self.row.public_id, because=data["because"])


def may_be_charged_back(payment: Payment) -> bool:
    """Whether the page of a payment offers to record one."""
    return payment.method == Payment.Method.GATEWAY and payment.status in {"captured", "partially_refunded"}
