"""Plans: what there is, and which markets are on each."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.shop.markets.models import Market
from commerce.shop.plans.models import Plan
from commerce.shop.plans.selectors import plans_with_numbers, standing_of, standings_on
from commerce.shop.plans.services import add_plan, change_plan, put_on_plan
from dashboards.base.actions import NewRowAction, RowAction, Text
from dashboards.base.columns import Link, Number, Plain
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import WholeNumberField
from dashboards.base.screens import RowScreen
from dashboards.staff.rules.pickers import pick_one
from dashboards.staff.rules.policies import MARKETS_ON_PLANS, PLANS

TRAIL = (("staff:plans", _("Plans")),)
SHOWN = 200


def plan_url(plan: Plan) -> str:
    return reverse("staff:plan", args=[plan.slug])


class PlanList(ListScreen):
    """All plans."""

    permission_policy = PLANS
    model = Plan
    page_title = _("Plans")
    header_icon = "tasks"
    columns = [
        Link("title_fa", label=_("Plan"), to=plan_url, accessor=str),
        Plain("slug", label=_("slug")),
        Number("market_count", label=_("Markets")),
    ]
    empty_title = _("No plans yet")
    empty_text = _("Rules can ask which plan a market is on.")
    list_export = ["slug", "fa", "en", "markets"]
    export_headings = {
        "slug": _("slug"),
        "fa": _("title in Persian"),
        "en": _("title in English"),
        "markets": _("Markets"),
    }
    export_filename = "plans"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not PLANS.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("Add a plan"), url=reverse("staff:plan_add"), icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[Any]:
        return plans_with_numbers()

    def order_queryset(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {"slug": item.slug, "fa": item.title_fa, "en": item.title_en, "markets": item.market_count}


class PlanDetail(RowScreen):
    """A plan and the markets on it."""

    permission_policy = PLANS
    row_key = "slug"
    template_name = "dashboards/staff/rules/plan.html"
    header_icon = "tasks"
    trail = TRAIL

    def get_page_title(self) -> str:
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standings = standings_on(self.row)
        return super().get_context_data(**kwargs) | {
            "plan": self.row,
            "standings": standings[:SHOWN],
            "count": standings.count(),
            "may_change": PLANS.user_has_permission(self.request.user, "change"),
            "may_put": PLANS.user_has_permission(self.request.user, "put"),
        }


class PlanForm(forms.Form):
    title_fa = forms.CharField(label=_("title in Persian"), max_length=80)
    title_en = forms.CharField(label=_("title in English"), max_length=80, widget=forms.TextInput({"dir": "ltr"}))
    position = WholeNumberField(label=_("Place"), min_value=0, max_value=1000, required=False)

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class NewPlanForm(PlanForm):
    slug = forms.SlugField(label=_("slug"), max_length=40, help_text=_("Rules name the plan by it, so it stays."))
    field_order = ["slug"]


class AddPlan(NewRowAction):
    permission_policy = PLANS
    page_title = _("Add a plan")
    header_icon = "tasks"
    trail = TRAIL
    form_class = NewPlanForm
    submit_label = _("Save")
    done = _("The plan was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:plans")

    def perform(self, data: dict[str, Any]) -> Plan:
        return add_plan(actor=self.actor, **data)


class EditPlan(RowAction):
    permission_policy = PLANS
    row_key = "slug"
    header_icon = "tasks"
    trail = TRAIL
    form_class = PlanForm
    submit_label = _("Save")
    done = _("The plan was saved.")

    def get_page_title(self) -> str:
        return str(self.row)

    def get_back_url(self) -> str:
        return plan_url(self.row)

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in PlanForm.base_fields}

    def perform(self, data: dict[str, Any]) -> Plan:
        return change_plan(actor=self.actor, plan=self.row.slug, **data)


class MarketForm(forms.Form):
    market = pick_one("markets", label=_("Market"), required=True, help_text=_("By name or handle."))


class PutMarketOnPlan(RowAction):
    """From the page of a plan."""

    permission_policy = PLANS
    action = "put"
    row_key = "slug"
    page_title = _("Put a market on the plan")
    intro: Text = _("Rules that ask for this plan hold for what it sells from now on.")
    header_icon = "tasks"
    trail = TRAIL
    form_class = MarketForm
    submit_label = _("Put on the plan")
    done = _("The market is on the plan.")

    def get_back_url(self) -> str:
        return plan_url(self.row)

    def perform(self, data: dict[str, Any]) -> Any:
        market = Market.objects.get(public_id=data["market"])
        return put_on_plan(actor=self.actor, market=market, plan=self.row.slug)


def plan_choices() -> list[tuple[str, Any]]:
    return [("", _("on none")), *((plan.slug, str(plan)) for plan in Plan.objects.all())]


class ChoosePlanForm(forms.Form):
    plan = forms.ChoiceField(label=_("Plan"), choices=plan_choices, required=False)


class ChoosePlan(RowAction):
    """From the page of a market."""

    permission_policy = MARKETS_ON_PLANS
    action = "put"
    row_key = "handle"
    page_title = _("Plan of the market")
    intro: Text = _("Rules that ask for the plan hold for what the market sells from now on.")
    header_icon = "tasks"
    trail = (("staff:markets", _("Markets")),)
    form_class = ChoosePlanForm
    submit_label = _("Save")
    done = _("The plan was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:market", args=[self.row.handle])

    def get_initial(self) -> dict[str, Any]:
        standing = standing_of(self.row.pk)
        return {"plan": standing.plan.slug if standing else ""}

    def perform(self, data: dict[str, Any]) -> Any:
        return put_on_plan(actor=self.actor, market=self.row, plan=data["plan"] or None)
