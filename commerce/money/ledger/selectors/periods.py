"""Jalali months of the books: which is the next to close, and what moved in one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.db.models import Max, Min

from commerce.foundation.core import clock
from commerce.money.ledger.models import Entry, Period

TURNOVER: Final = """
    SELECT count(DISTINCT entry_id), coalesce(sum(greatest(amount, 0)), 0), coalesce(sum(greatest(-amount, 0)), 0)
    FROM ledger_posting posting JOIN ledger_entry entry ON entry.id = posting.entry_id
    WHERE entry.booked_on BETWEEN %s AND %s
"""


@dataclass(frozen=True, slots=True)
class Month:
    """A Jalali month with its days on our calendar."""

    year: int
    month: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class MonthTurnover:
    """How many entries there are in some days, and what they moved."""

    entries: int
    debit: int
    credit: int


def month_of(day: date) -> Month:
    """The Jalali month a day is in."""
    jalali = clock.to_jalali(day)
    first, following = clock.jalali_month_bounds(jalali.year, jalali.month)
    last_day = clock.tehran_date(following) - timedelta(days=1)
    return Month(jalali.year, jalali.month, clock.tehran_date(first), last_day)


def closed_until() -> date | None:
    """The last day in which nothing can be booked any more."""
    last: date | None = Period.objects.aggregate(last=Max("last_day"))["last"]
    return last


def next_month_to_close() -> Month | None:
    """The month after the last closed one; at first the month of the oldest entry."""
    closed = closed_until()
    if closed:
        return month_of(closed + timedelta(days=1))
    oldest = Entry.objects.aggregate(day=Min("booked_on"))["day"]
    return month_of(oldest) if oldest else None


def turnover_of_days(first: date, last: date) -> MonthTurnover:
    """What the entries of some days moved, counted from the postings themselves."""
    with connection.cursor() as cursor:
        cursor.execute(TURNOVER, [first, last])
        entries, debit, credit = cursor.fetchone()
        return MonthTurnover(int(entries), int(debit), int(credit))
