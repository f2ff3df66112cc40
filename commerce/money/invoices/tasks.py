"""What runs by itself for papers: their numbers, their prints, and the platform's invoices of a month."""

from celery import shared_task

from commerce.foundation.core.works import waiting_work
from commerce.money.invoices import services
from commerce.money.invoices.models import CommissionRun


@shared_task(name="invoices.number", acks_late=True)
def number(issuer_kind: str, issuer_ref: str) -> int:
    """Number the waiting papers of one issuer."""
    return services.number_waiting(issuer_kind=issuer_kind, issuer_ref=issuer_ref)


@shared_task(name="invoices.number_all", acks_late=True)
def number_all() -> int:
    """Number what was asked for and not numbered; an issuer whose papers cannot be keeps no other waiting."""
    waiting = services.issuers_waiting()
    for issuer_kind, issuer_ref in waiting:
        number.delay(issuer_kind, issuer_ref)
    return len(waiting)


@shared_task(name="invoices.print_waiting", acks_late=True)
def print_waiting() -> int:
    """Print the papers that have their number."""
    return services.print_waiting()


@shared_task(name="invoices.run_commissions", acks_late=True)
def run_commissions(run_id: int) -> None:
    """Make the commission invoices of a month."""
    services.run_commissions(run_id=run_id)


@shared_task(name="invoices.bill_last_month", acks_late=True)
def bill_last_month() -> int:
    """Begin with the month that is over, and take up what a dead worker left."""
    services.bill_last_month()
    waiting = waiting_work(model=CommissionRun)
    for run_id in waiting:
        run_commissions.delay(run_id)
    return len(waiting)
