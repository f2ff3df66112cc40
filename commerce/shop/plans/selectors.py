"""Which plan a market is on."""

from collections.abc import Collection

from django.db.models import Count, QuerySet

from commerce.shop.plans.models import MarketPlan, Plan
from commerce.shop.plans.supposing import supposed, supposing

__all__ = [
    "plans_of",
    "plans_with_numbers",
    "standing_of",
    "standings_on",
    "supposing",
]


def plans_of(markets: Collection[str]) -> dict[str, str]:
    """Market public id → slug of its plan, for those that are on one, or would be in what is supposed."""
    on_plan = MarketPlan.objects.filter(market__public_id__in=markets)
    found: dict[str, str | None] = dict(on_plan.values_list("market__public_id", "plan__slug"))
    found |= {market: plan for market, plan in supposed().items() if market in markets}
    return {market: plan for market, plan in found.items() if plan}


def plans_with_numbers() -> QuerySet[Plan]:
    """All plans, each with how many markets are on it."""
    return Plan.objects.annotate(market_count=Count("markets")).order_by("position", "slug")


def standing_of(market_id: int) -> MarketPlan | None:
    """The plan that a market is on, with the day since when."""
    return MarketPlan.objects.filter(market=market_id).select_related("plan").first()


def standings_on(plan: Plan) -> QuerySet[MarketPlan]:
    """The markets on a plan, by name."""
    return MarketPlan.objects.filter(plan=plan).select_related("market").order_by("market__name", "pk")
