"""Goods and money of a market's part on their way back: what was not sent is dropped, what was sent is taken back.

One engine for cancelled lines, refunds and returns. The payments, the order and its parts are locked by the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import F

from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import is_open
from commerce.money.settlement.selectors import is_posted
from commerce.money.settlement.services import LinePart, reverse_lines, reverse_sale
from commerce.shop.basket import kinds
from commerce.shop.basket.kinds import Claim
from commerce.shop.order import states, timeline
from commerce.shop.order.errors import NothingLeftOfLine, NotPaidYet
from commerce.shop.order.events import VendorOrderLinesCancelled, VendorOrderReturned
from commerce.shop.order.locks import lock_vendor_order
from commerce.shop.order.models import Line, VendorOrder
from commerce.shop.order.services.cash import call_off_cash, lock_cash, lower_cash_of
from commerce.shop.order.services.moving import follow_parts
from commerce.shop.order.services.refunds import lock_payments_of_part, owe_back
from commerce.shop.order.services.shares import delivery_ref

KEPT, SOUND, SPOILT = "kept", "sound", "spoilt"
GOODS: Final = (KEPT, SOUND, SPOILT)
Status = VendorOrder.Status


@dataclass(frozen=True, slots=True)
class Back:
    """What goes back of a part: all that is left of it, or quantities of lines, or money while the goods stay.

    `quantities` and `amounts` name lines by their id; the delivery is named by `shares.delivery_ref`. `goods` says of
    what was sent whether the buyer keeps it, or it came back fit to be sold again, or not. `because` is what a market
    says to its buyer about what it will not send.
    """

    key: str
    reason: str
    because: str = ""
    whole: bool = False
    quantities: Mapping[str, int] = field(default_factory=dict)
    amounts: Mapping[str, int] = field(default_factory=dict)
    goods: str = KEPT
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of a line are dropped unsent, and how many that were sent are about to go back."""

    line: Line
    dropped: int
    sent: int


def give_back(*, part: VendorOrder, cash: Sequence[Payment], back: Back) -> int:
    """Drop and take back so much of a part; answers what its buyer is owed for that, in rials."""
    counted = _count(part, back)
    _write(counted, back)
    gone = _is_all_gone(part)
    if any(is_open(payment.status) for payment in cash):
        _lower(part, cash, back, ends=gone)
        amount = 0
    else:
        amount = _take_back(part, counted, back, whole=back.whole or (gone and part.status in states.UNSENT))
    _move(part, counted, back)
    return amount


def lock_part_for_refund(*, vendor_order: str) -> tuple[VendorOrder, list[Payment]]:
    """A part with its payments, ours until the transaction ends; and what is paid at the door for it."""
    lock_payments_of_part(vendor_order=vendor_order)
    cash = lock_cash(vendor_order=vendor_order)
    return lock_vendor_order(vendor_order), cash


def unsent_of(*, part: VendorOrder, line: Line) -> int:
    """How many of a line can still be dropped: nothing once its part was sent or delivered."""
    return line.unsent_quantity if part.status in states.UNSENT else 0


def _count(part: VendorOrder, back: Back) -> list[Counted]:
    lines = {line.public_id: line for line in part.lines.order_by("pk")}
    wanted = {ref: line.kept_quantity for ref, line in lines.items()} if back.whole else back.quantities
    if unknown := set(wanted) - set(lines):
        raise NothingLeftOfLine(line=min(unknown))
    return [_split(part, lines[ref], quantity) for ref, quantity in sorted(wanted.items()) if quantity]


def _split(part: VendorOrder, line: Line, quantity: int) -> Counted:
    if not 0 < quantity <= line.kept_quantity:
        raise NothingLeftOfLine(line=line.public_id)
    dropped = min(quantity, unsent_of(part=part, line=line))
    return Counted(line, dropped, quantity - dropped)


def _write(counted: Sequence[Counted], back: Back) -> None:
    """Count what is dropped and what came back, and put on the shelf what is fit for it."""
    for one in counted:
        returned = one.sent if back.goods != KEPT else 0
        if one.dropped or returned:
            Line.objects.filter(pk=one.line.pk).update(
                cancelled_quantity=F("cancelled_quantity") + one.dropped,
                returned_quantity=F("returned_quantity") + returned,
            )
    claims = [_claim(one, one.dropped + (one.sent if back.goods == SOUND else 0)) for one in counted]
    kinds.put_back(claim for claim in claims if claim.offer_id and claim.quantity)


def _claim(one: Counted, quantity: int) -> Claim:
    return Claim(one.line.kind, one.line.stockrecord_id, one.line.public_id, quantity)


def _is_all_gone(part: VendorOrder) -> bool:
    return not any(line.kept_quantity for line in part.lines.all())


def _lower(part: VendorOrder, cash: Sequence[Payment], back: Back, *, ends: bool) -> None:
    """Nothing was paid yet: less is to be paid at the door."""
    if back.amounts:
        raise NotPaidYet()
    if ends:
        call_off_cash(vendor_order=part)
    else:
        lower_cash_of(part=part, cash=cash)


def _take_back(part: VendorOrder, counted: Sequence[Counted], back: Back, *, whole: bool) -> int:
    if not is_posted(part.public_id):
        if part.total:
            raise NotPaidYet()
        return 0
    if whole:
        reversals = reverse_sale(sale_ref=part.public_id, key=back.key, reason=back.reason)
    else:
        reversals = reverse_lines(parts=_parts(part, counted, back), key=back.key, reason=back.reason)
    amount = sum(reversal.amount for reversal in reversals)
    owe_back(part=part, amount=amount, key=back.key, reason=back.reason, to=back.to)
    return amount


def _parts(part: VendorOrder, counted: Sequence[Counted], back: Back) -> list[LinePart]:
    known = {line.public_id for line in part.lines.all()} | {delivery_ref(part=part)}
    if unknown := set(back.amounts) - known:
        raise NothingLeftOfLine(line=min(unknown))
    pieces = [LinePart(one.line.public_id, quantity=one.dropped + one.sent) for one in counted]
    return pieces + [LinePart(ref, amount=amount) for ref, amount in sorted(back.amounts.items())]


def _move(part: VendorOrder, counted: Sequence[Counted], back: Back) -> None:
    dropped, came_back = (any(one.dropped for one in counted), any(one.sent for one in counted) and back.goods != KEPT)
    gone = _is_all_gone(part)
    if dropped:
        _after_dropping(part, gone=gone)
        _tell_dropped(part, [one for one in counted if one.dropped], back)
    if came_back and part.status not in states.DEAD:
        whole = gone and part.status != Status.CANCELLED
        if whole or part.delivered_at:  # what is still on its way has to arrive, be paid and be held
            move(part, to=Status.RETURNED if whole else Status.PARTLY_RETURNED, table=states.VENDOR_ORDER)
        timeline.note(order=part.order, code="goods_back", vendor_order=part, market=part.market.name)
        record(VendorOrderReturned(**_named(part), whole=whole))
    follow_parts(order=part.order)


def _after_dropping(part: VendorOrder, *, gone: bool) -> None:
    """A part of which nothing was sent ends with its last line; the rest of one that was partly sent is done."""
    was_sent = any(line.shipped_quantity for line in part.lines.all())
    if gone and not was_sent:
        move(part, to=Status.CANCELLED, table=states.VENDOR_ORDER, reason=part.reason)
    elif was_sent and not any(line.unsent_quantity for line in part.lines.all()):
        move(part, to=Status.SHIPPED, table=states.VENDOR_ORDER)


def _tell_dropped(part: VendorOrder, dropped: Sequence[Counted], back: Back) -> None:
    what = "، ".join(f"{one.line.title} × {one.dropped}" for one in dropped)
    code = "lines_cancelled" if back.because else "lines_dropped"
    told = {"market": part.market.name, "what": what, "reason": back.because, "key": back.key}
    timeline.note(order=part.order, code=code, vendor_order=part, **told)
    lines = tuple((one.line.public_id, one.dropped) for one in dropped)
    record(VendorOrderLinesCancelled(**_named(part), lines=lines))


def _named(part: VendorOrder) -> dict[str, str]:
    user = part.order.user
    return {
        "order": part.order.number,
        "vendor_order": part.public_id,
        "market": part.market.public_id,
        "shopper": user.public_id if user else "",
    }
