"""Row locks of core: one worker delivers one fact."""

from django.utils import timezone

from commerce.foundation.core.models import OutboxEvent


def waiting_event(event_id: int) -> OutboxEvent | None:
    """The fact that is due, locked; None where it is delivered or another worker has it."""
    rows = OutboxEvent.objects.select_for_update(skip_locked=True)
    return rows.filter(pk=event_id, delivered_at=None, due_at__lte=timezone.now()).first()
