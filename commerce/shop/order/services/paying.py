"""What the end of an attempt to pay does to its order."""

from django.db import transaction
from django.utils import timezone

from commerce.foundation.core.states import Moves, move
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import is_with_seller, tendered
from commerce.money.settlement.services import post_sale
from commerce.shop.basket import kinds
from commerce.shop.basket.errors import OutOfStock
from commerce.shop.order import states, timeline
from commerce.shop.order.locks import lock_order, lock_parts
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.services.claims import claims_of
from commerce.shop.order.services.refunds import owe_payment_back
from commerce.shop.order.services.telling import tell_paid
from commerce.shop.order.services.vouchers import use_again
from commerce.shop.voucher.errors import VoucherGone


@transaction.atomic
def order_captured(*, payment: Payment) -> None:
    """Money came for an order: it goes on, also late if all of it can still be had; else the money goes back."""
    order = lock_order(payment.reference)
    if tendered(payment) == order.total_incl_tax and _goes_on(order, payment):
        return
    owe_payment_back(order=order, payment=payment)


def attempt_closed(*, payment: Payment) -> None:
    """An attempt ended unpaid: the order waits for another until its deadline."""
    if payment.returned_at and payment.status in {Payment.Status.FAILED, Payment.Status.CANCELLED}:
        timeline.note(order=lock_order(payment.reference), code="payment_ended", payment=payment.public_id)


def mark_paid(*, order: Order, payment: Payment | None = None, late: bool = False) -> None:
    """The order is paid: stock is taken, the markets see their parts, and everyone has a share.

    The order is locked. Raises OutOfStock, and nothing has changed, when its stock is not held any more.
    """
    moment = timezone.now()
    with transaction.atomic():
        move(order, to=Order.Status.PAID, table=states.ORDER, paid_at=moment)
        parts = lock_parts(order)
        for part in parts:
            move(part, to=VendorOrder.Status.NEW, table=_from_here(part), shown_at=moment)
        kinds.confirm(claims_of(lines=order.lines.all()))
        for part in parts:
            _share_out(part, order, payment)
    timeline.note(order=order, code="paid_late" if late else "paid")
    tell_paid(order=order, parts=parts)


def _goes_on(order: Order, payment: Payment) -> bool:
    """Fulfil a paid order if that is still possible: all of it or nothing."""
    late = order.status == Order.Status.EXPIRED
    if not late and order.status != Order.Status.PENDING_PAYMENT:
        return False
    if late and not order.user.is_active:  # who left has no address any more
        return False
    try:
        if late:
            return _revive(order, payment)
        mark_paid(order=order, payment=payment)
    except OutOfStock:
        return not late and _revive(order, payment)
    return True


def _revive(order: Order, payment: Payment) -> bool:
    try:
        with transaction.atomic():
            if order.status == Order.Status.EXPIRED:
                use_again(order=order)
            kinds.rehold(claims_of(lines=order.lines.all()), until=timezone.now())
            mark_paid(order=order, payment=payment, late=True)
    except (OutOfStock, VoucherGone):
        return False
    return True


def _share_out(part: VendorOrder, order: Order, payment: Payment | None) -> None:
    if payment is None:
        post_sale(sale_ref=part.public_id, cause_ref=order.number, cause_kind="order")
        return
    with_seller = payment.amount if is_with_seller(payment) else 0
    post_sale(sale_ref=part.public_id, cause_ref=payment.public_id, with_seller=with_seller)


def _from_here(part: VendorOrder) -> Moves:
    return states.REVIVED if part.status == VendorOrder.Status.CANCELLED else states.VENDOR_ORDER
