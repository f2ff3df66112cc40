"""Who asks a bank has the attempt to itself for a while; a lease outlives the longest call."""

from datetime import datetime, timedelta

from django.conf import settings

from commerce.foundation.core.http import LONGEST_SECONDS
from commerce.money.payments.models import Payment, Refund

# Some banks are asked up to three things before it is known whether the money came.
LEASE = timedelta(seconds=3 * LONGEST_SECONDS)
# A refund may take several calls: whether it was made, a reversal, a refund.
SENDING_LEASE = timedelta(seconds=5 * LONGEST_SECONDS)
# An old attempt is asked about less and less often: each wait is a tenth of its age.
AGE_TO_WAIT = 10


def gives_up_at(payment: Payment) -> datetime:
    """When the bank is asked no more."""
    begun = payment.redirected_at or payment.created_at
    own = payment.gateway.ask_for_seconds if payment.gateway else None
    return max(payment.deadline_at, begun + timedelta(seconds=own or settings.PAYMENT_GIVE_UP_SECONDS))


def next_ask(payment: Payment, *, now: datetime) -> datetime | None:
    """When to ask again; None when it was asked for the last time."""
    last = gives_up_at(payment)
    if now >= last:
        return None
    age = now - (payment.redirected_at or payment.created_at)
    wait = max(timedelta(seconds=settings.PAYMENT_ASK_EVERY_SECONDS), age / AGE_TO_WAIT)
    return min(now + wait, last)


def next_send(refund: Refund, *, now: datetime) -> datetime | None:
    """When to try a refund again that nobody answered for; None when staff are to find out."""
    age = now - refund.created_at
    if age >= timedelta(seconds=settings.REFUND_GIVE_UP_SECONDS):
        return None
    return now + max(timedelta(seconds=settings.REFUND_RETRY_SECONDS), age / AGE_TO_WAIT)
