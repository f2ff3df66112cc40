"""Closing a month: it is checked while nobody can book in it, and then nobody ever does."""

from django.db import transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.money.ledger import locks
from commerce.money.ledger.drift import Drift, find_drift_of_days
from commerce.money.ledger.errors import BooksOutOfOrder, NothingToClose, PeriodInUse, PeriodNotOver
from commerce.money.ledger.models import Period
from commerce.money.ledger.policies import require_closing
from commerce.money.ledger.selectors import Month, next_month_to_close, turnover_of_days


@transaction.atomic
def close_period(*, actor: Actor) -> Period:
    """Close the oldest month that is open, for good: a month is reported, so what was wrong in it is booked today.

    Raises PeriodNotOver, NothingToClose, PeriodInUse (try again), or BooksOutOfOrder with what does not hold.
    """
    require_closing(actor)
    month = _next_month()
    if not locks.take_days(month.first_day, month.last_day):
        raise PeriodInUse
    # Another may have closed it before we had its days.
    if _next_month() != month:
        raise PeriodInUse
    _refuse_drift(find_drift_of_days(month.first_day, month.last_day))
    period = _closed(month, actor)
    note(
        actor=actor,
        action="ledger.period_closed",
        subject_kind="ledger_period",
        subject_ref=str(period),
        data={"entries": period.entries, "turnover": period.turnover},
    )
    return period


def _next_month() -> Month:
    month = next_month_to_close()
    if month is None:
        raise NothingToClose
    if month.last_day >= clock.today():
        raise PeriodNotOver
    return month


def _refuse_drift(drifts: list[Drift]) -> None:
    if drifts:
        raise BooksOutOfOrder(findings=[f"{drift.check}: {drift.finding}" for drift in drifts])


def _closed(month: Month, actor: Actor) -> Period:
    moved = turnover_of_days(month.first_day, month.last_day)
    if moved.debit != moved.credit:
        raise BooksOutOfOrder
    return Period.objects.create(
        year=month.year,
        month=month.month,
        first_day=month.first_day,
        last_day=month.last_day,
        entries=moved.entries,
        turnover=moved.debit,
        closed_by=actor.key,
    )
