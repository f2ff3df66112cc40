"""The shapes in which lists show a product, a market and a category: plain dicts, ready for JSON and for templates."""

from dataclasses import dataclass
from typing import Any

from commerce.foundation.core.money import Money
from commerce.foundation.core.pictures import public_url
from commerce.shop.catalogue.models import Category
from commerce.shop.listing.models import ListingRow
from commerce.shop.markets.models import Market


def product_card(row: ListingRow) -> dict[str, Any]:
    """A product in a list, with the offer that wins the buy box, or that of the one market the list is about."""
    offer = shown_offer(row)
    return {
        "id": row.public_id,
        "title": row.title,
        "slug": row.slug,
        "kind": row.kind,
        "thumbnail": picture(row.thumbnail, row.thumbnail_width, row.thumbnail_height),
        "price": Money(offer.price),
        "list_price": money(offer.list_price),
        "discount_percent": discount_percent(offer.price, offer.list_price),
        "in_stock": offer.in_stock,
        "rating": {"average": row.rating_average, "count": row.rating_count},
        "market": {"handle": offer.market, "name": offer.market_name},
        "offer": offer.id,
    }


@dataclass(frozen=True)
class ShownOffer:
    """The offer whose price a list shows."""

    id: str
    price: int
    list_price: int | None
    in_stock: bool
    market: str
    market_name: str


def shown_offer(row: ListingRow) -> ShownOffer:
    """What `priced_by` asked for, else the buy box."""
    own = getattr(row, "own", None)
    if own is None:
        return ShownOffer(row.offer, row.price, row.list_price, row.in_stock, row.market_handle, row.market_name)
    return ShownOffer(own["offer"], own["price"], own["list_price"], own["in_stock"], own["market"], own["name"])


def discount_percent(price: int, list_price: int | None) -> int:
    """By how many whole percent a price is below the one struck through."""
    return (list_price - price) * 100 // list_price if list_price else 0


def market_card(market: Market) -> dict[str, Any]:
    """A market in a list; asks for `city__province` to be at hand."""
    city = market.city
    return {
        "handle": market.handle,
        "name": market.name,
        "tagline": market.tagline,
        "logo": public_url(market.logo.name) or None,
        "city": {"slug": city.slug, "name": city.name} if city else None,
        "province": {"slug": city.province.slug, "name": city.province.name} if city else None,
    }


def category_card(category: Category) -> dict[str, Any]:
    """A category in a grid."""
    return {"slug": category.slug, "name": category.name, "image": public_url(category.image.name) or None}


def picture(name: str | None, width: int | None, height: int | None) -> dict[str, Any] | None:
    """A stored picture with its size; None for none."""
    return {"url": public_url(name), "width": width or 0, "height": height or 0} if name else None


def money(amount: Any) -> Money | None:
    """Rials from a column that may be empty."""
    return None if amount is None else Money(int(amount))
