"""A list of products as a page shows it: one page of cards, and the ways to narrow, sort and turn it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import QueryDict

from commerce.shop.listing import selectors
from commerce.shop.listing.cards import product_card
from storefront.asking import DEEPEST_PAGE, Asked, sorts_for, toggled, turned

ON_A_PAGE = 24
# The category of a page is in its address, not in its facets.
FACETS_LEFT_OUT = {"category"}


@dataclass(frozen=True)
class Choice:
    title: Any
    count: int
    selected: bool
    href: str


@dataclass(frozen=True)
class Facet:
    title: Any
    choices: list[Choice]


@dataclass(frozen=True)
class Shelf:
    """What a list template reads."""

    products: list[dict[str, Any]]
    facets: list[Facet]
    sorts: list[tuple[str, Any]]
    sort: str
    in_stock: Choice
    previous: str
    next: str
    narrowed: bool


def shelf(asked: Asked, query: QueryDict) -> Shelf:
    """The products that fit, with their facets where the list is about something."""
    start = (asked.page - 1) * ON_A_PAGE
    rows = list(_ordered(asked)[start : start + ON_A_PAGE + 1])
    more = len(rows) > ON_A_PAGE and asked.page < DEEPEST_PAGE
    facets = _facets(asked, query)
    only_in_stock = Choice("", 0, bool(asked.filters.in_stock), toggled(query, "in_stock", "true"))
    return Shelf(
        products=[product_card(row) for row in rows[:ON_A_PAGE]],
        facets=facets,
        sorts=sorts_for(asked),
        sort=asked.sort,
        in_stock=only_in_stock,
        previous=turned(query, asked.page - 1) if asked.page > 1 else "",
        next=turned(query, asked.page + 1) if more else "",
        narrowed=only_in_stock.selected or any(choice.selected for facet in facets for choice in facet.choices),
    )


def _ordered(asked: Asked) -> Any:
    name = asked.column.lstrip("-")
    falling = asked.column.startswith("-")
    order = (F(name).desc(), F("pk").desc()) if falling else (F(name).asc(), F("pk").asc())
    return selectors.products(asked.filters).order_by(*order).for_cards()


def _facets(asked: Asked, query: QueryDict) -> list[Facet]:
    about_something = asked.filters.q or asked.filters.category or asked.filters.markets
    if not about_something:
        return []
    return [
        Facet(
            title=facet.title,
            choices=[
                Choice(value.title, value.count, value.selected, toggled(query, facet.code, value.value))
                for value in facet.values
            ],
        )
        for facet in selectors.facets(asked.filters)
        if facet.code not in FACETS_LEFT_OUT and (len(facet.values) > 1 or any(one.selected for one in facet.values))
    ]
