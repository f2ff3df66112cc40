"""What the lines of an order want kept, under each line's own reference."""

from collections.abc import Iterable

from commerce.shop.basket.kinds import Claim
from commerce.shop.order.models import Line, Order, VendorOrder


def claims_of(*, order: Order) -> list[Claim]:
    """The claims of a whole order."""
    return _claims(order.lines.all())


def claims_of_part(*, vendor_order: VendorOrder) -> list[Claim]:
    """The claims of one market's part."""
    return _claims(vendor_order.lines.all())


def _claims(lines: Iterable[Line]) -> list[Claim]:
    return [
        Claim(line.kind, line.stockrecord_id, line.public_id, line.quantity - line.cancelled_quantity)
        for line in lines
        if line.stockrecord_id and line.quantity > line.cancelled_quantity
    ]
