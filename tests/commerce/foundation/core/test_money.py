from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core import money
from commerce.foundation.core.money import DisplayScale, Money, divide_half_up, percent_of, share, total_of

rials = st.integers(-(10**17), 10**17)
percents = st.decimals(0, 100, places=3)


def test_rials_are_shown_as_toman_in_the_language_of_the_reader():
    assert Money(1_250_000).display("fa") == "۱۲۵٬۰۰۰ تومان"
    assert Money(1_250_000).display("en") == "125,000 toman"
    with translation.override("fa"):
        assert str(Money(1_250_000)) == "۱۲۵٬۰۰۰ تومان"


def test_a_rial_is_never_hidden():
    assert Money(125_005).display("fa") == "۱۲٬۵۰۰٫۵ تومان"
    assert Money(-125_005).display("en") == "-12,500.5 toman"
    assert Money(5).display("en") == "0.5 toman"
    assert Money(0).display("fa") == "۰ تومان"


def test_the_api_writes_whole_rials_beside_the_words():
    assert Money(1_250_000).as_json("fa") == {"amount": 1_250_000, "currency": "IRR", "display": "۱۲۵٬۰۰۰ تومان"}


def test_a_new_unit_is_shown_from_its_day_on(monkeypatch):
    redenominated = DisplayScale(since=date(2030, 3, 21), rials=10_000, unit_fa="ریال نو", unit_en="new rial")
    monkeypatch.setattr(money, "DISPLAY_SCALES", (*money.DISPLAY_SCALES, redenominated))

    assert Money(1_250_000).display("en", on=date(2030, 3, 20)) == "125,000 toman"
    assert Money(1_250_000).display("en", on=date(2030, 3, 21)) == "125 new rial"
    assert Money(1_250_500).display("fa", on=date(2030, 3, 21)) == "۱۲۵٫۰۵ ریال نو"


def test_money_adds_only_to_its_own_kind():
    assert Money(10) + Money(5) - Money(3) == Money(12)
    assert 3 * Money(10) == Money(30) == -Money(-30)
    assert Money(2) < Money(10) >= Money(10)
    assert total_of([Money(1), Money(2)]) == Money(3)
    assert total_of([]) == Money(0)
    with pytest.raises(ValueError, match="do not mix"):
        Money(1) + Money(1, "USD")
    with pytest.raises(TypeError):
        Money(1) + 1


@pytest.mark.parametrize("amount", [1.5, Decimal(1), True, "1"])
def test_money_is_whole_rials_and_nothing_else(amount):
    with pytest.raises(TypeError):
        Money(amount)


def test_the_last_rial_goes_to_the_largest_remainder_then_to_the_first():
    assert share(100, [1, 1, 1]) == [34, 33, 33]
    assert share(100, [1, 1, 4]) == [17, 17, 66]
    assert share(-100, [1, 1, 1]) == [-34, -33, -33]
    assert share(7, [0, 2]) == [0, 7]
    assert share(0, [0, 0]) == [0, 0]
    assert share(0, []) == []


@pytest.mark.parametrize(("total", "weights"), [(1, []), (1, [0]), (1, [2, -1])])
def test_what_cannot_be_shared_is_refused(total, weights):
    with pytest.raises(ValueError, match="Cannot split"):
        share(total, weights)


@given(rials, st.lists(st.integers(0, 10**12), min_size=1, max_size=20).filter(any))
def test_shares_add_up_and_each_is_within_a_rial_of_fair(total, weights):
    parts = share(total, weights)

    assert sum(parts) == total
    assert all(
        abs(part - Fraction(total * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True)
    )
    assert parts == [-part for part in share(-total, weights)]


def test_a_percentage_is_rounded_half_up_to_the_rial():
    assert percent_of(1_000, Decimal("12.5")) == 125
    assert percent_of(1_005, Decimal(10)) == 101
    assert percent_of(-1_005, Decimal(10)) == -101
    assert percent_of(1_004, Decimal(10)) == 100
    assert divide_half_up(7, -2) == -4
    with pytest.raises(TypeError):
        percent_of(1_000, 12.5)


@given(rials, percents)
def test_a_percentage_is_never_more_than_half_a_rial_off(amount, percent):
    rounded = percent_of(amount, percent)

    assert abs(rounded - Fraction(amount) * Fraction(percent) / 100) <= Fraction(1, 2)
    assert percent_of(-amount, percent) == -rounded


def test_a_persian_minus_stays_on_the_left_of_its_digits() -> None:
    assert Money(-125_005).display("fa") == "\u200e−۱۲٬۵۰۰٫۵ تومان"
    assert Money(-5).figure("fa") == "\u200e−۰٫۵"
    assert Money(1_250_000).figure("fa") == "۱۲۵٬۰۰۰"
