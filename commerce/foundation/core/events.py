"""Facts: frozen dataclasses of ids and plain values, named in the past tense, stored in the outbox.

A consumer subscribes by the event's *name*, so a lower app may hear a higher one:

    @subscribe("order.paid", consumer="listing.count_sales")
    def count_sales(payload: dict[str, Any]) -> None: ...

Consumers must be idempotent: an event is delivered at least once to each.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commerce.foundation.core import locks
from commerce.foundation.core.models import OutboxEvent

Payload = dict[str, Any]
Consumer = Callable[[Payload], None]

logger = logging.getLogger(__name__)
_consumers: dict[str, dict[str, Consumer]] = defaultdict(dict)

# Whoever tells a fact has it to itself for this long; after a crash it falls due again.
LEASE = timedelta(seconds=60)
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(hours=1)


@dataclass(frozen=True)
class Event:
    """A fact of the trade; subclasses set `name`."""

    name: ClassVar[str]


def subscribe(event_name: str, *, consumer: str) -> Callable[[Consumer], Consumer]:
    """Call the decorated function with the payload of every event of that name."""

    def register(function: Consumer) -> Consumer:
        _consumers[event_name][consumer] = function
        return function

    return register


def record(event: Event) -> None:
    """Write a fact in the transaction that made it true; it is delivered after the commit."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() needs the transaction that made the event true.")
    row = OutboxEvent.objects.create(name=event.name, payload=asdict(event))
    transaction.on_commit(lambda: _hand_over(row.pk), robust=True)


def deliver(event_id: int) -> None:
    """Tell every consumer that has not heard yet; one that fails is told again later and harms no other."""
    with transaction.atomic():
        row = locks.waiting_event(event_id)
        if row is None:
            return
        row.attempts += 1
        row.due_at = timezone.now() + LEASE
        row.save(update_fields=["attempts", "due_at"])
    failed = ""
    for name, consumer in _consumers[row.name].items():
        if name not in row.done:
            failed = _tell(row, name, consumer) or failed
    row.last_error = failed
    row.delivered_at = None if failed else timezone.now()
    row.due_at = timezone.now() + min(FIRST_RETRY * 2 ** min(row.attempts - 1, 12), LONGEST_RETRY)
    row.save(update_fields=["done", "last_error", "delivered_at", "due_at"])


def due_events(limit: int = 500) -> list[int]:
    """Events nobody has delivered and whose time has come, oldest first."""
    waiting = OutboxEvent.objects.filter(delivered_at=None, due_at__lte=timezone.now()).order_by("due_at")
    return list(waiting.values_list("pk", flat=True)[:limit])


def _tell(row: OutboxEvent, name: str, consumer: Consumer) -> str:
    try:
        with transaction.atomic():
            consumer(row.payload)
    except Exception as error:
        logger.exception("Consumer %s failed on %s", name, row)
        return f"{name}: {type(error).__name__}"[:300]
    row.done = [*row.done, name]
    return ""


def _hand_over(event_id: int) -> None:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        deliver(event_id)
        return
    from commerce.foundation.core.tasks import deliver_event

    deliver_event.delay(event_id)
