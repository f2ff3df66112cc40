"""What editorial blocks show: short rows of products, markets and categories, each by one statement."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from commerce.shop.catalogue.models import Category
from commerce.shop.listing.cards import category_card, market_card, product_card
from commerce.shop.listing.models import ListingRow, ListingRowQuerySet
from commerce.shop.markets.selectors import live_markets

Rows = ListingRowQuerySet
SOURCES: Mapping[str, Callable[[Rows], Rows]] = {
    "newest": lambda rows: rows.order_by("-newest_at", "-pk"),
    "best_selling": lambda rows: rows.order_by("-sold_count", "-pk"),
    "discounted": lambda rows: rows.filter(discount_percent__gt=0).order_by("-discount_percent", "-pk"),
    "category": lambda rows: rows.order_by("-sold_count", "-pk"),
    "market": lambda rows: rows.order_by("-newest_at", "-pk"),
}


def products_for_rail(
    *, source: str, limit: int, category: str = "", market: str = "", products: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Cards of products: `newest`, `best_selling`, `discounted`, of a `category`, of a `market`, chosen by hand.

    `manual` keeps the order of `products` (public ids) and leaves out those that are gone; the others may be narrowed
    by `category` and `market`.
    """
    if source == "manual":
        return _chosen(products, limit)
    rows = ListingRow.objects.filter(in_stock=True)
    if category:
        rows = rows.in_category(category)
    if market:
        rows = rows.priced_by([market]).filter(markets__contains=[market])
    return [product_card(row) for row in SOURCES[source](rows).for_cards()[:limit]]


def markets_for_rail(*, limit: int, handles: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Cards of published markets: those chosen, in their order, else the newest."""
    if not handles:
        return [market_card(market) for market in live_markets().order_by("-published_at", "-pk")[:limit]]
    found = {market.handle: market for market in live_markets().filter(handle__in=handles)}
    return [market_card(found[handle]) for handle in handles if handle in found][:limit]


def categories_for_grid(*, limit: int) -> list[dict[str, Any]]:
    """Cards of the main categories, in the order of the tree."""
    main = Category.objects.filter(is_public=True, depth=1)
    return [category_card(category) for category in main.order_by("path")[:limit]]


def _chosen(products: Sequence[str], limit: int) -> list[dict[str, Any]]:
    rows = {row.public_id: row for row in ListingRow.objects.filter(public_id__in=products).for_cards()}
    return [product_card(rows[product]) for product in products if product in rows][:limit]
