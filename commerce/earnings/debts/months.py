"""Jalali months by their names: 1405-09."""

from datetime import date

from commerce.foundation.core import clock


def month_of(day: date) -> str:
    """The Jalali month a day is in."""
    jalali = clock.to_jalali(day)
    return f"{jalali.year:04}-{jalali.month:02}"


def month_before(month: str) -> str:
    """The month before one."""
    year, number = map(int, month.split("-"))
    return f"{year:04}-{number - 1:02}" if number > 1 else f"{year - 1:04}-12"
