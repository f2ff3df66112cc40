"""What happens elsewhere and shows in lists."""

from commerce.foundation.core.events import Payload, subscribe
from commerce.shop.listing import services


@subscribe("product.changed", consumer="listing.product_changed")
@subscribe("offer.changed", consumer="listing.offer_changed")
def product_or_offer_changed(payload: Payload) -> None:
    services.refresh_products(public_ids=[payload["product"]])


@subscribe("market.changed", consumer="listing.market_changed")
def market_changed(payload: Payload) -> None:
    services.refresh_market(public_id=payload["market"])


@subscribe("category.changed", consumer="listing.category_changed")
def category_changed(payload: Payload) -> None:
    services.refresh_category(slug=payload["category"])


@subscribe("order.paid", consumer="listing.count_sales")
@subscribe("order.confirmed", consumer="listing.count_agreed_sales")
def count_sales(payload: Payload) -> None:
    """Sales are counted from the orders themselves, so that a fact told twice counts once."""
    services.refresh_products(public_ids=[product for _offer, product, _quantity in payload["sold"]])
