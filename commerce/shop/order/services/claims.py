"""What the lines of an order want kept, under each line's own reference."""

from collections.abc import Iterable

from commerce.shop.basket.kinds import Claim
from commerce.shop.order.models import Line


def claims_of(*, lines: Iterable[Line]) -> list[Claim]:
    """The claims of lines, for what of them is not cancelled."""
    return [
        Claim(line.kind, line.stockrecord_id, line.public_id, line.quantity - line.cancelled_quantity)
        for line in lines
        if line.stockrecord_id and line.quantity > line.cancelled_quantity
    ]
