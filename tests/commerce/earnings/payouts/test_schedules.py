"""On which days markets are paid: Jalali month ends, days off, Nowruz, and any schedule there may be."""

from datetime import date, timedelta
from itertools import islice

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.earnings.payouts.calendar import WorkingCalendar, is_working_day, next_working_day
from commerce.earnings.payouts.models import Holiday
from commerce.earnings.payouts.schedules import LONGEST_PAUSE, last_payday, named_days, next_payday, paydays
from commerce.earnings.payouts.terms import Terms
from commerce.foundation.core import clock

FRIDAYS = WorkingCalendar(frozenset({6}), frozenset())
NEVER_CLOSED = WorkingCalendar(frozenset(), frozenset())


def jalali(year: int, month: int, day: int) -> date:
    return clock.jalali_to_gregorian(year, month, day)


def paid(schedule: str, **fields) -> Terms:
    return Terms(hold_days=0, market_word_hold_days=0, minimum=0, schedule=schedule, **fields)


def first(terms: Terms, count: int, since: date, calendar: WorkingCalendar = FRIDAYS) -> list[str]:
    return [clock.jalali_date(day, language="en") for day in islice(paydays(terms, calendar, since), count)]


def test_every_working_day_leaves_fridays_out():
    thursday = jalali(1405, 9, 5)

    assert first(paid("daily"), 3, thursday) == ["1405/09/05", "1405/09/07", "1405/09/08"]


def test_a_week_begins_on_saturday():
    assert first(paid("weekly", weekday=0), 2, jalali(1405, 9, 1)) == ["1405/09/07", "1405/09/14"]


def test_a_day_that_a_month_does_not_have_is_its_last():
    monthly = paid("monthly", month_days=(31,))

    assert first(monthly, 8, jalali(1405, 5, 1), NEVER_CLOSED) == [
        "1405/05/31", "1405/06/31", "1405/07/30", "1405/08/30", "1405/09/30", "1405/10/30", "1405/11/30", "1405/12/29",
    ]  # fmt: skip


def test_esfand_of_a_leap_year_has_thirty_days():
    assert first(paid("monthly", month_days=(30,)), 1, jalali(1408, 12, 1), NEVER_CLOSED) == ["1408/12/30"]


def test_two_last_days_are_paid_once():
    monthly = paid("monthly", month_days=(30, 31))

    assert first(monthly, 2, jalali(1405, 12, 1), NEVER_CLOSED) == ["1405/12/29", "1406/01/30"]


def test_a_friday_moves_to_saturday_and_both_are_one_payday():
    monthly = paid("monthly", month_days=(6, 7))  # 6 Azar 1405 is a Friday

    assert first(monthly, 2, jalali(1405, 9, 1)) == ["1405/09/07", "1405/10/06"]


def test_no_payday_where_staff_say_when():
    assert next_payday(paid("manual"), FRIDAYS, jalali(1405, 1, 1)) is None
    assert last_payday(paid("manual"), FRIDAYS, jalali(1405, 1, 1), jalali(1405, 12, 1)) is None


@pytest.mark.django_db
def test_nowruz_is_paid_after_it():
    assert next_working_day(jalali(1406, 1, 1)) == jalali(1406, 1, 5)
    assert next_working_day(jalali(1405, 1, 12)) == jalali(1405, 1, 15)  # the fourteenth is a Friday


@pytest.mark.django_db
def test_days_of_the_moon_wait_to_be_confirmed_and_those_of_the_sun_do_not():
    ashura = Holiday.objects.get(title_en="Ashura", day__year=2026)

    assert ashura.day == date(2026, 6, 26)
    assert not ashura.is_confirmed
    assert Holiday.objects.get(day=jalali(1405, 11, 22)).is_confirmed
    assert not is_working_day(jalali(1405, 11, 22))


def test_last_payday_looks_at_both_ends():
    weekly = paid("weekly", weekday=0)
    saturday = jalali(1405, 9, 7)

    assert last_payday(weekly, FRIDAYS, saturday, saturday) == saturday
    assert last_payday(weekly, FRIDAYS, saturday + timedelta(days=1), saturday + timedelta(days=6)) is None
    later = jalali(1405, 9, 14)
    assert last_payday(weekly, FRIDAYS, saturday - timedelta(days=1), later + timedelta(days=1)) == later


days = st.dates(min_value=date(2024, 1, 1), max_value=date(2034, 1, 1))
schedules = st.one_of(
    st.just(paid("daily")),
    st.integers(0, 6).map(lambda weekday: paid("weekly", weekday=weekday)),
    st.sets(st.integers(1, 31), min_size=1).map(lambda named: paid("monthly", month_days=tuple(named))),
)


@st.composite
def calendars(draw) -> WorkingCalendar:
    closed = draw(st.frozensets(st.integers(0, 6), max_size=3))
    from_day = draw(days)
    length = draw(st.integers(0, 20))
    off = {from_day + timedelta(days=offset) for offset in range(length)} | draw(st.sets(days, max_size=5))
    return WorkingCalendar(closed, frozenset(off))


@given(schedules, calendars(), days)
def test_the_next_payday_is_to_come_a_working_day_and_of_the_schedule(terms, calendar, today):
    found = next_payday(terms, calendar, today)

    assert found is not None
    assert found >= today
    assert calendar.is_working(found)
    meant = named_days(terms, found - LONGEST_PAUSE)
    assert any(calendar.next_working_day(day) == found for day in islice(meant, 60) if day <= found)


@given(schedules, calendars(), days)
def test_no_payday_is_passed_over(terms, calendar, today):
    """Whatever day is asked about, the paydays after it are the same ones."""
    listed = list(islice(paydays(terms, calendar, today), 4))

    assert listed == sorted(set(listed))
    assert list(islice(paydays(terms, calendar, listed[0] + timedelta(days=1)), 3)) == listed[1:]
    assert last_payday(terms, calendar, today, listed[-1]) == listed[-1]


@given(st.integers(1, 31), days)
def test_a_monthly_payday_comes_once_a_month(named, today):
    months = [
        (jdatetime.date.fromgregorian(date=day).year, jdatetime.date.fromgregorian(date=day).month)
        for day in islice(paydays(paid("monthly", month_days=(named,)), NEVER_CLOSED, today), 14)
    ]

    assert len(set(months)) == 14
