"""Schedules and days in the words of the reader."""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commerce.earnings.payouts.models import PayoutTerms
from commerce.earnings.payouts.terms import Terms
from commerce.foundation.core import clock
from commerce.foundation.core.text import persian_digits

Schedule = PayoutTerms.Schedule


def schedule_in_words(terms: Terms | PayoutTerms) -> str:
    """When somebody is paid, as part of a sentence: every Saturday."""
    if terms.schedule == Schedule.WEEKLY:
        return _("every %(weekday)s") % {"weekday": weekday_title(terms.weekday or 0)}
    if terms.schedule == Schedule.MONTHLY:
        days = list_of([number(day) for day in sorted(terms.month_days)])
        return ngettext("on day %(days)s of each month", "on days %(days)s of each month", len(terms.month_days)) % {
            "days": days
        }
    return str(Schedule(terms.schedule).label)


def weekday_title(weekday: int) -> str:
    """The name of a day of the week, counted from Saturday, 0."""
    return (clock.WEEKDAYS_FA if _is_persian() else clock.WEEKDAYS_EN)[weekday]


def long_date(day: date) -> str:
    """A day in words: شنبه ۱ آذر ۱۴۰۵."""
    return clock.jalali_long_date(day, language="fa" if _is_persian() else "en")


def list_of(words: list[str]) -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return _("%(others)s and %(last)s") % {"others": _(", ").join(words[:-1]), "last": words[-1]}


def number(value: int) -> str:
    """A number in the digits of the reader."""
    return persian_digits(str(value)) if _is_persian() else str(value)


def _is_persian() -> bool:
    return (get_language() or "fa").startswith("fa")
