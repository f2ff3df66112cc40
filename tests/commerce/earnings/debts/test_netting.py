"""What a market has free makes up for what it owes, before anything is paid out."""

import pytest

from commerce.earnings.debts.models import DebtBill, DebtStanding
from commerce.earnings.debts.services import net, net_all
from commerce.money.ledger.drift import find_drift
from tests.commerce.earnings.debts.owing import bills, books_of, fall_below, look, owe, sell, set_terms
from tests.factories import deliver_facts, make_market

pytestmark = pytest.mark.django_db


def test_free_money_makes_up_for_the_debt(market):
    owe(market, 1_100_000)
    sell(market, 10_000_000)
    assert net(market_ref=market.public_id) == 1_100_000
    assert net(market_ref=market.public_id) == 0
    assert books_of(market) == (0, 7_800_000)
    assert find_drift() == []


def test_as_far_as_it_goes_and_then_on(market):
    owe(market, 11_000_000)
    look(market)
    sell(market, 10_000_000)
    assert net(market_ref=market.public_id) == 8_900_000
    assert bills(market) == [("threshold", 11_000_000, 2_100_000, "open")]
    sell(market, 10_000_000)
    assert net(market_ref=market.public_id) == 2_100_000
    assert bills(market) == [("threshold", 11_000_000, 0, "paid")]
    assert DebtBill.objects.get().settled_by == "netting"
    assert DebtStanding.objects.get().owed == 0
    assert books_of(market) == (0, 6_800_000)


def test_the_end_of_a_hold_nets_of_itself(market):
    owe(market, 1_100_000)
    sell(market, 10_000_000)
    deliver_facts()
    assert books_of(market) == (0, 7_800_000)


def test_terms_may_forbid_it(market):
    set_terms(nets=False)
    owe(market, 1_100_000)
    sell(market, 10_000_000)
    assert net(market_ref=market.public_id) == 0
    assert books_of(market) == (1_100_000, 8_900_000)


def test_who_is_below_zero_is_made_up_for_by_later_sales(market):
    fall_below(market, 5_000_000)
    look(market)
    sell(market, 10_000_000)
    deliver_facts()
    assert books_of(market) == (0, 3_900_000)
    assert DebtStanding.objects.get().owed == 0


def test_all_are_netted_before_payouts_run(market):
    other = make_market()
    for one in (market, other):
        owe(one, 1_100_000)
        sell(one, 10_000_000)
    assert net_all() == 2_200_000
    assert net_all() == 0
    assert find_drift() == []
