from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core import clock
from commerce.foundation.core.validators import InvalidValue

HALF_PAST_NINE_IN_LONDON = datetime(2026, 11, 21, 21, 30, tzinfo=UTC)


def test_a_moment_is_shown_as_tehran_sees_it():
    assert clock.jalali_date(HALF_PAST_NINE_IN_LONDON) == "۱۴۰۵/۰۹/۰۱"
    assert clock.jalali_datetime(HALF_PAST_NINE_IN_LONDON) == "۱۴۰۵/۰۹/۰۱ ۰۱:۰۰"
    assert clock.jalali_datetime(HALF_PAST_NINE_IN_LONDON, language="en") == "1405/09/01 01:00"
    assert clock.jalali_long_date(HALF_PAST_NINE_IN_LONDON) == "یکشنبه ۱ آذر ۱۴۰۵"
    assert clock.jalali_long_date(date(2026, 11, 22), language="en") == "Sunday 1 Azar 1405"


@pytest.mark.parametrize(
    ("year", "nowruz"),
    [
        (1404, date(2025, 3, 21)),
        (1405, date(2026, 3, 21)),
        (1406, date(2027, 3, 21)),
        (1407, date(2028, 3, 20)),
        (1408, date(2029, 3, 20)),
        (1409, date(2030, 3, 21)),
    ],
)
def test_the_year_begins_at_nowruz(year, nowruz):
    assert clock.jalali_to_gregorian(year, 1, 1) == nowruz


def test_the_week_begins_on_saturday():
    saturday = date(2026, 11, 21)

    assert [clock.weekday_name(saturday + timedelta(days=days)) for days in (0, 6)] == ["شنبه", "جمعه"]
    assert clock.weekday_name(saturday, language="en") == "Saturday"


@pytest.mark.parametrize(
    "typed", ["1405/09/01", "۱۴۰۵/۹/۱", "١٤٠٥-٠٩-٠١", " 1405.9.1 ", "۱۴۰۵۰۹۰۱", "\u200f۱۴۰۵/۰۹/۰۱"]
)
def test_a_typed_date_is_read_in_any_digits(typed):
    assert clock.parse_jalali_date(typed) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed", ["", "1404/12/30", "1405/13/01", "1405/0/1", "140591", "14/050901", "0000/01/01", "فردا"]
)
def test_a_day_that_the_calendar_does_not_have_is_refused(typed):
    with pytest.raises(InvalidValue, match="invalid_date"):
        clock.parse_jalali_date(typed)


def test_leap_years_have_a_thirtieth_of_esfand():
    assert clock.parse_jalali_date("1403/12/30") == date(2025, 3, 20)


def test_a_day_runs_from_midnight_to_midnight_in_tehran():
    start, end = clock.day_bounds(date(2026, 11, 22))

    assert start == datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert end == datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    assert clock.tehran_date(start) == date(2026, 11, 22)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar_have_bounds_too(day):
    start, end = clock.day_bounds(day)

    assert start <= end


def test_a_jalali_month_runs_to_the_first_of_the_next():
    assert clock.jalali_month_bounds(1405, 12) == (
        datetime(2027, 2, 19, 20, 30, tzinfo=UTC),
        datetime(2027, 3, 20, 20, 30, tzinfo=UTC),
    )


@given(st.dates(date(1925, 1, 1), date(2100, 12, 31)))
def test_a_date_that_was_written_is_read_back(day):
    assert clock.parse_jalali_date(clock.jalali_date(day)) == day
