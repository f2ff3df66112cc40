"""What the list could be narrowed to, with how many products each choice would leave."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, Func, IntegerField, Value
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money
from commerce.shop.catalogue.models import AttributeOption, Brand, Category, ProductAttribute
from commerce.shop.listing.filters import ProductFilters
from commerce.shop.listing.models import ListingRowQuerySet
from commerce.shop.listing.selectors.products import found, narrowed

MOST_VALUES = 30
# Rials; a band reaches from one bound to below the next.
PRICE_BOUNDS = (0, 1_000_000, 5_000_000, 10_000_000, 50_000_000, 100_000_000, 500_000_000)
TRUTH = {"yes": _("yes"), "no": _("no")}


@dataclass(frozen=True)
class FacetValue:
    value: str
    title: Text
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    code: str
    title: Text
    values: list[FacetValue]


def facets(filters: ProductFilters) -> list[Facet]:
    """Facets by category, brand, price band and attribute; each counts as if it were not narrowed itself."""
    rows = found(filters)
    several = [
        _categories(narrowed(rows, filters.without("category")), filters),
        _brands(narrowed(rows, filters.without("brand")), filters),
        _price_bands(narrowed(rows, filters.without("price")), filters),
        *_attributes(rows, filters),
    ]
    return [facet for facet in several if facet.values]


def _categories(rows: ListingRowQuerySet, filters: ProductFilters) -> Facet:
    counts = _counted(rows, _Each("categories"))
    named = Category.objects.filter(slug__in=counts).order_by("path")
    values = [FacetValue(one.slug, one.name, counts[one.slug], one.slug == filters.category) for one in named]
    return Facet("category", _("Category"), values)


def _brands(rows: ListingRowQuerySet, filters: ProductFilters) -> Facet:
    counts = _counted(rows.exclude(brand=""), F("brand"))
    names = dict(Brand.objects.filter(slug__in=counts).values_list("slug", "name"))
    values = [FacetValue(slug, names.get(slug, slug), count, slug in filters.brands) for slug, count in counts.items()]
    return Facet("brand", _("Brand"), values)


def _price_bands(rows: ListingRowQuerySet, filters: ProductFilters) -> Facet:
    bounds = Value(list(PRICE_BOUNDS), output_field=None)
    band = Func(F("shown_price"), bounds, function="width_bucket", output_field=IntegerField())
    counts = _counted(rows, band)
    return Facet("price", _("Price"), [_band(place, counts[place], filters) for place in sorted(counts)])


def _band(place: int, count: int, filters: ProductFilters) -> FacetValue:
    low = PRICE_BOUNDS[place - 1]
    high = PRICE_BOUNDS[place] if place < len(PRICE_BOUNDS) else None
    if high is None:
        title = _("From %(low)s") % {"low": Money(low)}
    else:
        title = _("%(low)s to %(high)s") % {"low": Money(low), "high": Money(high)}
    selected = (filters.min_price or 0, filters.max_price) == (low, high)
    return FacetValue(f"{low}-{high or ''}", title, count, selected and filters.min_price is not None)


def _attributes(rows: ListingRowQuerySet, filters: ProductFilters) -> list[Facet]:
    counts = _by_code(narrowed(rows, filters))
    for code in filters.attributes:
        counts[code] = _by_code(narrowed(rows, filters.without(code))).get(code, {})
    names = dict(ProductAttribute.objects.filter(code__in=counts).order_by("pk").values_list("code", "name"))
    wanted = [value for values in counts.values() for value in values]
    titles: dict[str, Any] = TRUTH | dict(AttributeOption.objects.filter(code__in=wanted).values_list("code", "option"))
    return [
        Facet(
            f"attr[{code}]",
            names[code],
            [
                FacetValue(value, titles.get(value, value), count, value in filters.attributes.get(code, ()))
                for value, count in values.items()
            ],
        )
        for code, values in sorted(counts.items())
        if code in names
    ]


def _by_code(rows: ListingRowQuerySet) -> dict[str, dict[str, int]]:
    """Counts of the tokens `code:value`, by code."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for token, count in _counted(rows, _Each("attributes"), most=MOST_VALUES * 10).items():
        code, _colon, value = token.partition(":")
        if len(counts[code]) < MOST_VALUES:
            counts[code][value] = count
    return counts


def _counted(rows: ListingRowQuerySet, value: Any, *, most: int = MOST_VALUES) -> dict[Any, int]:
    """How many rows have each value, the most frequent first."""
    counted = rows.annotate(facet=value).values("facet").annotate(number=Count("pk")).order_by("-number", "facet")
    return dict(counted.values_list("facet", "number")[:most])


class _Each(Func):
    """The members of an array column, each on a row of its own."""

    function = "unnest"
    set_returning = True

    def __init__(self, column: str) -> None:
        super().__init__(F(column), output_field=CharField())
