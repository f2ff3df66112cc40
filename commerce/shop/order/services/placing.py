"""Placing an order: the cart becomes an order in one transaction, and nothing is asked of the network."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.money.payments.models import Payment
from commerce.money.payments.services import pay_at_once
from commerce.shop.basket import kinds
from commerce.shop.basket.errors import CartConflict, PriceChanged
from commerce.shop.basket.models import Basket
from commerce.shop.basket.models import Line as CartLine
from commerce.shop.basket.selectors.carts import coupons_of
from commerce.shop.basket.selectors.documents import cart_document
from commerce.shop.basket.selectors.pricing import PricedCart, price_cart
from commerce.shop.basket.services import Holder, open_cart
from commerce.shop.order import timeline
from commerce.shop.order.creator import OrderCreator, WrittenOrder
from commerce.shop.order.events import OrderPlaced
from commerce.shop.order.models import Order
from commerce.shop.order.services.addresses import Receiver, freeze_address
from commerce.shop.order.services.attempts import (
    PaymentWish,
    begin_payment,
    held_until,
    refuse_part_beside_cash,
    time_to_pay,
)
from commerce.shop.order.services.cash import agree_on_cash, refuse_cash
from commerce.shop.order.services.claims import claims_of
from commerce.shop.order.services.paying import mark_paid
from commerce.shop.order.services.shares import freeze_order
from commerce.shop.order.services.vouchers import freeze_vouchers
from commerce.shop.voucher.errors import VoucherGone


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the shopper saw before ordering: the total, or everything that a quote fixed."""

    payable: int | None = None
    fingerprint: str | None = None

    def holds(self, priced: PricedCart) -> bool:
        """Whether the cart still costs what was seen."""
        return self.payable in {None, priced.payable} and self.fingerprint in {None, priced.fingerprint}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a shopper orders, to whom, how delivered and how paid; the goods are in the cart."""

    holder: Holder
    agreement: Agreement
    receiver: Receiver | None = None
    deliveries: Mapping[str, str] = field(default_factory=dict)
    payment: PaymentWish = field(default_factory=PaymentWish)


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order just placed, and the payment that waits for it; none where nothing is to pay."""

    order: Order
    payment: Payment | None


def place_order(*, shopper: User, wish: Wish) -> PlacedOrder:
    """Order what is in the cart at the price of now.

    Raises PriceChanged, OutOfStock or MarketClosed, each with the cart as it is now, and then nothing has changed.
    """
    try:
        return _place(shopper, wish)
    except CartConflict as error:
        error.extra["cart"] = cart_document(holder=wish.holder)
        raise


@transaction.atomic
def _place(shopper: User, wish: Wish) -> PlacedOrder:
    basket = open_cart(holder=wish.holder).basket
    priced = _price(basket, shopper, wish)
    _refuse_unfit(priced, wish)
    written = _write_order(basket, priced, shopper, wish)
    order = written.order
    payment = _begin_payment(written, wish)  # a person's own money is locked before vouchers and stock
    _use_vouchers(written, priced)
    kinds.hold(claims_of(lines=written.lines), until=held_until(order=order))
    freeze_order(parts=written.parts, lines=written.lines, payment=wish.payment.method if priced.payable else "")
    Basket.objects.filter(pk=basket.pk).update(status=Basket.SUBMITTED, date_submitted=timezone.now())
    timeline.note(order=order, code="placed")
    record(OrderPlaced(order=order.number, shopper=shopper.public_id, amount=int(order.total_incl_tax)))
    return PlacedOrder(order, _go_on(written, wish, payment))


def _price(basket: Basket, shopper: User, wish: Wish) -> PricedCart:
    lines = list(CartLine.objects.in_full().filter(basket=basket))
    return price_cart(lines, chosen=wish.deliveries, coupons=coupons_of([basket], user_id=shopper.pk))


def _use_vouchers(written: WrittenOrder, priced: PricedCart) -> None:
    try:
        freeze_vouchers(order=written.order, lines=written.lines, priced=priced)
    except VoucherGone as error:
        raise PriceChanged() from error


def _refuse_unfit(priced: PricedCart, wish: Wish) -> None:
    priced.require_sellable()
    if not wish.agreement.holds(priced):
        raise PriceChanged()
    if priced.needs_delivery and wish.receiver is None:
        raise InvalidInput({"address": [("required", _("Say where the goods should go."))]})
    if wish.payment.method == Payment.Method.COD and priced.payable:
        refuse_part_beside_cash(wish=wish.payment)
        refuse_cash(sold=[(line.row.market, line.kind.needs_delivery) for line in priced.lines])


def _write_order(basket: Basket, priced: PricedCart, shopper: User, wish: Wish) -> WrittenOrder:
    return OrderCreator().place_order(
        basket,
        priced=priced,
        user=shopper,
        shipping_address=freeze_address(receiver=wish.receiver) if wish.receiver and priced.needs_delivery else None,
        payment_deadline_at=timezone.now() + time_to_pay(method=wish.payment.method),
    )


def _begin_payment(written: WrittenOrder, wish: Wish) -> Payment | None:
    if not written.order.total_incl_tax or wish.payment.method == Payment.Method.COD:
        return None
    return begin_payment(order=written.order, wish=wish.payment, parts=written.parts, at_once=False)


def _go_on(written: WrittenOrder, wish: Wish, payment: Payment | None) -> Payment | None:
    """What needs nobody to wait for money goes on at once: paid from the wallet, at the door, or for nothing."""
    if payment:
        return pay_at_once(payment=payment)
    if written.order.total_incl_tax:
        agree_on_cash(order=written.order, parts=written.parts)
    else:
        mark_paid(order=written.order)
    return None
