"""On which days banks work: every day but the closed days of the week and the holidays, which are rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from commerce.earnings.payouts.models import ClosedWeekday, Holiday
from commerce.foundation.core import clock

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Closed days of the week, counted from Saturday, and holidays."""

    closed_weekdays: frozenset[int]
    holidays: frozenset[date]

    def is_working(self, day: date) -> bool:
        return day not in self.holidays and clock.to_jalali(day).weekday() not in self.closed_weekdays

    def next_working_day(self, day: date) -> date:
        """The day itself where banks work on it, or the first on which they do."""
        return next(one for one in days_from(day) if self.is_working(one))


def days_from(day: date) -> Iterator[date]:
    """A day and all that follow."""
    while True:
        yield day
        day += DAY


def working_calendar() -> WorkingCalendar:
    """The calendar as it stands now."""
    closed = ClosedWeekday.objects.values_list("weekday", flat=True)
    return WorkingCalendar(frozenset(closed), frozenset(Holiday.objects.values_list("day", flat=True)))


def is_working_day(day: date) -> bool:
    """Whether banks work on a day."""
    return working_calendar().is_working(day)


def next_working_day(day: date) -> date:
    """The day itself where banks work on it, or the first after it on which they do."""
    return working_calendar().next_working_day(day)
