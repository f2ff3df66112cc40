"""The cart as every door shows it, and as a refused checkout sends it back."""

from typing import Any

from commerce.foundation.core.money import Money
from commerce.shop.basket.holders import Holder
from commerce.shop.basket.selectors.carts import Cart, cart_of
from commerce.shop.basket.selectors.discounts import AppliedVoucher
from commerce.shop.basket.selectors.pictures import Picture, pictures_of
from commerce.shop.basket.selectors.pricing import MarketPart, PricedCart, PricedLine


def cart_document(*, holder: Holder) -> dict[str, Any]:
    """The cart of a holder: lines, each market's part, totals and problems."""
    return document_of(cart_of(holder=holder))


def document_of(cart: Cart) -> dict[str, Any]:
    """A cart that was already read and priced."""
    pictures = pictures_of(products=[line.row.product for line in cart.priced.lines])
    return {
        "id": cart.public_id,
        "lines": [line_document(line, pictures.get(line.row.product_id)) for line in cart.priced.lines],
        "groups": groups_of(cart.priced),
        "vouchers": [voucher_document(voucher) for voucher in cart.priced.vouchers],
        "totals": cart.priced.totals,
        "prices_include_tax": cart.priced.holds_tax,
        "problems": [problem.as_json() for problem in cart.priced.problems],
    }


def groups_of(priced: PricedCart) -> list[dict[str, Any]]:
    """Each market's part of a cart."""
    return [_group(part) for part in priced.parts]


def voucher_document(voucher: AppliedVoucher) -> dict[str, Any]:
    """A voucher of a cart, and what it takes off."""
    coupon = voucher.coupon
    market = coupon.market
    return {
        "code": coupon.code,
        "name": coupon.name,
        "market": {"handle": market.handle, "name": market.name} if market else None,
        "applies": voucher.problem is None,
        "discount": Money(voucher.amount),
    }


def line_document(line: PricedLine, picture: Picture | None) -> dict[str, Any]:
    """One line of a cart."""
    row = line.row
    return {
        "id": row.public_id,
        "offer": row.offer.public_id,
        "product": _product(row.product, picture),
        "options": row.options,
        "quantity": row.quantity,
        "unit_price": Money(line.unit_price),
        "discount": Money(line.discount),
        "tax": Money(line.tax.amount),
        "total": Money(line.total),
        "market": {"handle": row.market.handle, "name": row.market.name},
        "problems": [problem.as_json() for problem in line.problems],
    }


def _product(product: Any, picture: Picture | None) -> dict[str, Any]:
    whole = product.parent or product
    return {
        "id": whole.public_id,
        "title": whole.title,
        "variant": product.title if product.parent else "",
        "slug": product.slug or whole.slug,
        "kind": product.kind,
        "thumbnail": picture.as_json() if picture else None,
    }


def _group(part: MarketPart) -> dict[str, Any]:
    return {
        "market": {"handle": part.market.handle, "name": part.market.name},
        "subtotal": Money(part.subtotal),
        "deliveries": [way.as_json() for way in part.deliveries],
        "delivery": part.delivery.code,
    }
