"""What the ledger does by itself."""

from celery import shared_task

from commerce.money.ledger import services


@shared_task(name="ledger.take_snapshots", acks_late=True)
def take_snapshots() -> int:
    """Bring the snapshots of busy accounts up to date."""
    return services.take_snapshots()
