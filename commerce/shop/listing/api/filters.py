"""The query parameters of the product list: read strictly, since a filter that is ignored misleads."""

import re
from typing import NoReturn

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from commerce.foundation.core.errors import InvalidInput, Text
from commerce.foundation.core.rest.pages import Sort
from commerce.foundation.core.text import clean_number, clean_text, fold
from commerce.shop.listing.filters import Near, ProductFilters

NAMES = frozenset({"category", "q", "market", "brand", "min_price", "max_price", "in_stock", "near"})
SORTS = {
    "newest": "-newest_at",
    "price": "shown_price",
    "-price": "-shown_price",
    "best_selling": "-sold_count",
    "rating": "-rating_average",
    "relevance": "-relevance",
}
LONGEST_WORDS = 100
MOST_VALUES = 20
# Each costs the facets a count of its own.
MOST_ATTRIBUTES = 10
FARTHEST_KM = 500
HIGHEST_PRICE = 10**15

_ATTRIBUTE = re.compile(r"attr\[([A-Za-z_][0-9A-Za-z_]{0,127})\]")


def _parameter(name: str, text: str, kind: OpenApiTypes = OpenApiTypes.STR) -> OpenApiParameter:
    return OpenApiParameter(name, kind, description=text)


FILTER_PARAMETERS = [
    _parameter("category", "The slug of a category; those below it are inside."),
    _parameter("q", "Words, however they are spelled."),
    _parameter("market", "Handles of markets, with commas."),
    _parameter("brand", "Slugs of brands, with commas."),
    _parameter("min_price", "Rials.", OpenApiTypes.INT64),
    _parameter("max_price", "Rials.", OpenApiTypes.INT64),
    _parameter("in_stock", "Only what can, or cannot, be bought now.", OpenApiTypes.BOOL),
    _parameter("attr[code]", "Values of the attribute `code`, with commas; one parameter for each attribute."),
    _parameter("near", "`lat,lng,km`: offered by a market in a city within so many kilometres."),
]
SORT_PARAMETER = OpenApiParameter("sort", OpenApiTypes.STR, enum=list(SORTS))


def read_filters(query: QueryDict) -> ProductFilters:
    """The filters a request names; refuses values that cannot be one."""
    return ProductFilters(
        category=query.get("category", "").strip(),
        q=_words(query),
        markets=_several(query, "market"),
        brands=_several(query, "brand"),
        min_price=_rials(query, "min_price"),
        max_price=_rials(query, "max_price"),
        in_stock=_truth(query, "in_stock"),
        attributes=_attributes(query),
        near=_near(query),
    )


def read_sort(query: QueryDict, *, words: bool) -> Sort:
    """The order asked for: relevance where words were typed, else the newest first."""
    name = query.get("sort") or ("relevance" if words else "newest")
    if name not in SORTS:
        _refuse("sort", "unknown_sort", _("There is no such order."))
    if name == "relevance" and not words:
        name = "newest"
    return Sort(name, SORTS[name])


def _words(query: QueryDict) -> str:
    typed = clean_text(query.get("q", ""))[:LONGEST_WORDS]
    return typed if fold(typed) else ""


def _several(query: QueryDict, name: str) -> tuple[str, ...]:
    values = [value.strip() for part in query.getlist(name) for value in part.split(",")]
    values = [value for value in values if value]
    if len(values) > MOST_VALUES:
        _refuse(name, "too_many_values", _("Fewer values at once, please."))
    return tuple(dict.fromkeys(values))


def _rials(query: QueryDict, name: str) -> int | None:
    typed = clean_number(query.get(name, ""))
    if not typed:
        return None
    if not re.fullmatch(r"[0-9]{1,15}", typed):
        _refuse(name, "invalid_amount", _("Enter a whole number of rials."))
    return int(typed)


def _truth(query: QueryDict, name: str) -> bool | None:
    typed = query.get(name, "").lower()
    if typed and typed not in {"true", "1", "false", "0"}:
        _refuse(name, "invalid_truth", _("Enter true or false."))
    return typed in {"true", "1"} if typed else None


def _attributes(query: QueryDict) -> dict[str, tuple[str, ...]]:
    attributes = {}
    for name in query:
        if name.startswith("attr["):
            found = _ATTRIBUTE.fullmatch(name)
            if not found:
                _refuse(name, "unknown_filter", _("This filter does not exist."))
            attributes[found[1]] = _several(query, name)
    if len(attributes) > MOST_ATTRIBUTES:
        _refuse("attr", "too_many_values", _("Fewer values at once, please."))
    return {code: values for code, values in attributes.items() if values}


def _near(query: QueryDict) -> Near | None:
    typed = query.get("near", "")
    if not typed:
        return None
    parts = [clean_number(part) for part in typed.split(",")]
    if len(parts) != 3 or not all(re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,9})?", part) for part in parts):
        _refuse("near", "invalid_place", _("Enter latitude, longitude and kilometres, with commas."))
    lat, lng, km = map(float, parts)
    if abs(lat) > 90 or abs(lng) > 180 or not 0 < km <= FARTHEST_KM:
        _refuse("near", "invalid_place", _("Enter latitude, longitude and kilometres, with commas."))
    return Near(lat=lat, lng=lng, km=km)


def _refuse(name: str, code: str, text: Text) -> NoReturn:
    raise InvalidInput({name: [(code, text)]})
