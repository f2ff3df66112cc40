"""On what terms markets owe: for all, for a plan, for one market, each with its ladder."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.earnings.debts import services
from commerce.earnings.debts.models import DebtTerms, Sanction
from commerce.earnings.debts.services import Rung, TermsDraft
from commerce.foundation.core.money import Money
from commerce.shop.markets.models import Market
from commerce.shop.plans.models import Plan
from dashboards.base.actions import NewRowAction, RowAction, Text
from dashboards.base.columns import Jalali, Link, Number, Plain, Toman
from dashboards.base.fields import TomanField
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import WholeNumberField
from dashboards.staff.debts.debts import TRAIL as DEBTS_TRAIL
from dashboards.staff.debts.policies import TERMS

TRAIL = (*DEBTS_TRAIL, ("staff:ladders", _("Terms and ladders")))


def rung_in_words(rung: Sanction) -> str:
    """A step of the ladder, with its day and its amount."""
    told = []
    if rung.after_days is not None:
        days = ngettext("after %(days)s day", "after %(days)s days", rung.after_days) % {"days": rung.after_days}
        told.append(days)
    if rung.from_amount is not None:
        told.append(gettext("from %(amount)s") % {"amount": Money(rung.from_amount).display()})
    return f"{rung.get_what_display()} ({'، '.join(told)})"


class LadderList(ListScreen):
    """The terms there are, those for all first."""

    permission_policy = TERMS
    model = DebtTerms
    page_title = _("Terms and ladders")
    header_icon = "cog"
    trail = DEBTS_TRAIL
    columns = [
        Link(
            "whose", label=_("For whom"), accessor=str, to=lambda terms: reverse("staff:ladder", args=[terms.public_id])
        ),
        Plain("bill_by", label=_("is billed"), accessor=lambda terms: terms.get_bill_by_display()),
        Toman("threshold", label=_("Amount that is billed")),
        Number("grace_days", label=_("days to pay")),
        Plain("ladder", label=_("Ladder"), accessor=lambda terms: "؛ ".join(map(rung_in_words, terms.ladder.all()))),
        Jalali("changed_at", label=_("changed")),
    ]
    empty_title = _("No terms yet")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not TERMS.user_has_permission(self.request.user, "change"):
            return []
        return [HeaderButton(_("Terms of their own"), url=reverse("staff:ladder_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[DebtTerms]) -> QuerySet[DebtTerms]:
        return rows.order_by("pk")

    def with_related(self, rows: QuerySet[DebtTerms]) -> QuerySet[DebtTerms]:
        return rows.select_related("market", "plan").prefetch_related("ladder")


class LadderForm(forms.Form):
    """Terms with their whole ladder: for each step days, an amount, both or neither."""

    bill_by = forms.ChoiceField(label=_("A debt is billed"), choices=DebtTerms.BillBy.choices)
    threshold = TomanField(label=_("Amount that is billed"), min_value=1)
    grace_days = WholeNumberField(label=_("days to pay"), min_value=0, max_value=365)
    smallest = TomanField(label=_("Smallest debt that matters"), min_value=1)
    nets = forms.BooleanField(label=_("Free money makes up for the debt by itself"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what, title in Sanction.What.choices:
            self.fields[f"{what}_days"] = WholeNumberField(
                label=_("%(what)s: days overdue") % {"what": title}, min_value=0, max_value=365, required=False
            )
            self.fields[f"{what}_amount"] = TomanField(
                label=_("%(what)s: from a debt of") % {"what": title}, min_value=1, required=False
            )

    def draft(self) -> TermsDraft:
        typed = self.cleaned_data
        rungs = [Rung(what, typed[f"{what}_days"], typed[f"{what}_amount"]) for what in Sanction.What.values]
        return TermsDraft(
            **{name: typed[name] for name in ("bill_by", "threshold", "grace_days", "nets", "smallest")},
            ladder=[rung for rung in rungs if (rung.after_days, rung.from_amount) != (None, None)],
        )


class NewLadderForm(LadderForm):
    """For a market or a plan."""

    market = forms.CharField(label=_("Handle of a market"), max_length=40, required=False)
    plan = forms.ModelChoiceField(label=_("or a plan"), queryset=Plan.objects.all(), required=False)
    field_order = ("market", "plan")

    def clean_market(self) -> Market | None:
        handle = self.cleaned_data["market"].strip().lower()
        found = Market.objects.filter(handle=handle).first()
        if handle and found is None:
            raise forms.ValidationError(_("There is no such market."), code="unknown")
        return found

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if "market" in typed and "plan" in typed and bool(typed["market"]) == bool(typed["plan"]):
            self.add_error("market", _("Name a market or a plan."))
        return typed


def typed_before(terms: DebtTerms) -> dict[str, Any]:
    """Terms as the form shows them."""
    names = ("bill_by", "threshold", "grace_days", "nets", "smallest")
    values: dict[str, Any] = {name: getattr(terms, name) for name in names}
    for rung in terms.ladder.all():
        values |= {f"{rung.what}_days": rung.after_days, f"{rung.what}_amount": rung.from_amount}
    return values


class AddLadder(NewRowAction):
    permission_policy = TERMS
    action = "change"
    page_title = _("Terms of their own")
    intro: Text = _("For one market, or for all markets of a plan; a market's own come first.")
    header_icon = "cog"
    trail = TRAIL
    form_class = NewLadderForm
    submit_label = _("Save")
    done = _("The terms were saved.")

    def get_initial(self) -> dict[str, Any]:
        default = DebtTerms.objects.filter(scope="default").prefetch_related("ladder").first()
        return typed_before(default) if default else {}

    def get_back_url(self) -> str:
        return reverse("staff:ladders")

    def perform(self, data: dict[str, Any]) -> DebtTerms:
        draft = self.sent_form.draft()
        return services.save_terms(actor=self.actor, draft=draft, market=data["market"], plan=data["plan"])


class EditLadder(RowAction):
    permission_policy = TERMS
    intro: Text = _("Bills that stand keep their day; what follows from them follows the new ladder.")
    template_name = "dashboards/staff/debts/ladder.html"
    header_icon = "cog"
    trail = TRAIL
    form_class = LadderForm
    submit_label = _("Save")
    done = _("The terms were saved.")

    def get_page_title(self) -> str:
        return gettext("Terms: %(whose)s") % {"whose": self.row}

    def get_row_queryset(self) -> QuerySet[DebtTerms]:
        return self.get_base_queryset().select_related("market", "plan").prefetch_related("ladder")

    def get_initial(self) -> dict[str, Any]:
        return typed_before(self.row)

    def get_back_url(self) -> str:
        return reverse("staff:ladders")

    def perform(self, data: dict[str, Any]) -> DebtTerms:
        draft = self.sent_form.draft()
        return services.save_terms(actor=self.actor, draft=draft, market=self.row.market, plan=self.row.plan)


class DropLadder(RowAction):
    permission_policy = TERMS
    page_title = _("Drop the terms")
    intro: Text = _("The terms of its plan, or those for all, hold again.")
    header_icon = "cog"
    trail = TRAIL
    submit_label = _("Drop")
    done = _("The terms were dropped.")
    is_serious = True

    def get_back_url(self) -> str:
        return reverse("staff:ladders")

    def perform(self, data: dict[str, Any]) -> None:
        services.drop_terms(actor=self.actor, terms=self.row)
