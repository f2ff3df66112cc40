"""Which payments somebody should look at."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from commerce.foundation.core import clock
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.states import OPEN, PAID

# Money that came late, and attempts that ended strangely, are looked at for so long.
OF_LATE = timedelta(days=7)
# The sweep ends an attempt some moments after its time; what is open for longer is stuck.
OVERDUE = timedelta(minutes=10)


def needing_attention() -> Q:
    """Payments that did not end as they should: unanswered, open for too long, paid late, or given up."""
    now = clock.now()
    unanswered = Q(status=Payment.Status.UNKNOWN)
    overdue = Q(status__in=sorted(OPEN), method="gateway", deadline_at__lte=now - OVERDUE)
    late = Q(status__in=sorted(PAID), captured_at__gt=F("deadline_at"))
    notes = PaymentNote.objects.filter(payment=OuterRef("pk"))
    unheard = Q(Exists(notes.filter(kind="no_answer"))) & ~Q(Exists(notes.filter(kind="unpaid")))
    given_up = Q(status=Payment.Status.EXPIRED, next_ask_at=None) & unheard
    return unanswered | (Q(created_at__gte=now - OF_LATE) & (overdue | late | given_up))
