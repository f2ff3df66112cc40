"""What staff do about one market's debt."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts import services
from commerce.earnings.debts.models import DebtBill, DebtRelief
from commerce.foundation.core.clock import today
from commerce.shop.markets.models import Restriction
from commerce.shop.markets.services import lift, restrict
from dashboards.base.actions import RowAction, Text
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.numbers import DigitsField
from dashboards.staff.debts.debts import TRAIL, debt_url
from dashboards.staff.debts.policies import BILLS, DEBTORS, RELIEFS
from dashboards.staff.vendor_orders import ReasonForm


class DebtorAct(RowAction):
    """One thing done to one market."""

    permission_policy = DEBTORS
    row_key = "handle"
    header_icon = "warning"
    trail = TRAIL

    def get_back_url(self) -> str:
        return debt_url(self.row)


class RestrictForm(ReasonForm):
    what = forms.ChoiceField(label=_("What it may not"), choices=Restriction.What.choices)
    field_order = ("what", "reason")


class RestrictMarket(DebtorAct):
    action = "restrict"
    page_title = _("Forbid the market something")
    intro: Text = _("It stays so until staff allow it again, whatever the market pays. The market reads the reason.")
    form_class = RestrictForm
    submit_label = _("Forbid")
    done = _("The market may not do that any more.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Restriction:
        return restrict(actor=self.actor, market_ref=self.row.public_id, what=data["what"], why=data["reason"])


class LiftForm(ReasonForm):
    what = forms.ChoiceField(label=_("What it may again"))
    field_order = ("what", "reason")

    def __init__(self, *args: Any, forbidden: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(what, label) for what, label in Restriction.What.choices if what in forbidden]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]


class LiftRestriction(DebtorAct):
    action = "restrict"
    page_title = _("Allow the market something again")
    intro: Text = _("What followed from a bill does not come back of the same bill.")
    form_class = LiftForm
    submit_label = _("Allow")
    done = _("The market may do that again.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"forbidden": self.row.forbidden}

    def perform(self, data: dict[str, Any]) -> bool:
        return lift(actor=self.actor, market_ref=self.row.public_id, what=data["what"], why=data["reason"])


class ReliefForm(ReasonForm):
    kind = forms.ChoiceField(label=_("How"), choices=DebtRelief.Kind.choices, widget=forms.RadioSelect)
    amount = TomanField(label=_("Amount"), min_value=1)
    tracking = DigitsField(
        label=_("Tracking number"),
        max_length=60,
        required=False,
        help_text=_("Of the transfer to our bank account; empty where the debt is waived."),
    )
    field_order = ("kind", "amount", "tracking", "reason")


class LowerDebt(DebtorAct):
    action = "relieve"
    page_title = _("Lower the debt by hand")
    intro: Text = _("What is waived is our loss. A large sum waits for a second person.")
    form_class = ReliefForm
    submit_label = _("Lower")
    is_serious = True

    def get_done(self) -> Text:
        waits = self.outcome.status == DebtRelief.Status.ASKED
        return _("A second person has to agree.") if waits else _("The debt was lowered.")

    def perform(self, data: dict[str, Any]) -> DebtRelief:
        return services.ask_relief(actor=self.actor, market_ref=self.row.public_id, **data)


class TimeForm(ReasonForm):
    last_day = JalaliDateField(label=_("New last day"))
    field_order = ("last_day", "reason")


class GiveTime(RowAction):
    permission_policy = BILLS
    page_title = _("Give more time")
    intro: Text = _("The bill is replaced by one with a later last day; what followed from it is lifted.")
    form_class = TimeForm
    submit_label = _("Give more time")
    done = _("The market has more time.")
    header_icon = "warning"
    trail = TRAIL

    def get_row_queryset(self) -> Any:
        return self.get_base_queryset().select_related("market")

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": today()}

    def get_back_url(self) -> str:
        return debt_url(self.row.market)

    def perform(self, data: dict[str, Any]) -> DebtBill:
        return services.give_more_time(actor=self.actor, bill=self.row.public_id, **data)


class ReliefAct(RowAction):
    permission_policy = RELIEFS
    action = "decide"
    header_icon = "warning"
    trail = (*TRAIL, ("staff:reliefs", _("Lowered by hand")))

    def get_row_queryset(self) -> Any:
        return self.get_base_queryset().select_related("market")

    def get_back_url(self) -> str:
        return reverse("staff:reliefs")


class ApproveRelief(ReliefAct):
    page_title = _("Agree to lower the debt")
    intro: Text = _("It is booked at once, and what followed from the debt is lifted if it is paid by it.")
    submit_label = _("Agree")
    done = _("The debt was lowered.")

    def perform(self, data: dict[str, Any]) -> DebtRelief:
        return services.approve_relief(actor=self.actor, relief=self.row.public_id)


class RefuseRelief(ReliefAct):
    page_title = _("Refuse to lower the debt")
    form_class = ReasonForm
    submit_label = _("Refuse")
    done = _("The debt stays as it is.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> DebtRelief:
        return services.refuse_relief(actor=self.actor, relief=self.row.public_id, reason=data["reason"])
