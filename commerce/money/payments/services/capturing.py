"""Capture: the money is ours. Once, however often and from wherever it is heard."""

import logging

from django.db import IntegrityError, transaction

from commerce.foundation.core import clock, events
from commerce.foundation.core.states import move
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.events import PaymentCaptured
from commerce.money.payments.locks import lock_payment
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.purposes import purpose_of
from commerce.money.payments.services.closing import end_attempt
from commerce.money.payments.states import PAID, PAYMENT

logger = logging.getLogger(__name__)
RECEIPT_USED = "receipt_used"


@transaction.atomic
def capture_payment(*, payment_id: int, receipt: str, card_mask: str = "", code: str = "") -> Payment:
    """Take the money of an attempt that its bank calls paid, also where the attempt had ended already.

    A receipt that paid another attempt buys nothing: this one fails and staff are told.
    """
    payment = lock_payment(payment_id=payment_id)
    if payment.status in PAID:
        return payment
    late = payment.status
    if not _take(payment, receipt=receipt, card_mask=card_mask, code=code):
        return _refuse_receipt(payment, receipt)
    PaymentNote.objects.write(payment.pk, "paid", code=code, receipt=receipt, card=card_mask, was=late)
    _book(payment)
    purpose_of(payment).on_captured(payment)
    events.record(PaymentCaptured(payment.public_id, payment.purpose, payment.reference, payment.amount))
    return payment


def _take(payment: Payment, *, receipt: str, card_mask: str, code: str) -> bool:
    try:
        with transaction.atomic():
            move(
                payment,
                to=Payment.Status.CAPTURED,
                table=PAYMENT,
                receipt=receipt,
                card_mask=card_mask,
                last_code=code[:40],
                captured_at=clock.now(),
                asking_until=None,
                next_ask_at=None,
            )
    except IntegrityError:
        return False
    return True


def _book(payment: Payment) -> None:
    post_entry(
        key=f"capture:{payment.public_id}",
        reason="gateway_captured",
        cause_kind="payment",
        cause_ref=payment.public_id,
        postings=[
            PostingDraft(AccountRef("gateway_clearing"), payment.amount),
            PostingDraft(AccountRef("receipts"), -payment.amount),
        ],
    )


def _refuse_receipt(payment: Payment, receipt: str) -> Payment:
    logger.error("Payment %s shows a receipt that another payment has shown.", payment.public_id)
    PaymentNote.objects.write(payment.pk, "receipt_used", receipt=receipt)
    Payment.objects.filter(pk=payment.pk).update(asking_until=None, next_ask_at=None, last_code=RECEIPT_USED)
    end_attempt(payment=payment, to=Payment.Status.FAILED, code=RECEIPT_USED)
    return payment
