"""The hand-off: the bank is asked for its token once, when the shopper opens the page."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.core.states import move
from commerce.money.payments.attempts import attempt_of, bank_of, gateway_of
from commerce.money.payments.errors import GatewayRefused, GatewayUnreachable, HandoffInProgress, PaymentClosed
from commerce.money.payments.gateways.base import Handoff
from commerce.money.payments.leases import LEASE
from commerce.money.payments.locks import lock_payment
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.models.payment import new_bank_order
from commerce.money.payments.purposes import is_awaited
from commerce.money.payments.services.calling import call_bank
from commerce.money.payments.services.closing import end_attempt
from commerce.money.payments.states import PAYMENT, WAITING


def open_handoff(*, payment: Payment) -> Handoff:
    """The bank page of an attempt. A second opening gets the token of the first."""
    claimed = _claim(payment.pk)
    if not claimed.authority:
        claimed = _with_token(claimed)
    return bank_of(claimed).handoff(attempt_of(claimed))


@transaction.atomic
def _claim(payment_id: int) -> Payment:
    payment, now = lock_payment(payment_id=payment_id), clock.now()
    if payment.status not in WAITING or payment.gateway is None or payment.deadline_at <= now:
        raise PaymentClosed
    if not is_awaited(payment):
        raise PaymentClosed
    if not payment.authority:
        if payment.asking_until and payment.asking_until > now:
            raise HandoffInProgress(headers={"Retry-After": "2"})
        payment.asking_until = now + LEASE
        payment.save(update_fields=["asking_until"])
    return payment


def _with_token(payment: Payment) -> Payment:
    bank, attempt = bank_of(payment), attempt_of(payment)
    try:
        authority = call_bank(gateway=gateway_of(payment), operation="request", ask=lambda: bank.ask_token(attempt))
    except Unreachable as error:
        _let_go(payment, code=str(error))
        raise GatewayUnreachable from error
    except Refused as error:
        _give_up(payment, code=error.code)
        raise GatewayRefused from error
    return _keep_token(payment.pk, authority)


@transaction.atomic
def _keep_token(payment_id: int, authority: str) -> Payment:
    payment, now = lock_payment(payment_id=payment_id), clock.now()
    PaymentNote.objects.write(payment.pk, "token_given", code=authority[-6:])
    if payment.status != Payment.Status.CREATED:
        raise PaymentClosed
    move(
        payment,
        to=Payment.Status.REDIRECTED,
        table=PAYMENT,
        authority=authority,
        redirected_at=now,
        asking_until=None,
        next_ask_at=now + timedelta(seconds=settings.PAYMENT_FIRST_ASK_SECONDS),
    )
    return payment


@transaction.atomic
def _let_go(payment: Payment, *, code: str) -> None:
    """The bank may have made a token whose answer was lost: the next try is another order to it."""
    PaymentNote.objects.write(payment.pk, "no_token", code=code)
    Payment.objects.filter(pk=payment.pk, authority="").update(
        asking_until=None, bank_order=new_bank_order(), last_code=code[:40]
    )


@transaction.atomic
def _give_up(payment: Payment, *, code: str) -> None:
    locked = lock_payment(payment_id=payment.pk)
    PaymentNote.objects.write(payment.pk, "token_refused", code=code)
    end_attempt(payment=locked, to=Payment.Status.FAILED, code=code)
