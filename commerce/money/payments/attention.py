"""Which payments somebody should look at."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from commerce.foundation.core import clock
from commerce.money.payments.models import Payment, PaymentNote, TransferReceipt
from commerce.money.payments.models.payment import PaymentQuerySet
from commerce.money.payments.states import OPEN, PAID

# Money that came late, and attempts that ended strangely, are looked at for so long.
OF_LATE = timedelta(days=7)
# The sweep ends an attempt some moments after its time; what is open for longer is stuck.
OVERDUE = timedelta(minutes=10)


def reasons() -> dict[str, Q]:
    """Why somebody should look at a payment, the most pressing first."""
    now = clock.now()
    lately = Q(created_at__gte=now - OF_LATE)
    notes = PaymentNote.objects.filter(payment=OuterRef("pk"))
    shown = TransferReceipt.objects.filter(payment=OuterRef("pk"), decision=TransferReceipt.Decision.WAITING)
    unheard = Q(Exists(notes.filter(kind="no_answer"))) & ~Q(Exists(notes.filter(kind="unpaid")))
    return {
        "unanswered": Q(status=Payment.Status.UNKNOWN),
        "transfer_shown": Q(method="transfer") & Q(Exists(shown)),
        "overdue": lately & Q(status__in=sorted(OPEN), method="gateway", deadline_at__lte=now - OVERDUE),
        "cash_untold": Q(status=Payment.Status.CREATED, method="cod", deadline_at__lte=now),
        "late": lately & Q(status__in=sorted(PAID), captured_at__gt=F("deadline_at")),
        "given_up": lately & Q(status=Payment.Status.EXPIRED, next_ask_at=None) & unheard,
    }


def needing_attention() -> Q:
    """Payments that did not end as they should: unanswered, shown to us, open for too long, paid late, given up."""
    return reduce(or_, reasons().values())


def needs_attention() -> PaymentQuerySet:
    """Those payments, each with its `reason`, the longest waiting first."""
    why = Case(*(When(wanted, then=Value(reason)) for reason, wanted in reasons().items()), default=Value(""))
    return Payment.objects.filter(needing_attention()).annotate(reason=why).order_by("deadline_at", "id")
