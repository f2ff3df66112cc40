"""What payouts do by themselves."""

from celery import shared_task

from commerce.earnings.payouts import services
from commerce.earnings.payouts.models import EarningsFile, PayoutRun
from commerce.earnings.payouts.services.files import write_earnings_file as write
from commerce.foundation.core.works import waiting_work


@shared_task(name="payouts.begin_run", acks_late=True)
def begin_run() -> None:
    """Make today's run when its hour has come."""
    services.begin_run_of_today()


@shared_task(name="payouts.work_on_run", acks_late=True)
def work_on_run(run_id: int) -> None:
    """Go through the markets of a run."""
    services.work_on_run(run_id=run_id)


@shared_task(name="payouts.resume_runs", acks_late=True)
def resume_runs() -> int:
    """Take up runs that nobody began and what a dead worker left."""
    runs = waiting_work(model=PayoutRun)
    for run_id in runs:
        work_on_run.delay(run_id)
    return len(runs)


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
