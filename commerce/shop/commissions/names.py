"""What people call the markets, plans, branches and goods that rules name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commerce.foundation.core.errors import Text
from commerce.money.payments.models import Payment
from commerce.shop.catalogue.models import Brand, Category, Product
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.markets.models import Market
from commerce.shop.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Names:
    """By condition, then by what the rule keeps; what is gone by now is called by that."""

    known: Mapping[str, Mapping[str, Text]]

    def of(self, condition: str, ref: str) -> str:
        return str(self.known.get(condition, {}).get(ref, ref))


def names_in(rules: Iterable[CommissionRule]) -> Names:
    """The names of all that some rules name, in a question a kind."""
    asked = list(rules)
    refs = {
        name: {ref for rule in asked for ref in getattr(rule, name)}
        for name in ("markets", "plans", "categories", "products", "brands")
    }
    return Names(
        {
            "markets": dict(Market.objects.filter(public_id__in=refs["markets"]).values_list("public_id", "name")),
            "plans": {plan.slug: str(plan) for plan in Plan.objects.filter(slug__in=refs["plans"])},
            "categories": dict(Category.objects.filter(slug__in=refs["categories"]).values_list("slug", "name")),
            "products": dict(Product.objects.filter(public_id__in=refs["products"]).values_list("public_id", "title")),
            "brands": dict(Brand.objects.filter(slug__in=refs["brands"]).values_list("slug", "name")),
            "payments": dict(Payment.Method.choices),
        }
    )
