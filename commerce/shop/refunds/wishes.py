"""What is asked for, as plain data: by a form, the API, or a request that was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import Back
from commerce.shop.order.services.shares import delivery_ref, sold_lines
from commerce.shop.refunds.choices import Goods, Kind, To
from commerce.shop.refunds.errors import NothingToRefund
from commerce.shop.refunds.models import RefundRequest


@dataclass(frozen=True, slots=True)
class Wish:
    """`quantities` and `amounts` name lines by their id; `amount` is that of goodwill, or of the shipping."""

    kind: str
    reason: str
    quantities: Mapping[str, int] = field(default_factory=dict)
    amounts: Mapping[str, int] = field(default_factory=dict)
    amount: int | None = None
    to: str = To.ORIGIN
    goods: str = Goods.KEPT
    funded_by: str = ""
    note: str = ""


def wish_of(request: RefundRequest) -> Wish:
    """What a request asks for."""
    lines = list(request.lines.select_related("line"))
    by_itself = request.kind in {Kind.GOODWILL, Kind.SHIPPING}
    return Wish(
        kind=request.kind,
        reason=request.reason.code,
        quantities={row.line.public_id: row.quantity for row in lines if row.quantity},
        amounts={row.line.public_id: row.amount for row in lines if row.amount},
        amount=request.amount if by_itself else None,
        to=request.to,
        goods=request.goods,
        funded_by=request.funded_by,
        note=request.note,
    )


def back_of(wish: Wish, *, part: VendorOrder, key: str) -> Back:
    """What a wish takes back of a part's sale."""
    amounts = dict(wish.amounts)
    if wish.kind == Kind.SHIPPING:
        left = _shipping_left(part)
        amounts = {delivery_ref(part=part): wish.amount or left}
    return Back(
        key=key,
        reason="refund",
        whole=wish.kind == Kind.WHOLE,
        quantities=wish.quantities,
        amounts=amounts,
        goods=wish.goods,
        to=None if wish.to == To.ORIGIN else wish.to,
    )


def _shipping_left(part: VendorOrder) -> int:
    left = sum(line.paid_left for line in sold_lines(refs=[delivery_ref(part=part)]))
    if not left:
        raise NothingToRefund()
    return left
