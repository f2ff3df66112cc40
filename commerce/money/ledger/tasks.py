"""What the ledger does by itself."""

from celery import shared_task

from commerce.foundation.core.works import waiting_work
from commerce.money.ledger import services
from commerce.money.ledger.models import CheckRun, Export


@shared_task(name="ledger.take_snapshots", acks_late=True)
def take_snapshots() -> int:
    """Bring the snapshots of busy accounts and the totals of the days up to date."""
    services.count_days()
    return services.take_snapshots()


@shared_task(name="ledger.run_check", acks_late=True)
def run_check(run_id: int) -> None:
    """Check the books as somebody asked."""
    services.run_check(run_id=run_id)


@shared_task(name="ledger.write_export", acks_late=True)
def write_export(export_id: int) -> None:
    """Write the file that somebody asked for."""
    services.write_export(export_id=export_id)


@shared_task(name="ledger.resume_works", acks_late=True)
def resume_works() -> int:
    """Take up what nobody began and what a dead worker left."""
    runs, exports = waiting_work(model=CheckRun), waiting_work(model=Export)
    for run_id in runs:
        run_check.delay(run_id)
    for export_id in exports:
        write_export.delay(export_id)
    return len(runs) + len(exports)
