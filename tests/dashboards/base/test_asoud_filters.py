"""Money, dates and digits in templates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from commerce.foundation.core.money import Money


def shown(expression: str, value: object, language: str = "fa") -> str:
    with translation.override(language):
        return Template("{% load asoud %}{{ value|" + expression + " }}").render(Context({"value": value}))


@pytest.mark.parametrize("amount", [1_250_000, Decimal("1250000"), Money(1_250_000)])
def test_rials_are_read_in_toman(amount: object) -> None:
    assert shown("toman", amount) == "۱۲۵٬۰۰۰ تومان"
    assert shown("toman", amount, "en") == "125,000 toman"


def test_accountants_read_rials() -> None:
    assert shown("rial", 1_250_000) == "۱٬۲۵۰٬۰۰۰ ریال"


def test_days_and_moments_are_jalali_in_tehran() -> None:
    assert shown("jalali_date", date(2026, 11, 22)) == "۱۴۰۵/۰۹/۰۱"
    assert shown("jalali_datetime", datetime(2026, 11, 22, 11, 0, tzinfo=UTC)) == "۱۴۰۵/۰۹/۰۱ ۱۴:۳۰"
    assert shown("jalali_long_date", date(2026, 11, 22)) == "یکشنبه ۱ آذر ۱۴۰۵"


def test_digits_follow_the_language_of_the_page() -> None:
    assert shown("fa_digits", 42) == "۴۲"
    assert shown("fa_digits", 42, "en") == "42"
    assert shown("grouped", 12500) == "۱۲٬۵۰۰"


@pytest.mark.parametrize(
    "name", ["toman", "rial", "jalali_date", "jalali_datetime", "jalali_long_date", "fa_digits", "grouped"]
)
def test_nothing_is_shown_as_nothing(name: str) -> None:
    assert shown(name, None) == ""
