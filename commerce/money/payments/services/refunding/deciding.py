"""A refund is decided: so much of what was paid is set aside for going back, and nothing is sent yet."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from commerce.foundation.core import money
from commerce.money.payments.errors import MoreThanPaid
from commerce.money.payments.gateways.base import Sent
from commerce.money.payments.locks import lock_refundable
from commerce.money.payments.models import Payment, PaymentNote, Refund
from commerce.money.payments.services.refunding.recording import record_sent
from commerce.money.payments.services.refunding.ways import first_way
from commerce.money.payments.states import REFUNDABLE

BY_HAND = Sent(reference="", code="by_seller")


def lock_for_refund(*, purpose: str, reference: str) -> None:
    """Lock the payments of a thing before the caller locks rows of its own, where money may go back after those."""
    lock_refundable(purpose=purpose, reference=reference)


@transaction.atomic
def refund_money(
    *,
    purpose: str,
    reference: str,
    amount: int,
    key: str,
    reason: str,
    to: str | None = None,
    of: Payment | None = None,
) -> list[Refund]:
    """Set money aside for going back, out of every captured payment of a thing in proportion to what is left of it.

    The caller has booked the same amount as owed (`refunds_payable`) in this transaction. `of` names one attempt, with
    its parts, where the money of no other is meant; `to` asks for the wallet or a bank account instead of the card, or
    says that the seller who took the money in gives it back by hand, which has left with that.
    The same key again answers with what it decided. Raises MoreThanPaid.
    """
    payments = lock_refundable(purpose=purpose, reference=reference)
    if done := list(Refund.objects.filter(key=key, payment__purpose=purpose, payment__reference=reference)):
        return done
    if of is not None:
        payments = [payment for payment in payments if of.pk in {payment.pk, payment.part_of_id}]
    parts = _split(amount, payments)
    return [
        _set_aside(payment, part, key=key, reason=reason, to=to)
        for payment, part in zip(payments, parts, strict=True)
        if part
    ]


def _split(amount: int, payments: Sequence[Payment]) -> list[int]:
    left = [payment.left for payment in payments]
    if not 0 < amount <= sum(left):
        raise MoreThanPaid()
    return money.share(amount, left)


def _set_aside(payment: Payment, amount: int, *, key: str, reason: str, to: str | None) -> Refund:
    there = Payment.objects.filter(
        pk=payment.pk,
        status__in=sorted(REFUNDABLE),
        amount__gte=F("refunded") + F("returning") + F("charged_back") + amount,
    )
    if not there.update(returning=F("returning") + amount):
        raise MoreThanPaid()
    way = first_way(payment=payment, amount=amount, to=to)
    refund = Refund.objects.create(key=key, payment=payment, amount=amount, way=way, reason=reason)
    PaymentNote.objects.write(payment.pk, "refund_decided", refund=refund.public_id, amount=amount, way=way)
    return record_sent(refund_id=refund.pk, sent=BY_HAND, is_booked=True) if way == Refund.Way.SELLER else refund
