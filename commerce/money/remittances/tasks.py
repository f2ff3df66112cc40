"""What runs by itself: the files of checked batches."""

from celery import shared_task

from commerce.money.remittances import services


@shared_task(name="remittances.export_batch", acks_late=True)
def export_batch(batch: str) -> None:
    """Make the file of one batch."""
    services.export_batch(batch=batch)


@shared_task(name="remittances.export_batches", acks_late=True)
def export_batches() -> int:
    """Make the files that were not made yet."""
    due = services.due_exports()
    for batch in due:
        services.export_batch(batch=batch)
    return len(due)
