"""What reconciliation does by itself."""

from celery import shared_task

from commerce.foundation.core.works import waiting_work
from commerce.money.reconciliation import services
from commerce.money.reconciliation.models import StatementReading


@shared_task(name="reconciliation.read_file", acks_late=True)
def read_file(reading_id: int) -> None:
    """Read a settlement file whose columns were named."""
    services.read_file(reading_id=reading_id)


@shared_task(name="reconciliation.resume_readings", acks_late=True)
def resume_readings() -> int:
    """Take up what nobody began and what a dead worker left."""
    due = waiting_work(model=StatementReading)
    for reading_id in due:
        read_file.delay(reading_id)
    return len(due)
