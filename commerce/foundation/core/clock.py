"""Time is stored in UTC; here it is read and shown as people in Iran do: Tehran, Jalali, Saturday first."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import jdatetime
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text, persian_digits, to_ascii_digits
from commerce.foundation.core.validators.invalid import InvalidValue

TEHRAN = ZoneInfo("Asia/Tehran")

MONTHS_FA = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
MONTHS_EN = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
)  # fmt: skip
WEEKDAYS_FA = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
WEEKDAYS_EN = ("Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

# Beyond these no midnight can be told in every zone.
_FIRST_DAY, _LAST_DAY = date(1, 1, 2), date(9999, 12, 30)
_TYPED_DATE = re.compile(r"([0-9]{4})[/\-.]([0-9]{1,2})[/\-.]([0-9]{1,2})")
_PACKED_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def now() -> datetime:
    """The present moment, in UTC."""
    return timezone.now()


def today() -> date:
    """The date on a calendar in Tehran at this moment."""
    return tehran_date(now())


def tehran_date(moment: datetime) -> date:
    """The date on a calendar in Tehran at a moment."""
    return moment.astimezone(TEHRAN).date()


def to_jalali(day: date | datetime) -> jdatetime.date:
    """The Jalali date of a day, or of a moment as Tehran sees it."""
    return jdatetime.date.fromgregorian(date=tehran_date(day) if isinstance(day, datetime) else day)


def jalali_date(day: date | datetime, *, language: str = "fa") -> str:
    """A date as people write it: ۱۴۰۵/۰۹/۰۱."""
    jalali = to_jalali(day)
    return _digits(f"{jalali.year:04}/{jalali.month:02}/{jalali.day:02}", language)


def jalali_datetime(moment: datetime, *, language: str = "fa") -> str:
    """A moment as people write it, in Tehran: ۱۴۰۵/۰۹/۰۱ ۱۴:۳۰."""
    return f"{jalali_date(moment, language=language)} {_digits(f'{moment.astimezone(TEHRAN):%H:%M}', language)}"


def jalali_long_date(day: date | datetime, *, language: str = "fa") -> str:
    """A date in words: یکشنبه ۱ آذر ۱۴۰۵."""
    jalali = to_jalali(day)
    words = f"{weekday_name(day, language=language)} {jalali.day} {month_name(jalali.month, language=language)}"
    return _digits(f"{words} {jalali.year}", language)


def month_name(month: int, *, language: str = "fa") -> str:
    """The name of a Jalali month, counted from 1."""
    return (MONTHS_FA if language == "fa" else MONTHS_EN)[month - 1]


def weekday_name(day: date | datetime, *, language: str = "fa") -> str:
    """The name of the day in a week that begins on Saturday."""
    return (WEEKDAYS_FA if language == "fa" else WEEKDAYS_EN)[to_jalali(day).weekday()]


def jalali_to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Jalali one; refuses a day that the calendar does not have."""
    try:
        gregorian: date = jdatetime.date(year, month, day).togregorian()
    except ValueError as error:
        raise InvalidValue("invalid_date", _("Enter a date of the Jalali calendar, like 1405/09/01.")) from error
    return gregorian


def parse_jalali_date(typed: str) -> date:
    """Read a Jalali date as typed, in any digits: ۱۴۰۵/۹/۱, 1405-09-01, 14050901."""
    compact = to_ascii_digits(clean_text(typed)).replace(" ", "")
    found = _TYPED_DATE.fullmatch(compact) or _PACKED_DATE.fullmatch(compact)
    if not found:
        raise InvalidValue("invalid_date", _("Enter a date of the Jalali calendar, like 1405/09/01."))
    year, month, day = map(int, found.groups())
    return jalali_to_gregorian(year, month, day)


def day_start(day: date) -> datetime:
    """Midnight in Tehran, in UTC."""
    near = min(max(day, _FIRST_DAY), _LAST_DAY)
    return datetime.combine(near, time.min, TEHRAN).astimezone(UTC)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of a Tehran day and first moment after it, in UTC."""
    return day_start(day), day_start(min(day, _LAST_DAY) + timedelta(days=1))


def jalali_month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """First moment of a Jalali month and first moment after it, in UTC."""
    following = (year + month // 12, month % 12 + 1)
    return day_start(jalali_to_gregorian(year, month, 1)), day_start(jalali_to_gregorian(*following, 1))


def _digits(text: str, language: str) -> str:
    return persian_digits(text) if language == "fa" else text
