"""Beginning to pay an order, and trying again another way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.money.payments.models import Payment
from commerce.money.payments.purposes import Owner
from commerce.money.payments.services import close_open_payments, refuse_too_many, start_payment
from commerce.shop.basket import kinds
from commerce.shop.order import policies
from commerce.shop.order.errors import NotPayable, PaymentInDoubt
from commerce.shop.order.locks import lock_order, lock_parts
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.purpose import PURPOSE
from commerce.shop.order.selectors.orders import order_named
from commerce.shop.order.services.cash import agree_on_cash, refuse_cash_for
from commerce.shop.order.services.claims import claims_of


@dataclass(frozen=True, slots=True)
class PaymentWish:
    """How a shopper wants to pay."""

    method: str = Payment.Method.GATEWAY
    gateway: str | None = None
    app_link: str = ""
    wallet_amount: int = 0


def begin_payment(*, order: Order, wish: PaymentWish, parts: Sequence[VendorOrder], at_once: bool = True) -> Payment:
    """Begin an attempt to pay a locked order that waits for payment."""
    return start_payment(
        purpose=PURPOSE,
        reference=order.number,
        payer=order.user,
        method=wish.method,
        gateway_slug=wish.gateway,
        amount=int(order.total_incl_tax),
        wallet_amount=wish.wallet_amount,
        expires_at=order.pay_until,
        app_link=wish.app_link,
        seller=sole_seller(parts=parts),
        at_once=at_once,
    )


def sole_seller(*, parts: Sequence[VendorOrder]) -> Owner | None:
    """The market that sells all of an order; None where there are several."""
    return Owner("market", parts[0].market.public_id) if len(parts) == 1 else None


def time_to_pay(*, method: str) -> timedelta:
    """How long an order waits for money that comes by a method."""
    by_transfer = method == Payment.Method.TRANSFER
    return timedelta(seconds=settings.TRANSFER_PAYMENT_SECONDS if by_transfer else settings.ORDER_PAYMENT_SECONDS)


@transaction.atomic
def pay_order(*, actor: Actor, number: str, wish: PaymentWish) -> Payment | None:
    """Try again to pay an order whose deadline has not passed; an attempt that only waited ends, its money let go.

    Raises PaymentInDoubt while a bank, or staff, may still say that the last attempt paid.
    """
    policies.require_buyer(actor, order_named(number))
    doubts = close_open_payments(purpose=PURPOSE, reference=number, to=Payment.Status.CANCELLED)
    order = lock_order(number)
    if order.status != Order.Status.PENDING_PAYMENT or order.pay_until <= timezone.now():
        raise NotPayable()
    if doubts:
        raise PaymentInDoubt(headers={"Retry-After": "30"})
    refuse_too_many(purpose=PURPOSE, reference=number)
    parts = lock_parts(order)
    if wish.method == Payment.Method.COD:
        _pay_at_the_door(order, parts, wish)
        return None
    _wait_as_long(order, wish)
    return begin_payment(order=order, wish=wish, parts=parts)


def refuse_part_beside_cash(*, wish: PaymentWish) -> None:
    """Cash at the door is paid whole."""
    if wish.wallet_amount:
        raise InvalidInput({"wallet_amount": [("not_with_cash", _("Cash on delivery is not paid in part before."))]})


def _pay_at_the_door(order: Order, parts: Sequence[VendorOrder], wish: PaymentWish) -> None:
    refuse_part_beside_cash(wish=wish)
    refuse_cash_for(parts=parts, lines=order.lines.all())
    agree_on_cash(order=order, parts=parts)


def _wait_as_long(order: Order, wish: PaymentWish) -> None:
    """A transfer takes days: the order and its stock wait for it."""
    until = timezone.now() + time_to_pay(method=wish.method)
    if wish.method == Payment.Method.TRANSFER and until > order.pay_until:
        Order.objects.filter(pk=order.pk).update(payment_deadline_at=until)
        order.payment_deadline_at = until
        kinds.extend(claims_of(lines=order.lines.all()), until=held_until(order=order))


def held_until(*, order: Order) -> datetime:
    """Stock outlives the order's deadline a little, so that the order's own sweep decides what becomes of it."""
    return order.pay_until + timedelta(seconds=settings.ORDER_HOLD_GRACE_SECONDS)
