"""How the markets, branches, goods and brands that a rule names are found."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse_lazy

from commerce.foundation.core.fields import key_holds
from commerce.foundation.core.text import spellings
from commerce.shop.catalogue.models import Brand, Category, Product
from commerce.shop.markets.models import Market
from dashboards.base.pickers import MOST_FOUND, Choice, OnePickField, Picker, PickField, Picks
from dashboards.staff.rules.policies import RULES


def _picker(
    rows: Callable[[], QuerySet[Any]],
    choice: Callable[[Any], Choice],
    *,
    by: Callable[[str], Q],
    named: Callable[[Sequence[str]], Q],
    names: Callable[[Any], Iterable[str]],
) -> Picker:
    """A picker over a table: `by` a few letters, `named` by what stands for a row, which `names` lists."""

    def find(typed: str) -> list[Choice]:
        return [choice(row) for row in rows().filter(by(typed))[:MOST_FOUND]]

    def read(typed: Sequence[str]) -> dict[str, Choice]:
        return {name: choice(row) for row in rows().filter(named(typed)) for name in names(row) if name in set(typed)}

    return Picker(find, read)


def _market(market: Market) -> Choice:
    return Choice(market.public_id, market.name, market.handle)


def _category(category: Category) -> Choice:
    return Choice(category.slug, category.full_name, category.slug)


def _product(product: Product) -> Choice:
    return Choice(product.public_id, product.title, product.market.name if product.market else "")


def _brand(brand: Brand) -> Choice:
    return Choice(brand.slug, brand.name, brand.slug)


MARKETS = _picker(
    lambda: Market.objects.order_by("name"),
    _market,
    by=lambda typed: Q(handle__startswith=typed.lower()) | key_holds(spellings(typed)),
    named=lambda typed: Q(public_id__in=typed) | Q(handle__in=typed) | Q(name__in=typed),
    names=lambda market: (market.name, market.handle, market.public_id),
)
CATEGORIES = _picker(
    lambda: Category.objects.order_by("path"),
    _category,
    by=lambda typed: Q(slug__startswith=typed.lower()) | key_holds(spellings(typed)),
    named=lambda typed: Q(slug__in=typed) | Q(name__in=typed),
    names=lambda category: (category.name, category.slug),
)
PRODUCTS = _picker(
    lambda: Product.objects.exclude(structure=Product.CHILD).select_related("market").order_by("title"),
    _product,
    by=lambda typed: Q(public_id=typed) | key_holds(spellings(typed)),
    named=lambda typed: Q(public_id__in=typed) | Q(title__in=typed),
    names=lambda product: (product.title, product.public_id),
)
BRANDS = _picker(
    lambda: Brand.objects.order_by("name"),
    _brand,
    by=lambda typed: Q(slug__startswith=typed.lower()) | Q(name__icontains=typed),
    named=lambda typed: Q(slug__in=typed) | Q(name__in=typed),
    names=lambda brand: (brand.name, brand.slug),
)
PICKERS = {"markets": MARKETS, "categories": CATEGORIES, "products": PRODUCTS, "brands": BRANDS}


def pick(kind: str, **kwargs: Any) -> PickField:
    """A field for several rows of a kind."""
    return PickField(picker=PICKERS[kind], address=reverse_lazy("staff:rule_picks", args=[kind]), **kwargs)


def pick_one(kind: str, **kwargs: Any) -> OnePickField:
    """A field for one row of a kind."""
    return OnePickField(picker=PICKERS[kind], address=reverse_lazy("staff:rule_picks", args=[kind]), **kwargs)


class RulePicks(Picks):
    permission_policy = RULES
    pickers = PICKERS
