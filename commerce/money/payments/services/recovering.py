"""The sweep: attempts nobody came back from, banks that did not answer, links nobody opened."""

import logging

from django.db import transaction
from django.db.models import Q

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.payments.locks import lock_payment
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import needing_attention
from commerce.money.payments.services.asking import ask_bank
from commerce.money.payments.services.closing import end_attempt
from commerce.money.payments.states import PAID, WAITING

logger = logging.getLogger(__name__)
AT_ONCE = 200
ASK_BANKS = "payments.change_payment"


def settle_return(*, payment: Payment) -> Payment:
    """Ask the bank for a shopper who just came back; where that goes wrong the sweep asks again."""
    _ask_apart(payment.pk)
    payment.refresh_from_db()
    return payment


def recover_open_payments() -> int:
    """Expire what was never handed off and ask the banks about all that is due; answers how many were looked at."""
    stale, due = expire_unopened_payments(), due_payments()
    for payment_id in due:
        _ask_apart(payment_id)
    return stale + len(due)


def due_payments(*, limit: int = AT_ONCE) -> list[int]:
    """Attempts whose bank is to be asked now, the longest waiting first."""
    now = clock.now()
    free = Q(asking_until=None) | Q(asking_until__lte=now)
    waiting = Payment.objects.filter(free, next_ask_at__lte=now).order_by("next_ask_at")
    return list(waiting.values_list("pk", flat=True)[:limit])


def expire_unopened_payments(*, limit: int = AT_ONCE) -> int:
    """End the attempts whose bank page was never opened, and the transfers that nobody showed, in time."""
    never_begun = Payment.objects.filter(status="created", method__in=["gateway", "transfer"])
    stale = never_begun.filter(deadline_at__lte=clock.now())
    found = list(stale.order_by("deadline_at").values_list("pk", flat=True)[:limit])
    for payment_id in found:
        _expire(payment_id)
    return len(found)


@transaction.atomic
def ask_about_soon(*, actor: Actor, limit: int = AT_ONCE) -> int:
    """Have the sweep ask at once about all unpaid attempts that need attention; answers how many there are."""
    if ASK_BANKS not in actor.rights:
        raise Forbidden(wanted_right=ASK_BANKS)
    worrying = Payment.objects.filter(needing_attention()).exclude(status__in=sorted(PAID)).exclude(authority="")
    chosen = list(worrying.order_by("pk").values_list("pk", flat=True)[:limit])
    Payment.objects.filter(pk__in=chosen).update(next_ask_at=clock.now())
    told = {"payments": len(chosen)}
    note(actor=actor, action="payments.asked_about", subject_kind="payments", subject_ref="attention", data=told)
    return len(chosen)


@transaction.atomic
def _expire(payment_id: int) -> None:
    payment = lock_payment(payment_id=payment_id)
    if payment.status in WAITING and not payment.authority:
        end_attempt(payment=payment, to=Payment.Status.EXPIRED)


def _ask_apart(payment_id: int) -> None:
    try:
        ask_bank(payment_id=payment_id, only_if_due=True)
    except Exception:
        logger.exception("Asking about payment %s failed", payment_id)
