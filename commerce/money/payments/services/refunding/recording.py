"""What became of a refund, in one transaction: its state, the payment's, the books, and whoever wants to know."""

import logging

from django.db import transaction

from commerce.foundation.core import clock, events
from commerce.foundation.core.states import move
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.attempts import gateway_of
from commerce.money.payments.events import PaymentRefunded
from commerce.money.payments.gateways.base import Sent
from commerce.money.payments.locks import lock_refund_and_payment
from commerce.money.payments.models import Payment, PaymentNote, Refund
from commerce.money.payments.owners import note_repaid
from commerce.money.payments.purposes import purpose_of
from commerce.money.payments.selectors import is_with_seller
from commerce.money.payments.services.refunding.ways import next_way
from commerce.money.payments.states import PAYMENT, REFUND
from commerce.money.payments.tenders import tenders

logger = logging.getLogger(__name__)
Status, Way = Refund.Status, Refund.Way


@transaction.atomic
def record_sent(*, refund_id: int, sent: Sent, is_booked: bool = False) -> Refund:
    """The money has left for its payer; once, from wherever it is heard. What others sent, they have booked."""
    refund = lock_refund_and_payment(refund_id)
    if refund.status == Status.SENT:
        return refund
    move(
        refund,
        to=Status.SENT,
        table=REFUND,
        reference=sent.reference[:64],
        last_code=sent.code[:40],
        sent_at=clock.now(),
        sending_until=None,
        next_try_at=None,
    )
    _count(refund)
    told = {"refund": refund.public_id, "way": refund.way, "reference": refund.reference}
    PaymentNote.objects.write(refund.payment_id, "refunded", code=sent.code, **told)
    purpose_of(refund.payment).on_refunded(refund)
    if not is_booked:
        _book(refund)
    _tell(refund)
    return refund


@transaction.atomic
def take_another_way(*, refund_id: int, code: str, of_try: int | None = None) -> Refund:
    """This way is closed: the money goes another, or staff are to find one.

    A try that slept through its lease is not heard any more: another has taken the refund over.
    """
    refund = lock_refund_and_payment(refund_id)
    if of_try not in {None, refund.tries}:
        return refund
    other = next_way(refund)
    if other is None:
        return record_failed(refund_id=refund_id, code=code)
    way, means = other
    move(
        refund,
        to=Status.CREATED,
        table=REFUND,
        way=way,
        means=means,
        last_code=code[:40],
        sending_until=None,
        next_try_at=clock.now(),
    )
    PaymentNote.objects.write(refund.payment_id, "refund_refused", code=code, refund=refund.public_id, next=way)
    return refund


@transaction.atomic
def record_failed(*, refund_id: int, code: str) -> Refund:
    """No way is left; the money stays owed until staff find one."""
    refund = lock_refund_and_payment(refund_id)
    move(refund, to=Status.FAILED, table=REFUND, last_code=code[:40], sending_until=None, next_try_at=None)
    PaymentNote.objects.write(refund.payment_id, "refund_failed", code=code, refund=refund.public_id)
    logger.error("Refund %s needs staff: it cannot be sent (%s).", refund.public_id, code)
    return refund


def _count(refund: Refund) -> None:
    payment = refund.payment
    gone, returning = payment.refunded + refund.amount, payment.returning - refund.amount
    if payment.status == Payment.Status.CHARGED_BACK:  # it was on its way before; the bank's word stays
        Payment.objects.filter(pk=payment.pk).update(refunded=gone, returning=returning)
        return
    whole = gone + payment.charged_back == payment.amount
    move(
        payment,
        to=Payment.Status.REFUNDED if whole else Payment.Status.PARTIALLY_REFUNDED,
        table=PAYMENT,
        refunded=gone,
        returning=returning,
    )


def _book(refund: Refund) -> None:
    """The books of a tender of ours write what they give back themselves."""
    if refund.way == Way.WALLET:
        _refuse_if_seller_owes(refund.payment)
        tenders.get("wallet").give_back(refund)
        return
    left_from = _left_from(refund)
    if left_from.kind == "vendor_free":
        note_repaid(kind=left_from.owner_kind, ref=left_from.owner_ref, refund=refund.public_id, amount=refund.amount)
    post_entry(
        key=f"refund:{refund.public_id}",
        reason="refund_sent",
        cause_kind="refund",
        cause_ref=refund.public_id,
        postings=[
            PostingDraft(AccountRef("refunds_payable"), refund.amount),
            PostingDraft(left_from, -refund.amount),
        ],
    )


def _refuse_if_seller_owes(payment: Payment) -> None:
    """A wallet is filled from our own money: not for what a market took in itself and has not got with us again.

    Else a market could pay its own gateway, call the sale off, and be paid by us.
    """
    if payment.gateway is None or not is_with_seller(payment):
        return
    if balance_of(AccountRef("vendor_free", payment.gateway.owner_kind, payment.gateway.owner_ref)) < 0:
        raise InsufficientFunds


def _left_from(refund: Refund) -> AccountRef:
    """Where the money was: with the bank that took it; a market's own gateway pays out of the market's money."""
    if refund.way == Way.BANK:
        return AccountRef("bank")
    gateway = gateway_of(refund.payment)
    if not is_with_seller(refund.payment):
        return AccountRef("gateway_clearing")
    return AccountRef("vendor_free", gateway.owner_kind, gateway.owner_ref)


def _tell(refund: Refund) -> None:
    payment = refund.payment
    events.record(
        PaymentRefunded(
            payment=payment.public_id,
            purpose=payment.purpose,
            reference=payment.reference,
            refund=refund.public_id,
            payer=payment.payer.public_id,
            amount=refund.amount,
            way=refund.way,
        )
    )
