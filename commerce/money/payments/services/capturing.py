"""Capture: the money is ours. Once, however often and from wherever it is heard."""

import logging

from django.db import IntegrityError, transaction
from django.db.models import Case, When

from commerce.foundation.core import clock, events
from commerce.foundation.core.states import move
from commerce.money.payments.events import PaymentCaptured
from commerce.money.payments.locks import lock_attempts
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.purposes import is_awaited, purpose_of
from commerce.money.payments.services.booking import book_capture
from commerce.money.payments.services.closing import end_attempt
from commerce.money.payments.services.parts import hold_parts_again, take_parts
from commerce.money.payments.states import PAID, PAYMENT, UNPAID, WAITING

logger = logging.getLogger(__name__)
RECEIPT_USED = "receipt_used"


@transaction.atomic
def capture_payment(*, payment_id: int, receipt: str = "", card_mask: str = "", code: str = "") -> Payment:
    """Take the money of an attempt, as its bank or staff say that it came, also where the attempt had ended already.

    Its parts are taken with it. A receipt that paid another attempt buys nothing: this one fails and staff are told.
    """
    payment, others = lock_attempts(payment_id=payment_id)
    if payment.status in PAID:
        return payment
    was = payment.status
    if not _take(payment, receipt=receipt, card_mask=card_mask, code=code):
        return _refuse_receipt(payment, receipt)
    PaymentNote.objects.write(payment.pk, "paid", code=code, receipt=receipt, card=card_mask, was=was)
    book_capture(payment=payment)
    _bring_parts(payment, [other for other in others if other.part_of_id == payment.pk], late=was in UNPAID)
    purpose_of(payment).on_captured(payment)
    _hurry_others(payment)
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


def _bring_parts(lead: Payment, parts: list[Payment], *, late: bool) -> None:
    if late and parts and purpose_of(lead).wants_late(lead.reference):
        parts = hold_parts_again(lead=lead, parts=parts)
    take_parts(lead=lead, parts=parts)


def _hurry_others(payment: Payment) -> None:
    """Attempts that nobody needs any more are for the sweep to end now, so that no wallet waits for their time.

    Read anew: one may have begun while this capture waited for its locks.
    """
    if is_awaited(payment):
        return
    now = clock.now()
    waiting = Payment.objects.paying_for(payment.purpose, payment.reference).filter(part_of=None, status__in=WAITING)
    waiting.update(deadline_at=now, next_ask_at=Case(When(authority="", then=None), default=now))


def _refuse_receipt(payment: Payment, receipt: str) -> Payment:
    logger.error("Payment %s shows a receipt that another payment has shown.", payment.public_id)
    PaymentNote.objects.write(payment.pk, "receipt_used", receipt=receipt)
    Payment.objects.filter(pk=payment.pk).update(asking_until=None, next_ask_at=None, last_code=RECEIPT_USED)
    end_attempt(payment=payment, to=Payment.Status.FAILED, code=RECEIPT_USED)
    return payment
