"""`{% load asoud %}`: money, dates and digits as people in Iran read them, on every screen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commerce.foundation.core import clock
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import group_digits, persian_digits

register = template.Library()

Rials = Money | int | Decimal | None
NOTHING = SafeString('<span class="desk-quiet">·</span>')


@register.filter
def toman(amount: Rials) -> str:
    """Rials in the unit people count in: 1250000 → ۱۲۵٬۰۰۰ تومان."""
    return "" if amount is None else _money(amount).display(_language())


@register.filter
def figure(amount: Rials) -> SafeString:
    """The same without the unit, which stands above the table; a dot for nothing."""
    if not amount:
        return NOTHING
    return format_html('<bdi dir="ltr">{}</bdi>', _money(amount).figure(_language()))


@register.filter
def rial(amount: Rials) -> str:
    """Whole rials, for accounts and banks: 1250000 → ۱٬۲۵۰٬۰۰۰ ریال."""
    if amount is None:
        return ""
    unit = "ریال" if _language() == "fa" else "rial"
    return f"{group_digits(_money(amount).amount, language=_language())} {unit}"


@register.filter
def jalali_date(day: date | datetime | None) -> str:
    """A day of the Jalali calendar: ۱۴۰۵/۰۹/۰۱."""
    return "" if day is None else clock.jalali_date(day, language=_language())


@register.filter
def jalali_long_date(day: date | datetime | None) -> str:
    """A day in words: یکشنبه ۱ آذر ۱۴۰۵."""
    return "" if day is None else clock.jalali_long_date(day, language=_language())


@register.filter
def jalali_datetime(moment: datetime | None) -> str:
    """A moment in Tehran: ۱۴۰۵/۰۹/۰۱ ۱۴:۳۰."""
    return "" if moment is None else clock.jalali_datetime(moment, language=_language())


@register.filter
def fa_digits(value: Any) -> str:
    """The same text, its digits in Persian where the page is Persian."""
    if value is None:
        return ""
    return persian_digits(str(value)) if _language() == "fa" else str(value)


@register.filter
def grouped(number: int | None) -> str:
    """A count with thousands marks: ۱۲٬۵۰۰."""
    return "" if number is None else group_digits(number, language=_language())


def _money(amount: Money | int | Decimal) -> Money:
    return amount if isinstance(amount, Money) else Money(int(amount))


def _language() -> str:
    return (get_language() or "fa").partition("-")[0]
