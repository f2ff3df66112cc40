"""Cash on delivery: agreed at once, paid to each market for its own part when that is delivered."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.states import move
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import is_open
from commerce.money.payments.services import capture_payment, close_open_payments, lock_attempts_for, start_payment
from commerce.money.settlement.services import post_sale
from commerce.shop.basket import kinds
from commerce.shop.basket.kinds import line_kinds
from commerce.shop.markets.models import Market
from commerce.shop.order import states, timeline
from commerce.shop.order.errors import CashNotTaken, NotForCash
from commerce.shop.order.events import VendorOrderRefused
from commerce.shop.order.models import Line, Order, VendorOrder
from commerce.shop.order.purpose import CASH_PURPOSE
from commerce.shop.order.services.claims import claims_of
from commerce.shop.order.services.moving import open_part, step, tell
from commerce.shop.order.services.telling import tell_confirmed


def refuse_cash(*, sold: Sequence[tuple[Market, bool]]) -> None:
    """Refuse cash where a market does not take it, or sells what nobody brings to a door.

    `sold` names the market of each line and whether that line is delivered.
    """
    refusing = {market.handle: market.name for market, is_delivered in sold if not (market.has_cash and is_delivered)}
    if refusing:
        raise CashNotTaken(markets=[{"handle": handle, "name": name} for handle, name in sorted(refusing.items())])


def refuse_cash_for(*, parts: Sequence[VendorOrder], lines: Sequence[Line]) -> None:
    """As `refuse_cash`, for an order that was placed already."""
    markets = {part.pk: part.market for part in parts}
    refuse_cash(sold=[(markets[line.vendor_order_id], line_kinds.get(line.kind).needs_delivery) for line in lines])


def agree_on_cash(*, order: Order, parts: Sequence[VendorOrder]) -> None:
    """The locked order is on: stock is taken, the markets see their parts and collect the money at the door."""
    moment = timezone.now()
    move(order, to=Order.Status.CONFIRMED, table=states.ORDER)
    for part in parts:
        move(part, to=VendorOrder.Status.NEW, table=states.VENDOR_ORDER, shown_at=moment)
    kinds.confirm(claims_of(lines=order.lines.all()))
    for part in parts:
        if part.total:
            _await_cash(order, part)
    timeline.note(order=order, code="confirmed")
    tell_confirmed(order=order, parts=parts)


def lock_cash(*, vendor_order: str) -> list[Payment]:
    """The payments at the door for a part, locked before its order is; none where it was paid beforehand."""
    return lock_attempts_for(purpose=CASH_PURPOSE, reference=vendor_order)


def collect_cash(*, payments: Sequence[Payment]) -> None:
    """The part was delivered, so its buyer has paid the market."""
    for payment in payments:
        if is_open(payment.status):
            capture_payment(payment_id=payment.pk)


def call_off_cash(*, vendor_order: VendorOrder) -> None:
    """The part is not delivered, so nothing is paid for it."""
    close_open_payments(purpose=CASH_PURPOSE, reference=vendor_order.public_id, to=Payment.Status.CANCELLED)


def cash_collected(*, payment: Payment) -> None:
    """The market has the money, and owes what of it is not its own."""
    post_sale(sale_ref=payment.reference, cause_ref=payment.public_id, with_seller=payment.amount)


@transaction.atomic
def refuse_delivery(
    *, actor: Actor, tenant: Tenant, vendor_order: str, reason: str, put_back: bool = False
) -> VendorOrder:
    """The buyer did not take the goods at the door; `put_back` says that they are fit to be sold again."""
    cash = lock_cash(vendor_order=vendor_order)
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    if not any(is_open(payment.status) for payment in cash):
        raise NotForCash()
    step(vendor_order=part, to=VendorOrder.Status.RETURNED, reason=reason)
    call_off_cash(vendor_order=part)
    if put_back:
        kinds.put_back(claims_of(lines=part.lines.all()))
    told = {"reason": reason}
    tell(actor=actor, tenant=tenant, vendor_order=part, fact=VendorOrderRefused, code="refused", told=told)
    return part


def _await_cash(order: Order, part: VendorOrder) -> None:
    start_payment(
        purpose=CASH_PURPOSE,
        reference=part.public_id,
        payer=order.user,
        method=Payment.Method.COD,
        amount=part.total,
        expires_at=timezone.now() + timedelta(seconds=settings.CASH_PAYMENT_SECONDS),
    )
