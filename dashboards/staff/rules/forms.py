"""A rule as it is typed: for which sales, how much, and when."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.foundation.core.clock import day_bounds, day_start
from commerce.money.payments.models import Payment
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.plans.models import Plan
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.numbers import PercentField, WholeNumberField
from dashboards.base.pickers import PickField
from dashboards.staff.rules.pickers import pick


class Asking(forms.Form):
    """Asks once more where a rule would hide others; the box is there only after the refusal."""

    anyway = forms.BooleanField(label=_("Put it there anyway"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["anyway"]

    def visible_fields(self) -> list[forms.BoundField]:
        return [field for field in super().visible_fields() if field.name != "anyway" or field.errors]


def plan_choices() -> list[tuple[str, str]]:
    return [(plan.slug, str(plan)) for plan in Plan.objects.all()]


APPLIES = (("items", _("Goods")), ("shipping", _("delivery")), ("both", _("goods and delivery")))


class RuleForm(Asking):
    """Empty conditions ask nothing."""

    name = forms.CharField(label=_("name"), max_length=120)
    applies_to = forms.ChoiceField(label=_("applies to"), choices=APPLIES)
    markets = pick("markets", label=_("markets"), help_text=_("By name or handle."))
    plans = forms.MultipleChoiceField(
        label=_("plans"), choices=plan_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    categories = pick("categories", label=_("categories, with all below"))
    products = pick("products", label=_("products"))
    brands = pick("brands", label=_("brands"))
    payments = forms.MultipleChoiceField(
        label=_("ways to pay"), choices=Payment.Method.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    min_price = TomanField(label=_("price of one from"), required=False)
    max_price = TomanField(label=_("price of one below"), required=False)
    percent = PercentField(label=_("percent"), required=False)
    fixed = TomanField(label=_("fixed, for a line"), required=False)
    floor = TomanField(label=_("at least"), required=False)
    cap = TomanField(label=_("at most"), required=False, help_text=_("Empty where there is no limit."))
    starts_at = JalaliDateField(label=_("from day"), required=False, help_text=_("Empty is at once."))
    ends_at = JalaliDateField(label=_("last day"), required=False, help_text=_("Empty is without end."))
    is_active = forms.BooleanField(label=_("active"), required=False, initial=True)
    field_order = ["anyway"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, PickField):
                field.kept = self.initial.get(name) or ()

    def rule_fields(self, before: CommissionRule | None = None) -> dict[str, Any]:
        """What the service takes; a day that was left as it was keeps its hour."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "anyway"}
        typed["fixed"], typed["floor"] = typed["fixed"] or 0, typed["floor"] or 0
        starts, ends = typed.pop("starts_at"), typed.pop("ends_at")
        if before is None or starts != clock.tehran_date(before.starts_at):
            typed |= {"starts_at": day_start(starts)} if starts and starts != clock.today() else _at_once(before)
        if before is None or ends != last_day(before.ends_at):
            typed["ends_at"] = day_bounds(ends)[1] if ends else None
        return typed


def rule_as_typed(rule: CommissionRule) -> dict[str, Any]:
    """What the form of a rule begins with."""
    told = {name: getattr(rule, name) for name in RuleForm.base_fields if name != "anyway"}
    return told | {"starts_at": clock.tehran_date(rule.starts_at), "ends_at": last_day(rule.ends_at)}


def last_day(ends_at: datetime | None) -> date | None:
    """The last day on which a rule holds."""
    return clock.tehran_date(ends_at - timedelta(microseconds=1)) if ends_at else None


def _at_once(before: CommissionRule | None) -> dict[str, Any]:
    return {} if before is None else {"starts_at": clock.now()}


class PlaceForm(Asking):
    """Where a rule should stand."""

    to = WholeNumberField(label=_("Place"), min_value=1, max_value=100_000)
    field_order = ["to", "anyway"]
