"""What payouts do by themselves."""

from celery import shared_task

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.services.files import write_earnings_file as write
from commerce.foundation.core.works import waiting_work


@shared_task(name="payouts.write_earnings_file", acks_late=True)
def write_earnings_file(file_id: int) -> None:
    """Write a file of earnings that somebody asked for."""
    write(file_id=file_id)


@shared_task(name="payouts.resume_files", acks_late=True)
def resume_files() -> int:
    """Take up files nobody began and those that a dead worker left."""
    waiting = waiting_work(model=EarningsFile)
    for file_id in waiting:
        write_earnings_file.delay(file_id)
    return len(waiting)
