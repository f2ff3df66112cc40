"""What a person asked of a list by its address. Unlike the API, a page forgives what it does not understand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text
from commerce.shop.listing.filters import ProductFilters

SORTS: Mapping[str, tuple[Any, str]] = {
    "relevance": (_("Most relevant"), "-relevance"),
    "newest": (_("Newest"), "-newest_at"),
    "best_selling": (_("Best selling"), "-sold_count"),
    "price": (_("Cheapest"), "shown_price"),
    "-price": (_("Most expensive"), "-shown_price"),
    "rating": (_("Best rated"), "-rating_average"),
}
LONGEST_WORDS = 100
MOST_VALUES = 20
MOST_ATTRIBUTES = 10
DEEPEST_PAGE = 40

_BAND = re.compile(r"([0-9]{1,15})-([0-9]{0,15})", re.ASCII)
_ATTRIBUTE = re.compile(r"attr\[([A-Za-z_]\w{0,127})\]", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """Filters, order and page of a list of products."""

    filters: ProductFilters
    sort: str
    page: int

    @property
    def column(self) -> str:
        return SORTS[self.sort][1]


def read(query: QueryDict, *, category: str = "", market: str = "") -> Asked:
    """Read an address; the category or market of the page itself cannot be asked away."""
    words = clean_text(query.get("q", ""))[:LONGEST_WORDS]
    low, high = _price_band(query)
    filters = ProductFilters(
        category=category or clean_text(query.get("category", "")),
        q=words,
        markets=(market,) if market else (),
        brands=_values(query, "brand"),
        min_price=low,
        max_price=high,
        in_stock=True if query.get("in_stock") == "true" else None,
        attributes=_attributes(query),
    )
    return Asked(filters=filters, sort=_sort(query, searching=bool(words)), page=_page(query))


def sorts_for(asked: Asked) -> list[tuple[str, Any]]:
    """Names and labels of the orders a list offers."""
    return [(name, label) for name, (label, _) in SORTS.items() if asked.filters.q or name != "relevance"]


def toggled(query: QueryDict, name: str, value: str) -> str:
    """The address with one more value, or without it where it is there; from the first page on."""
    values = list(_values(query, name))
    changed = query.copy()
    changed.pop("page", None)
    kept = [one for one in values if one != value] if value in values else [*values, value]
    # A price is one band.
    changed.setlist(name, kept[-1:] if name == "price" else kept)
    return f"?{changed.urlencode()}"


def turned(query: QueryDict, page: int) -> str:
    """The address of another page of the same list."""
    changed = query.copy()
    changed["page"] = str(page)
    return f"?{changed.urlencode()}"


def _values(query: QueryDict, name: str) -> tuple[str, ...]:
    typed = [clean_text(value) for value in query.getlist(name)]
    return tuple(dict.fromkeys(value for value in typed if value))[:MOST_VALUES]


def _attributes(query: QueryDict) -> dict[str, tuple[str, ...]]:
    named = [(found[1], _values(query, name)) for name in query if (found := _ATTRIBUTE.fullmatch(name))]
    return dict(named[:MOST_ATTRIBUTES])


def _price_band(query: QueryDict) -> tuple[int | None, int | None]:
    found = _BAND.fullmatch(query.get("price", ""))
    return (int(found[1]), int(found[2]) if found[2] else None) if found else (None, None)


def _sort(query: QueryDict, *, searching: bool) -> str:
    name = query.get("sort", "")
    usable = name in SORTS and (searching or name != "relevance")
    return name if usable else "relevance" if searching else "newest"


def _page(query: QueryDict) -> int:
    typed = query.get("page", "1")
    return min(int(typed), DEEPEST_PAGE) if re.fullmatch(r"[1-9][0-9]{0,3}", typed, re.ASCII) else 1
