"""A debt is billed when it reaches an amount or a month ends, and every bill is made up for in its turn."""

from datetime import timedelta

import pytest

from commerce.earnings.debts.models import DebtBill, DebtStanding
from commerce.earnings.debts.months import month_before, month_of
from commerce.earnings.debts.services import net, review, review_all
from commerce.foundation.core import clock
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.shop.plans.models import MarketPlan, Plan
from tests.commerce.earnings.debts.owing import (
    another_month_begins,
    bills,
    books_of,
    fall_below,
    look,
    owe,
    sell,
    set_terms,
    take_back,
)
from tests.factories import make_market

pytestmark = pytest.mark.django_db


def test_who_never_owed_has_no_standing(market):
    assert review(market_ref=market.public_id) is None
    assert review(market_ref="nobody") is None
    assert not DebtStanding.objects.exists()


def test_a_small_debt_waits(market):
    owe(market, 1_100_000)
    standing = look(market)
    assert (standing.debt, standing.below, standing.owed, standing.unbilled) == (1_100_000, 0, 1_100_000, 1_100_000)
    assert bills(market) == []


def test_a_debt_that_reaches_the_threshold_is_billed_once(market):
    owe(market, 11_000_000)
    for _again in range(3):
        look(market)
    assert bills(market) == [("threshold", 11_000_000, 11_000_000, "open")]
    assert OutboxEvent.objects.filter(name="debt.billed").count() == 1


def test_it_is_due_at_the_end_of_the_last_day_of_grace(market):
    owe(market, 11_000_000)
    look(market)
    assert DebtBill.objects.get().due_at == clock.day_bounds(clock.today() + timedelta(days=7))[1]


def test_what_comes_later_is_billed_of_its_own(market):
    owe(market, 11_000_000)
    look(market)
    owe(market, 5_500_000)
    look(market)
    assert len(bills(market)) == 1
    owe(market, 5_500_000)
    look(market)
    assert [amount for _reason, amount, _left, _status in bills(market)] == [11_000_000, 11_000_000]


def test_below_zero_is_owed_too(market):
    fall_below(market, 8_000_000)
    owe(market, 2_200_000)
    standing = look(market)
    assert (standing.debt, standing.below, standing.owed) == (2_200_000, 8_000_000, 10_200_000)
    assert bills(market) == [("threshold", 10_200_000, 10_200_000, "open")]


def test_the_end_of_a_month_bills_what_is_left(market):
    owe(market, 1_100_000)
    look(market)
    another_month_begins(market)
    look(market)
    look(market)
    assert bills(market) == [("month", 1_100_000, 1_100_000, "open")]
    assert DebtBill.objects.get().month == month_before(month_of(clock.today()))


def test_the_new_month_s_debt_is_not_in_the_old_month_s_bill(market):
    owe(market, 1_100_000)
    look(market)
    another_month_begins(market)
    owe(market, 2_200_000)
    look(market)
    assert bills(market) == [("month", 1_100_000, 1_100_000, "open")]


def test_what_does_not_matter_is_not_billed(market):
    owe(market, 110_000)
    look(market)
    another_month_begins(market)
    look(market)
    assert bills(market) == []


def test_terms_say_when(market):
    set_terms(bill_by="threshold")
    owe(market, 1_100_000)
    look(market)
    another_month_begins(market)
    look(market)
    assert bills(market) == []
    set_terms(bill_by="month")
    owe(market, 22_000_000)
    look(market)
    assert bills(market) == []


def test_a_market_s_terms_come_before_its_plan_s_and_those_before_all_s(market):
    plan = Plan.objects.create(slug="gold", title_fa="طلایی", title_en="Gold")
    other = make_market()
    for one in (market, other):
        MarketPlan.objects.create(market=one, plan=plan)
    set_terms(plan=plan, threshold=1_000_000)
    set_terms(market=market, threshold=90_000_000)
    for one in (market, other):
        owe(one, 11_000_000)
        look(one)
    assert bills(market) == []
    assert bills(other) == [("threshold", 11_000_000, 11_000_000, "open")]


def test_the_oldest_bill_is_made_up_for_first(market):
    owe(market, 11_000_000)
    look(market)
    owe(market, 12_100_000)
    look(market)
    sell(market, 13_000_000)
    assert net(market_ref=market.public_id) == 11_570_000
    assert bills(market) == [
        ("threshold", 11_000_000, 0, "paid"),
        ("threshold", 12_100_000, 11_530_000, "open"),
    ]
    assert find_drift() == []


def test_what_is_paid_for_an_old_bill_is_not_eaten_by_a_new_debt(market):
    owe(market, 11_000_000)
    look(market)
    owe(market, 1_100_000)  # nobody looks before the money comes
    sell(market, 13_000_000)
    net(market_ref=market.public_id)
    assert bills(market) == [("threshold", 11_000_000, 0, "paid")]
    assert DebtStanding.objects.get().unbilled == 530_000


def test_a_sale_for_cash_that_is_taken_back_leaves_its_price_to_repay(market):
    sale = owe(market, 11_000_000)
    look(market)
    take_back(sale)
    assert books_of(market) == (0, -100_000_000)
    assert look(market).owed == 100_000_000


def test_all_who_owe_are_looked_at(market):
    owe(market, 11_000_000)
    fall_below(make_market(), 11_000_000)
    assert review_all() == 2
    assert DebtBill.objects.count() == 2
    assert find_drift() == []


def test_months_have_their_order():
    assert month_before("1405-01") == "1404-12"
    assert month_before("1405-10") == "1405-09"
