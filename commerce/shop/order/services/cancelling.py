"""Orders that end unpaid: their time runs out, or the shopper calls them off."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move, try_move
from commerce.money.payments.models import Payment
from commerce.money.payments.services import close_open_payments
from commerce.shop.basket import kinds
from commerce.shop.order import policies, states, timeline
from commerce.shop.order.errors import AlreadySent, NotCancellable
from commerce.shop.order.events import OrderCancelled, OrderExpired
from commerce.shop.order.locks import lock_order, lock_parts
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.purpose import PURPOSE
from commerce.shop.order.selectors.orders import order_named
from commerce.shop.order.services.claims import claims_of
from commerce.shop.order.services.vouchers import release_vouchers

logger = logging.getLogger(__name__)


@transaction.atomic
def cancel_unpaid_order(*, actor: Actor, number: str) -> Order:
    """The shopper calls off an order that is not paid; money that still comes for it goes back."""
    policies.require_buyer(actor, order_named(number))
    close_open_payments(purpose=PURPOSE, reference=number, to=Payment.Status.CANCELLED)
    order = lock_order(number)
    if not try_move(order, to=Order.Status.CANCELLED, table=states.ORDER):
        raise AlreadySent() if _was_sent(order) else NotCancellable()
    _let_go(order)
    timeline.note(order=order, code="cancelled")
    record(OrderCancelled(order=order.number, shopper=order.user.public_id))
    return order


def expire_unpaid_orders() -> int:
    """End the orders whose deadline is over; one that a bank may still answer for is held meanwhile. Says how many."""
    due = Order.objects.filter(status=Order.Status.PENDING_PAYMENT, payment_deadline_at__lte=timezone.now())
    numbers = due.order_by("payment_deadline_at").values_list("number", flat=True)
    return sum(_expire_apart(number) for number in list(numbers))


@transaction.atomic
def expire_order(*, number: str) -> bool:
    """End one unpaid order whose deadline is over, once; False where it was paid, ended, or is being asked about."""
    in_doubt = close_open_payments(purpose=PURPOSE, reference=number, to=Payment.Status.EXPIRED)
    order = lock_order(number)
    if order.status != Order.Status.PENDING_PAYMENT or order.pay_until > timezone.now():
        return False
    if in_doubt:
        kinds.extend(
            claims_of(lines=order.lines.all()),
            until=timezone.now() + timedelta(seconds=settings.ORDER_HOLD_GRACE_SECONDS),
        )
        return False
    move(order, to=Order.Status.EXPIRED, table=states.ORDER)
    _let_go(order)
    timeline.note(order=order, code="expired")
    record(OrderExpired(order=order.number, shopper=order.user.public_id))
    return True


def _was_sent(order: Order) -> bool:
    """Whether any of it left a market, so that only a refund can follow."""
    return bool(order.lines.filter(shipped_quantity__gt=0).exists())


def _expire_apart(number: str) -> bool:
    """One order that cannot be ended keeps no other waiting."""
    try:
        return expire_order(number=number)
    except (DomainError, DatabaseError):
        logger.exception("Ending order %s failed", number)
        return False


def _let_go(order: Order) -> None:
    for part in lock_parts(order):
        move(part, to=VendorOrder.Status.CANCELLED, table=states.VENDOR_ORDER)
    release_vouchers(order=order)
    kinds.release(claims_of(lines=order.lines.all()))
