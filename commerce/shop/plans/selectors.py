"""Which plan a market is on."""

from collections.abc import Collection

from commerce.shop.plans.models import MarketPlan


def plans_of(markets: Collection[str]) -> dict[str, str]:
    """Market public id → slug of its plan, for those that are on one."""
    on_plan = MarketPlan.objects.filter(market__public_id__in=markets)
    return dict(on_plan.values_list("market__public_id", "plan__slug"))
