"""What runs by itself for every app: delivering facts, forgetting old keys."""

from celery import shared_task

from commerce.foundation.core import events, idempotency


@shared_task(name="core.deliver_event", acks_late=True)
def deliver_event(event_id: int) -> None:
    """Deliver one fact to its consumers."""
    events.deliver(event_id)


@shared_task(name="core.sweep_outbox", acks_late=True)
def sweep_outbox() -> int:
    """Deliver the facts that were missed or failed before."""
    due = events.due_events()
    for event_id in due:
        events.deliver(event_id)
    return len(due)


@shared_task(name="core.forget_old_keys", acks_late=True)
def forget_old_keys() -> int:
    """Forget idempotency keys older than a day."""
    return idempotency.forget_old_keys()
