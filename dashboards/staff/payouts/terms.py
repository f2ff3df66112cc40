"""When markets are paid: the terms of everybody, of plans and of markets, each from a day on."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.earnings.payouts import services
from commerce.earnings.payouts.models import PayoutTerms
from commerce.earnings.payouts.selectors.terms import row_in_force
from commerce.earnings.payouts.words import schedule_in_words, weekday_title
from commerce.foundation.core import clock
from commerce.foundation.core.text import clean_number
from commerce.shop.markets.models import Market
from commerce.shop.plans.models import Plan
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Link, Number, Plain, Toman
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import PercentField, WholeNumberField
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.payouts.lists import TRAIL
from dashboards.staff.payouts.naming import MarketFilters, markets_of
from dashboards.staff.payouts.policies import TERMS
from dashboards.staff.remittances.owners import name_actors

TERMS_TRAIL = (*TRAIL, ("staff:payterms", _("Payout terms")))
EVERYBODY = _("everybody")
COPIED = (
    "hold_days",
    "market_word_hold_days",
    "minimum",
    "schedule",
    "weekday",
    "month_days",
    "early_allowed",
    "early_fixed",
    "early_percent",
    "early_fee_most",
)


def terms_url(row: PayoutTerms) -> str:
    return reverse("staff:payterms_row", args=[row.public_id])


def schedule_of(row: PayoutTerms) -> Any:
    return _("as the others again") if row.is_lifted else schedule_in_words(row)


def name_whose(rows: list[Any]) -> list[Any]:
    """Give every row the words for whom it is."""
    markets = markets_of(row.market_ref for row in rows if row.market_ref)
    plans = {plan.slug: plan for plan in Plan.objects.filter(slug__in={row.plan for row in rows})}
    names = name_actors(row.made_by for row in rows)
    for row in rows:
        row.whose = markets.get(row.market_ref) or plans.get(row.plan) or row.market_ref or row.plan or EVERYBODY
        row.setter = names[row.made_by]
    return rows


class TermsList(ListScreen):
    """All terms with their days, the newest day first; nothing is ever edited."""

    permission_policy = TERMS
    model = PayoutTerms
    page_title = _("Payout terms")
    header_icon = "cog"
    trail = TRAIL
    filters_class = MarketFilters
    tabs = {
        "": (_("All"), {}),
        "everybody": (_("Terms of everybody"), {"market_ref": "", "plan": ""}),
        "plans": (_("Terms of plans"), {"plan__gt": ""}),
        "markets": (_("Terms of markets"), {"market_ref__gt": ""}),
    }
    columns = [
        Link("whose", label=_("For whom"), to=terms_url),
        Plain("since", label=_("From"), accessor=lambda row: jalali_date(row.starts_on)),
        Number("hold_days", label=_("Held (days)")),
        Toman("minimum", label=_("Least payout")),
        Plain("paid", label=_("When it is paid"), accessor=schedule_of),
        Plain("setter", label=_("Set by")),
    ]
    empty_title = _("No terms yet")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not TERMS.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("New terms"), url=reverse("staff:payterms_set"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[PayoutTerms]) -> QuerySet[PayoutTerms]:
        return rows.order_by("-starts_on", "-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        return name_whose(rows)


class TermsDetail(RowScreen):
    """One row of terms, and those before and after it."""

    permission_policy = TERMS
    template_name = "dashboards/staff/payouts/terms.html"
    page_title = _("Payout terms")
    header_icon = "cog"
    trail = TERMS_TRAIL

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = name_whose([self.row])[0]
        others = PayoutTerms.objects.filter(market_ref=row.market_ref, plan=row.plan)
        holds = row_in_force(market_ref=row.market_ref, plan=row.plan)
        may_set = TERMS.user_has_permission(self.request.user, "add")
        market = Market.objects.filter(public_id=row.market_ref).first() if row.market_ref else None
        return super().get_context_data(**kwargs) | {
            "terms": row,
            "schedule": schedule_of(row),
            "history": name_whose(list(others)),
            "holds": holds,
            "change_query": f"?market={market.handle}" if market else f"?plan={row.plan}" if row.plan else "",
            "may_set": may_set,
            "may_lift": may_set and holds is not None and bool(row.market_ref or row.plan),
        }


class MonthDaysField(forms.CharField):
    """Days of a month, as people write them: ۱، ۱۵."""

    widget = forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "placeholder": "1, 15"})
    written = re.compile(r"[0-9]{1,2}", re.ASCII)

    def clean(self, value: str) -> list[int]:
        words = [clean_number(word) for word in re.split(r"[،,\s/]+", super().clean(value)) if word]
        if any(not self.written.fullmatch(word) for word in words):
            raise ValidationError(_("Write days of the month, like 1, 15."), code="invalid")
        return [int(word) for word in words]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


class TermsForm(forms.Form):
    """For whom, from when, and all of the terms."""

    market = forms.CharField(
        label=_("Market"), required=False, max_length=40, help_text=_("The handle of a market, for terms of its own.")
    )
    plan = forms.ChoiceField(label=_("Plan"), required=False, help_text=_("Or a plan; leave both empty for everybody."))
    starts_on = JalaliDateField(label=_("From"))
    hold_days = WholeNumberField(label=_("Held after delivery (days)"), min_value=0, max_value=365)
    market_word_hold_days = WholeNumberField(
        label=_("Held on the market's own word (days)"),
        min_value=0,
        max_value=365,
        help_text=_("Where neither the buyer nor staff confirmed that it arrived."),
    )
    minimum = TomanField(label=_("Least payout"))
    schedule = forms.ChoiceField(label=_("When it is paid"), choices=PayoutTerms.Schedule.choices)
    weekday = forms.TypedChoiceField(label=_("Day of the week"), required=False, coerce=int, empty_value=None)
    month_days = MonthDaysField(
        label=_("Days of the month"),
        required=False,
        max_length=100,
        help_text=_("Of the Jalali month, for example 1, 15; a day that a month does not have is its last."),
    )
    early_allowed = forms.BooleanField(label=_("Early payout on request"), required=False)
    early_fixed = TomanField(label=_("Fee of an early payout: fixed"), required=False)
    early_percent = PercentField(label=_("Fee of an early payout: percent"), required=False)
    early_fee_most = TomanField(label=_("Largest fee of an early payout"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans: Any = self.fields["plan"]
        plans.choices = [("", _("none")), *((plan.slug, str(plan)) for plan in Plan.objects.all())]
        weekdays: Any = self.fields["weekday"]
        weekdays.choices = [("", "—"), *((str(day), weekday_title(day)) for day in range(7))]

    def clean_market(self) -> str:
        handle = self.cleaned_data["market"].strip().lower()
        found = Market.objects.filter(Q(handle=handle)).values_list("public_id", flat=True).first() if handle else ""
        if found is None:
            raise ValidationError(_("There is no market with this handle."), code="unknown_market")
        return found

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("market") and typed.get("plan"):
            self.add_error("plan", _("Name a market or a plan, not both."))
        return typed


class SetTerms(NewRowAction):
    """New terms from a day on; what was delivered before keeps its hold."""

    permission_policy = TERMS
    page_title = _("New payout terms")
    intro = _("They hold from the day you name. What was delivered before keeps its hold.")
    submit_label = _("Save")
    done = _("The terms were saved.")
    header_icon = "cog"
    trail = TERMS_TRAIL
    form_class = TermsForm

    def get_initial(self) -> dict[str, Any]:
        """As it is now for whom the address names."""
        handle, plan = self.request.GET.get("market", ""), self.request.GET.get("plan", "")
        market = Market.objects.filter(handle=handle).first() if handle else None
        holds = row_in_force(market_ref=market.public_id) if market else None
        holds = holds or (row_in_force(plan=plan) if plan else None) or row_in_force()
        copied = {name: getattr(holds, name) for name in COPIED} if holds else {}
        weekday = copied.get("weekday")
        return copied | {
            "market": handle if market else "",
            "plan": plan,
            "starts_on": clock.today(),
            "weekday": "" if weekday is None else str(weekday),
        }

    def get_back_url(self) -> str:
        return reverse("staff:payterms")

    def get_success_url(self) -> str:
        return terms_url(self.outcome)

    def perform(self, data: dict[str, Any]) -> PayoutTerms:
        fields = {name: data[name] for name in COPIED} | {"early_fixed": data["early_fixed"] or 0}
        return services.set_terms(
            actor=self.actor, starts_on=data["starts_on"], market_ref=data["market"], plan=data["plan"], fields=fields
        )


class FromForm(forms.Form):
    starts_on = JalaliDateField(label=_("From"))


class LiftTerms(RowAction):
    """A market or a plan is paid as the others again."""

    permission_policy = TERMS
    action = "add"
    page_title = _("As the others again")
    intro = _("From that day on the terms of the plan hold, or those of everybody.")
    submit_label = _("Confirm")
    done = _("The terms were saved.")
    header_icon = "cog"
    trail = TERMS_TRAIL
    form_class = FromForm

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def get_back_url(self) -> str:
        return terms_url(self.row)

    def perform(self, data: dict[str, Any]) -> PayoutTerms:
        return services.lift_terms(
            actor=self.actor, starts_on=data["starts_on"], market_ref=self.row.market_ref, plan=self.row.plan
        )
