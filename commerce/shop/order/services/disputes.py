"""A bank takes the money of an order back: its sales are taken back in proportion, and wait until that is decided."""

from typing import Final

from commerce.foundation.core import money
from commerce.foundation.core.clock import now
from commerce.money.payments.models import Chargeback
from commerce.money.settlement.models import SoldLine
from commerce.money.settlement.services import LinePart, pause_release, restore_reversals, resume_release, reverse_lines
from commerce.shop.order import timeline
from commerce.shop.order.locks import lock_order, lock_parts
from commerce.shop.order.models import Order

REASON: Final = "charged_back"


def order_disputed(*, chargeback: Chargeback) -> None:
    """A bank took money of the order back, or so it is said: until that is decided no market is paid for it."""
    order = lock_order(chargeback.payment.reference)
    if not chargeback.our_fault:
        for part in lock_parts(order):
            pause_release(sale_ref=part.public_id, why=_key(chargeback))


def order_charged_back(*, chargeback: Chargeback) -> int:
    """Take from every share of the order its part of what the bank took; answers how much that is.

    What is more than the shares still have is for the platform to bear.
    """
    order = lock_order(chargeback.payment.reference)
    Order.objects.filter(pk=order.pk, disputed_at=None).update(disputed_at=now())
    timeline.note(order=order, code=REASON, amount=chargeback.amount)
    return 0 if chargeback.our_fault else _take_back(order, chargeback)


def _take_back(order: Order, chargeback: Chargeback) -> int:
    sales = [part.public_id for part in lock_parts(order)]
    left = [line for line in SoldLine.objects.filter(sale_ref__in=sales).order_by("pk") if line.paid_left]
    amount = min(chargeback.amount, sum(line.paid_left for line in left))
    parts = money.share(amount, [line.paid_left for line in left]) if left else []
    taken = [LinePart(line.line_ref, amount=part) for line, part in zip(left, parts, strict=True) if part]
    if taken:
        reverse_lines(parts=taken, key=_key(chargeback), reason=REASON)
    return amount


def order_dispute_ended(*, chargeback: Chargeback) -> None:
    """Won: everyone has again what was taken. Lost: it stays as it is. Either way the rest is released in its time."""
    order = lock_order(chargeback.payment.reference)
    won = chargeback.status == Chargeback.Status.WON
    if won and chargeback.borne:
        restore_reversals(key=_key(chargeback))
    for part in lock_parts(order):
        resume_release(sale_ref=part.public_id, why=_key(chargeback))
    if won:
        Order.objects.filter(pk=order.pk).update(disputed_at=None)
        timeline.note(order=order, code="chargeback_won")


def _key(chargeback: Chargeback) -> str:
    return f"chargeback:{chargeback.public_id}"
