"""Asking the bank, which alone decides: claim the row, commit, call, lock it again and write what was heard."""

import logging
from datetime import datetime

from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.core.states import move
from commerce.money.payments.attempts import attempt_of, bank_of, gateway_of
from commerce.money.payments.gateways.base import Paid, Unpaid
from commerce.money.payments.leases import LEASE, next_ask
from commerce.money.payments.locks import lock_payment
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.services.calling import call_bank
from commerce.money.payments.services.capturing import capture_payment
from commerce.money.payments.services.closing import end_attempt
from commerce.money.payments.states import OPEN, PAID, PAYMENT

logger = logging.getLogger(__name__)
Status = Payment.Status


def ask_bank(*, payment_id: int, only_if_due: bool = False) -> Payment:
    """Ask whether an attempt was paid and do what follows; whoever asks at the same moment leaves it to the first."""
    claimed = _claim(payment_id, only_if_due=only_if_due)
    if claimed is None:
        return Payment.objects.get(pk=payment_id)
    bank, attempt = bank_of(claimed), attempt_of(claimed)
    try:
        verdict = call_bank(gateway=gateway_of(claimed), operation="verify", ask=lambda: bank.verify(attempt))
    except (Unreachable, Refused) as error:
        return _leave_open(claimed, code=error.code if isinstance(error, Refused) else str(error))
    if isinstance(verdict, Paid):
        return capture_payment(
            payment_id=payment_id, receipt=verdict.receipt, card_mask=verdict.card_mask, code=verdict.code
        )
    return _hear_no(claimed, verdict)


@transaction.atomic
def _claim(payment_id: int, *, only_if_due: bool) -> Payment | None:
    payment, now = lock_payment(payment_id=payment_id), clock.now()
    leased = payment.asking_until is not None and payment.asking_until > now
    early = only_if_due and (payment.next_ask_at is None or payment.next_ask_at > now)
    if leased or early or payment.status in PAID or not payment.authority:
        return None
    if payment.status in OPEN and payment.status != Status.VERIFYING:
        move(payment, to=Status.VERIFYING, table=PAYMENT)
    payment.asking_until, payment.asks = now + LEASE, payment.asks + 1
    payment.save(update_fields=["asking_until", "asks"])
    return payment


@transaction.atomic
def _leave_open(claimed: Payment, *, code: str) -> Payment:
    """No answer that says anything: keep asking until the time is over."""
    payment, now = lock_payment(payment_id=claimed.pk), clock.now()
    PaymentNote.objects.write(payment.pk, "no_answer", code=code)
    _ask_again(payment, code=code, at=next_ask(payment, now=now))
    if payment.status not in OPEN:
        return payment
    if payment.next_ask_at is None:
        logger.error("Payment %s is given up: its bank never answered.", payment.public_id)
        end_attempt(payment=payment, to=Status.EXPIRED, code=code)
    elif payment.status == Status.VERIFYING:
        at_bank = payment.returned_at is None and payment.deadline_at > now
        move(payment, to=Status.REDIRECTED if at_bank else Status.UNKNOWN, table=PAYMENT)
    return payment


@transaction.atomic
def _hear_no(claimed: Payment, verdict: Unpaid) -> Payment:
    """Not paid so far: that ends an attempt whose shopper is back, or whose time is over."""
    payment, now = lock_payment(payment_id=claimed.pk), clock.now()
    PaymentNote.objects.write(payment.pk, "unpaid", code=verdict.code)
    came_back_meanwhile = payment.returned_at != claimed.returned_at
    _ask_again(payment, code=verdict.code, at=now if came_back_meanwhile else next_ask(payment, now=now))
    if payment.status != Status.VERIFYING:
        return payment
    if came_back_meanwhile:
        move(payment, to=Status.RETURNED, table=PAYMENT)
    elif payment.returned_at is None and payment.deadline_at > now:
        move(payment, to=Status.REDIRECTED, table=PAYMENT)
    else:
        end_attempt(payment=payment, to=_ending(payment), code=verdict.code)
    return payment


def _ask_again(payment: Payment, *, code: str, at: datetime | None) -> None:
    payment.asking_until, payment.next_ask_at, payment.last_code = None, at, code[:40]
    payment.save(update_fields=["asking_until", "next_ask_at", "last_code"])


def _ending(payment: Payment) -> str:
    if payment.returned_at is None:
        return Status.EXPIRED
    return Status.CANCELLED if payment.returned_as == Payment.ReturnedAs.NOK else Status.FAILED
