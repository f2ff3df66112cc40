"""Tax follows the day of the sale and the class of the good."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.tax import selectors, services
from commerce.money.tax.errors import BackdatedTax, ImpossibleRate

pytestmark = pytest.mark.django_db


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def test_the_seeded_rate_changes_with_the_year_1403():
    assert selectors.rate_on(day=date(2024, 3, 19)).percent == 9
    assert selectors.rate_on(day=date(2024, 3, 20)).percent == 10


def test_a_seeded_rate_is_marked_until_someone_names_the_law():
    rate = selectors.rate_on()
    assert not rate.is_confirmed

    services.confirm_rate(actor=SYSTEM, rate=rate, source="قانون بودجه")

    assert selectors.rate_on().is_confirmed


def test_a_rate_set_for_tomorrow_leaves_today_alone():
    services.set_rate(actor=SYSTEM, tax_class="standard", percent=Decimal(12), starts_on=tomorrow())

    assert selectors.rate_on().percent == 10
    assert selectors.rate_on(day=tomorrow()).percent == 12


@pytest.mark.parametrize("days", [0, -1])
def test_no_rate_starts_in_the_past(days):
    with pytest.raises(BackdatedTax):
        services.set_rate(
            actor=SYSTEM, tax_class="standard", percent=Decimal(12), starts_on=clock.today() + timedelta(days=days)
        )


@pytest.mark.parametrize(("tax_class", "percent"), [("exempt", 1), ("zero", 1), ("standard", 100), ("special", -1)])
def test_a_class_takes_only_what_it_can_have(tax_class, percent):
    with pytest.raises(ImpossibleRate):
        services.set_rate(actor=SYSTEM, tax_class=tax_class, percent=Decimal(percent), starts_on=tomorrow())


def test_a_person_without_the_right_sets_nothing():
    with pytest.raises(Forbidden):
        services.set_rate(
            actor=Actor(kind="user", ref="x"), tax_class="standard", percent=Decimal(1), starts_on=tomorrow()
        )


def test_every_class_has_a_percentage_in_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        percents = selectors.percents_on()

    assert percents == {"standard": 10, "zero": 0, "exempt": 0, "special": 0}


@given(amount=st.integers(0, 10**14), percent=st.decimals(0, 99, places=2))
def test_tax_inside_a_price_is_that_of_the_price_before_it_to_the_rial(amount, percent):
    inside = selectors.tax_within(amount, percent)

    assert 0 <= inside <= amount
    assert abs(selectors.tax_on(amount - inside, percent) - inside) <= 1
