"""Cash on delivery: agreed at once, paid to each market for its own part when that is delivered."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import money
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.states import move
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import is_open, payments_of
from commerce.money.payments.services import (
    capture_payment,
    close_open_payments,
    lock_attempts_for,
    lower_cash,
    start_payment,
)
from commerce.money.settlement.services import LinePart, post_sale, reverse_lines
from commerce.shop.basket import kinds
from commerce.shop.basket.kinds import Claim, line_kinds
from commerce.shop.markets.models import Market
from commerce.shop.order import states, timeline
from commerce.shop.order.errors import CashNotTaken, NotForCash, NothingLeftOfLine
from commerce.shop.order.events import VendorOrderRefused
from commerce.shop.order.models import Line, Order, VendorOrder
from commerce.shop.order.purpose import CASH_PURPOSE
from commerce.shop.order.services.claims import claims_of
from commerce.shop.order.services.moving import confirmer, deliver_part, open_part, step, tell
from commerce.shop.order.services.refunds import repaid_by_hand
from commerce.shop.order.services.shares import sold_lines
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
        else:  # nobody brings money for it, but the platform may have paid for its goods
            post_sale(sale_ref=part.public_id, cause_ref=order.number, cause_kind="order")
    timeline.note(order=order, code="confirmed")
    tell_confirmed(order=order, parts=parts)


def lock_cash(*, vendor_order: str) -> list[Payment]:
    """The payments at the door for a part, locked before its order is; none where it was paid beforehand."""
    return lock_attempts_for(purpose=CASH_PURPOSE, reference=vendor_order)


def is_paid_at_the_door(*, part: VendorOrder) -> bool:
    """Whether cash for a part is still to come."""
    return any(is_open(payment.status) for payment in payments_of(CASH_PURPOSE, part.public_id))


def collect_cash(*, payments: Sequence[Payment]) -> None:
    """The part was delivered, so its buyer has paid the market."""
    for payment in payments:
        if is_open(payment.status):
            capture_payment(payment_id=payment.pk)


def call_off_cash(*, vendor_order: VendorOrder) -> None:
    """The part is not delivered, so nothing is paid for it."""
    close_open_payments(purpose=CASH_PURPOSE, reference=vendor_order.public_id, to=Payment.Status.CANCELLED)


def lower_cash_of(*, part: VendorOrder, cash: Sequence[Payment]) -> None:
    """Less is paid at the door: only for what the buyer has or will have."""
    amount = part.total - sum(one.amount or 0 for one in not_taken(part=part))
    for payment in cash:
        if is_open(payment.status) and payment.amount != amount:
            lower_cash(payment=payment, amount=amount)


def not_taken(*, part: VendorOrder) -> list[LinePart]:
    """What of a part that is paid at the door was dropped before, or refused there, and its part of the price."""
    lines = {line.public_id: line for line in part.lines.order_by("pk")}
    sold = {line.line_ref: line for line in sold_lines(refs=lines)}
    gone = {ref: line.quantity - line.kept_quantity for ref, line in lines.items() if ref in sold}
    return [
        LinePart(ref, quantity=number, amount=money.share(sold[ref].paid, [number, sold[ref].quantity - number])[0])
        for ref, number in gone.items()
        if number
    ]


def cash_collected(*, payment: Payment) -> None:
    """The market has the money, and owes what of it is not its own.

    The sale is booked as it was frozen; what was dropped or refused of it is taken back at once, and never was paid.
    """
    ref = payment.reference
    part = VendorOrder.objects.get(public_id=ref)
    post_sale(sale_ref=ref, cause_ref=payment.public_id, with_seller=part.total)
    gone = not_taken(part=part)
    if not gone:
        return
    made = reverse_lines(parts=gone, key=f"not_taken:{ref}", reason="not_taken")
    repaid_by_hand(
        market_ref=part.market.public_id, ref=f"not_taken:{ref}", amount=sum(reversal.amount for reversal in made)
    )


@transaction.atomic
def refuse_delivery(
    *,
    actor: Actor,
    tenant: Tenant,
    vendor_order: str,
    reason: str,
    put_back: bool = False,
    lines: Mapping[str, int] | None = None,
) -> VendorOrder:
    """The buyer did not take the goods at the door; `put_back` says that they are fit to be sold again.

    With `lines` (line id → quantity) only those were refused: the rest was taken, and paid.
    """
    cash = lock_cash(vendor_order=vendor_order)
    part = open_part(actor=actor, tenant=tenant, vendor_order=vendor_order)
    if not any(is_open(payment.status) for payment in cash):
        raise NotForCash()
    if lines is not None and not _is_all(part, lines):
        return _take_the_rest(part, cash, lines, actor=actor, tenant=tenant, reason=reason, put_back=put_back)
    step(vendor_order=part, to=VendorOrder.Status.RETURNED, reason=reason)
    call_off_cash(vendor_order=part)
    if put_back:
        kinds.put_back(claims_of(lines=part.lines.all()))
    told = {"reason": reason}
    tell(actor=actor, tenant=tenant, vendor_order=part, fact=VendorOrderRefused, code="refused", told=told)
    return part


def _is_all(part: VendorOrder, refused: Mapping[str, int]) -> bool:
    """Whether nothing is left that was taken; refuses what was not brought."""
    left = {line.public_id: line.kept_quantity for line in part.lines.all()}
    for ref, quantity in refused.items():
        if not 0 < quantity <= left.get(ref, 0):
            raise NothingLeftOfLine(line=ref)
        left[ref] -= quantity
    if not refused:
        raise InvalidInput({"lines": [("required", _("Name at least one line."))]})
    return not any(left.values())


def _take_the_rest(
    part: VendorOrder,
    cash: Sequence[Payment],
    refused: Mapping[str, int],
    *,
    actor: Actor,
    tenant: Tenant,
    reason: str,
    put_back: bool,
) -> VendorOrder:
    """Some was refused at the door: the rest is delivered and paid, and its hold begins."""
    for ref, quantity in refused.items():
        part.lines.filter(public_id=ref).update(returned_quantity=F("returned_quantity") + quantity)
    if put_back:
        lines = [line for line in part.lines.all() if line.public_id in refused and line.stockrecord_id]
        kinds.put_back(Claim(one.kind, one.stockrecord_id, one.public_id, refused[one.public_id]) for one in lines)
    lower_cash_of(part=part, cash=cash)
    deliver_part(part=part, actor=actor, tenant=tenant, code="delivered", confirmed_by=confirmer(tenant=tenant))
    step(vendor_order=part, to=VendorOrder.Status.PARTLY_RETURNED, reason=reason)
    told = {"reason": reason}
    tell(actor=actor, tenant=tenant, vendor_order=part, fact=VendorOrderRefused, code="partly_refused", told=told)
    collect_cash(payments=cash)
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
