"""Money that must go back: booked as owed to the buyer and set aside at the payments that brought it, in one go.

Payments send it afterwards and tell when it has left.
"""

from django.db import transaction
from django.db.models import F

from commerce.foundation.core.events import record
from commerce.money.ledger.selectors import entry_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.owners import note_repaid
from commerce.money.payments.selectors import are_refundable, is_with_seller, payments_of, tendered
from commerce.money.payments.services import lock_for_refund, refund_money
from commerce.money.settlement.models import Earning
from commerce.money.settlement.selectors import is_posted
from commerce.money.settlement.services import note_earning, reverse_sale
from commerce.shop.order import timeline
from commerce.shop.order.errors import NotRepaidByMarket
from commerce.shop.order.events import RefundDue
from commerce.shop.order.locks import lock_order
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.purpose import CASH_PURPOSE, PURPOSE

NOT_FULFILLED, REJECTED = "not_fulfilled", "rejected"


def owe_payment_back(*, order: Order, payment: Payment) -> None:
    """A payment that buys nothing any more: too late, for a cancelled order, or a second one for a paid order."""
    amount = tendered(payment)
    if payment.gateway is not None and is_with_seller(payment):
        named = {"market_ref": payment.gateway.owner_ref, "ref": _key_of_payment(payment)}
        note_earning(**named, kind=Earning.Kind.UNFULFILLED, amount=-payment.amount)
    post_entry(
        key=_key_of_payment(payment),
        reason="capture_not_fulfilled",
        cause_kind="payment",
        cause_ref=payment.public_id,
        postings=[*_taken_from(payment, amount), PostingDraft(AccountRef("refunds_payable"), -amount)],
    )
    _owe(order, amount, reason=NOT_FULFILLED)
    _set_aside(order, amount, key=_key_of_payment(payment), reason=NOT_FULFILLED, of=payment)


def owe_part_back(*, order: Order, vendor_order: VendorOrder) -> None:
    """A market's part that will not be sent: every share of it is taken back. Its payments are locked already."""
    amount = _take_back(vendor_order)
    _owe(order, amount, reason=REJECTED)
    _set_aside(order, amount, key=_key_of_part(vendor_order), reason=REJECTED)


def owe_back(*, part: VendorOrder, amount: int, key: str, reason: str, to: str | None) -> None:
    """What was taken back of a part goes to its buyer: out of what paid the order, or this part at the door.

    `to` the seller says that the market gives it back by hand; then it takes nothing from what the market has with us.
    """
    if not amount:
        return
    order = part.order
    _owe(order, amount, reason=reason)
    purpose, reference = _paid_by(part)
    refunds = refund_money(purpose=purpose, reference=reference, amount=amount, key=key, reason=reason, to=to)
    if to == Refund.Way.SELLER and not any(refund.way == Refund.Way.SELLER for refund in refunds):
        raise NotRepaidByMarket()


def _paid_by(part: VendorOrder) -> tuple[str, str]:
    at_the_door = are_refundable(CASH_PURPOSE, part.public_id)
    return (CASH_PURPOSE, part.public_id) if at_the_door else (PURPOSE, part.order.number)


def lock_payments_of_part(*, vendor_order: str) -> None:
    """Payments come before orders in the order of locks; so what may lead to a refund begins with this."""
    number = VendorOrder.objects.filter(public_id=vendor_order).values_list("order__number", flat=True).first()
    lock_for_refund(purpose=PURPOSE, reference=number or "")


@transaction.atomic
def refund_left(*, refund: Refund) -> None:
    """Money has left for the buyer."""
    order = lock_order(_order_of(refund.payment))
    if refund.way == Refund.Way.SELLER:
        repaid_by_hand(market_ref=_seller_of(refund.payment), ref=refund.public_id, amount=refund.amount)
    Order.objects.filter(pk=order.pk).update(refund_due=F("refund_due") - refund.amount)
    timeline.note(order=order, code="refund_sent", amount=refund.amount, way=refund.way)


def repaid_by_hand(*, market_ref: str, ref: str, amount: int) -> None:
    """The market gave back what it took in itself, or never got it, so it has again what was taken from it for that."""
    if not amount:
        return
    note_repaid(kind="market", ref=market_ref, refund=ref, amount=amount)
    post_entry(
        key=f"repaid:{ref}",
        reason="repaid_by_market",
        cause_kind="refund",
        cause_ref=ref,
        postings=[
            PostingDraft(AccountRef("refunds_payable"), amount),
            PostingDraft(AccountRef("vendor_free", "market", market_ref), -amount),
        ],
    )


def _seller_of(payment: Payment) -> str:
    if payment.gateway is not None:
        return payment.gateway.owner_ref
    return str(VendorOrder.objects.values_list("market__public_id", flat=True).get(public_id=payment.reference))


def _order_of(payment: Payment) -> str:
    if payment.purpose != CASH_PURPOSE:
        return payment.reference
    return str(VendorOrder.objects.values_list("order__number", flat=True).get(public_id=payment.reference))


def adopt_refunds() -> int:
    """Set aside what orders owe from before money went back by itself; answers how many orders were looked at."""
    owing = list(Order.objects.filter(refund_due__gt=0).values_list("number", flat=True))
    for number in owing:
        _adopt(number)
    return len(owing)


@transaction.atomic
def _adopt(number: str) -> None:
    lock_for_refund(purpose=PURPOSE, reference=number)
    order = lock_order(number)
    for payment in payments_of(PURPOSE, number):
        if entry_of(_key_of_payment(payment)):
            _set_aside(order, tendered(payment), key=_key_of_payment(payment), reason=NOT_FULFILLED, of=payment)
    for part in order.vendor_orders.filter(status=VendorOrder.Status.REJECTED):
        _set_aside(order, _take_back(part), key=_key_of_part(part), reason=REJECTED)


def _take_back(vendor_order: VendorOrder) -> int:
    """What the sale of a part gives back, however often asked; nothing where no money came yet."""
    if not is_posted(vendor_order.public_id):
        return 0
    reversals = reverse_sale(sale_ref=vendor_order.public_id, key=_key_of_part(vendor_order), reason=REJECTED)
    return sum(reversal.amount for reversal in reversals)


def _taken_from(payment: Payment, amount: int) -> list[PostingDraft]:
    """Where the money waits: with us, or with the market at whose own gateway it was paid."""
    gateway = payment.gateway
    if gateway is None or not is_with_seller(payment):
        return [PostingDraft(AccountRef("receipts"), amount)]
    with_seller = PostingDraft(AccountRef("vendor_free", gateway.owner_kind, gateway.owner_ref), payment.amount)
    with_us = amount - payment.amount
    return [with_seller, PostingDraft(AccountRef("receipts"), with_us)] if with_us else [with_seller]


def _owe(order: Order, amount: int, *, reason: str) -> None:
    if not amount:
        return
    Order.objects.filter(pk=order.pk).update(refund_due=F("refund_due") + amount)
    timeline.note(order=order, code="refund_due", amount=amount)
    record(RefundDue(order=order.number, shopper=order.user.public_id, amount=amount, reason=reason))


def _set_aside(order: Order, amount: int, *, key: str, reason: str, of: Payment | None = None) -> None:
    if amount:
        refund_money(purpose=PURPOSE, reference=order.number, amount=amount, key=key, reason=reason, of=of)


def _key_of_payment(payment: Payment) -> str:
    return f"refund_due:{payment.public_id}"


def _key_of_part(vendor_order: VendorOrder) -> str:
    return f"rejected:{vendor_order.public_id}"
