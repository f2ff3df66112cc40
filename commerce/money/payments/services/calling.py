"""Every call to a bank goes through here: it is timed, counted, and a bank that keeps failing is given a rest."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.models import Gateway, GatewayPulse
from commerce.money.payments.services.resting import note_answer, note_silence

T = TypeVar("T")


def call_bank(*, gateway: Gateway, operation: str, ask: Callable[[], T]) -> T:
    """Ask a bank something, outside any transaction, and remember how it answered."""
    begun = time.monotonic_ns()
    try:
        answer = ask()
    except Unreachable as silence:
        _remember(gateway, operation, begun, trouble=str(silence) or "no answer")
        note_silence(gateway=gateway)
        raise
    except Refused as no:
        # It answered, if not what we hoped for.
        _remember(gateway, operation, begun, trouble=no.code)
        note_answer(gateway=gateway)
        raise
    _remember(gateway, operation, begun)
    note_answer(gateway=gateway)
    return answer


def forget_old_pulses() -> int:
    """Forget how banks answered long ago; answers how many minutes that were."""
    oldest = clock.now() - timedelta(days=settings.PULSE_KEEP_DAYS)
    return GatewayPulse.objects.filter(minute__lt=oldest).delete()[0]


@transaction.atomic
def _remember(gateway: Gateway, operation: str, begun: int, *, trouble: str = "") -> None:
    GatewayPulse.objects.beat(
        gateway_id=gateway.pk,
        minute=clock.now().replace(second=0, microsecond=0),
        operation=operation,
        milliseconds=(time.monotonic_ns() - begun) // 1_000_000,
        trouble=trouble,
    )
