"""The facts that an order is on: for whoever counts sales, and for each market that now sees its part."""

from collections.abc import Sequence

from commerce.foundation.core.events import record
from commerce.shop.order.events import OrderConfirmed, OrderPaid, VendorOrderReceived
from commerce.shop.order.models import Order, VendorOrder


def tell_paid(*, order: Order, parts: Sequence[VendorOrder]) -> None:
    """The order was paid."""
    record(
        OrderPaid(
            order=order.number,
            shopper=order.user.public_id,
            amount=int(order.total_incl_tax),
            vendor_orders=_names(parts),
            sold=_sold(order),
        )
    )
    _tell_markets(order, parts)


def tell_confirmed(*, order: Order, parts: Sequence[VendorOrder]) -> None:
    """The order is on and will be paid at the door."""
    record(
        OrderConfirmed(order=order.number, shopper=order.user.public_id, vendor_orders=_names(parts), sold=_sold(order))
    )
    _tell_markets(order, parts)


def _names(parts: Sequence[VendorOrder]) -> tuple[tuple[str, str], ...]:
    return tuple((part.public_id, part.market.public_id) for part in parts)


def _sold(order: Order) -> tuple[tuple[str, str, int], ...]:
    lines = order.lines.select_related("stockrecord", "product__parent").order_by("pk")
    return tuple(
        (line.stockrecord.public_id, (line.product.parent or line.product).public_id, line.quantity)
        for line in lines
        if line.stockrecord and line.product
    )


def _tell_markets(order: Order, parts: Sequence[VendorOrder]) -> None:
    for part in parts:
        record(
            VendorOrderReceived(
                order=order.number,
                vendor_order=part.public_id,
                market=part.market.public_id,
                shopper=order.user.public_id,
            )
        )
