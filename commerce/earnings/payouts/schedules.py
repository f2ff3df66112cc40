"""On which days somebody is paid: the days a schedule names, each moved on to a working day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

import jdatetime

from commerce.earnings.payouts.calendar import WorkingCalendar, days_from
from commerce.earnings.payouts.models import PayoutTerms
from commerce.earnings.payouts.terms import Terms
from commerce.foundation.core import clock

Schedule = PayoutTerms.Schedule
# No row of closed days is longer; what was due before one is paid after it.
LONGEST_PAUSE = timedelta(days=40)


def named_days(terms: Terms, since: date) -> Iterator[date]:
    """The days that a schedule names, working or not, from a day on."""
    return (day for day in days_from(since) if _names(terms, clock.to_jalali(day)))


def paydays(terms: Terms, calendar: WorkingCalendar, since: date) -> Iterator[date]:
    """The days on which somebody is paid, from a day on, each once."""
    if terms.schedule == Schedule.MANUAL:
        return
    last = since - timedelta(days=1)
    for day in named_days(terms, since - LONGEST_PAUSE):
        payday = calendar.next_working_day(day)
        if payday > last:
            last = payday
            yield payday


def next_payday(terms: Terms, calendar: WorkingCalendar, since: date) -> date | None:
    """The first payday from a day on; none where staff say when."""
    return next(paydays(terms, calendar, since), None)


def last_payday(terms: Terms, calendar: WorkingCalendar, since: date, until: date) -> date | None:
    """The last payday within some days, both of them included."""
    found = takewhile(lambda day: day <= until, paydays(terms, calendar, since))
    return max(found, default=None)


def _names(terms: Terms, day: jdatetime.date) -> bool:
    if terms.schedule == Schedule.DAILY:
        return True
    if terms.schedule == Schedule.WEEKLY:
        return bool(day.weekday() == terms.weekday)
    length = _length(day)
    return any(min(wanted, length) == day.day for wanted in terms.month_days)


def _length(day: jdatetime.date) -> int:
    if day.month == 12 and day.isleap():
        return 30
    return int(jdatetime.j_days_in_month[day.month - 1])
