"""What comes when: held money by the day on which it is free, the payday after it, and what stands in the way."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.earnings.debts.models import DebtTerms
from commerce.earnings.payouts.selectors.coming import Why, coming_of
from commerce.earnings.payouts.selectors.coming_words import pauses_in_words, payout_in_words
from commerce.earnings.payouts.selectors.earnings import earnings_of
from commerce.earnings.payouts.selectors.sales import sales_of_market, told_of
from commerce.earnings.payouts.selectors.settlement import ages, releases, totals
from commerce.foundation.core import clock
from commerce.money.remittances.models import BankAccount
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import net_debt, pause_release, reverse_sale
from tests.commerce.money.sales import delivered, item, released, sold

pytestmark = pytest.mark.django_db


def sell(market, amount=1_000_000, **told):
    return sold(item(amount, market=market.public_id), **told)


def state_of(sale):
    return told_of(Sale.objects.filter(sale_ref=sale))[0].state


def test_a_new_market_has_nothing_in_sight(market) -> None:
    coming = coming_of(market.public_id)

    assert (coming.days, coming.next_payout.why, coming.earnings.held) == ([], Why.NOTHING, 0)
    assert payout_in_words(coming)


def test_held_money_is_told_by_the_day_on_which_it_is_free(market, rate) -> None:
    today = clock.today()
    delivered(sell(market), days=3)
    delivered(sell(market), days=3)
    delivered(sell(market), days=5)
    sell(market)

    coming = coming_of(market.public_id)

    assert [(day.day - today, day.amount, day.sales) for day in coming.days] == [
        (timedelta(days=3), 1_780_000, 2),
        (timedelta(days=5), 890_000, 1),
    ]
    assert (coming.waiting.amount, coming.waiting.sales) == (890_000, 1)
    assert sum(day.amount for day in coming.days) + coming.waiting.amount == coming.earnings.held
    assert all(day.payout_on > day.day for day in coming.days)


def test_paused_money_is_told_apart_with_its_reason(market, rate) -> None:
    sale = sell(market)
    delivered(sale, days=3)
    pause_release(sale_ref=sale, why="refund:abc")

    coming = coming_of(market.public_id)

    assert (coming.days, coming.paused.amount) == ([], 890_000)
    assert state_of(sale) == "paused"
    assert "abc" not in pauses_in_words(["refund:abc"])
    assert "نشانی" in pauses_in_words(["staff:نشانی"])


def test_free_money_goes_on_the_next_payday(market, rate) -> None:
    released(sell(market))

    payout = coming_of(market.public_id).next_payout

    assert (payout.amount, payout.why in {Why.ON_SCHEDULE, Why.MOVED}) == (890_000, True)
    assert payout.on >= clock.today()


def test_who_is_paid_daily_sees_past_a_long_hold(market, rate) -> None:
    delivered(sell(market), days=30)

    coming = coming_of(market.public_id)

    assert (coming.next_payout.amount, coming.next_payout.on) == (890_000, coming.days[0].payout_on)


def test_a_debt_is_taken_off_before(market, rate) -> None:
    released(sell(market))
    sell(market, 2_000_000, with_seller=2_000_000)

    assert coming_of(market.public_id).next_payout.amount == 890_000 - 220_000


def test_a_debt_that_is_paid_otherwise_is_not_taken_off(market, rate) -> None:
    DebtTerms.objects.update(nets=False)
    released(sell(market))
    sell(market, 2_000_000, with_seller=2_000_000)

    assert coming_of(market.public_id).next_payout.amount == 890_000


def test_without_a_bank_account_nothing_goes(market, rate) -> None:
    BankAccount.objects.update(removed_at=clock.now())
    released(sell(market))

    payout = coming_of(market.public_id).next_payout

    assert (payout.on, payout.amount, payout.why) == (None, 890_000, Why.NO_ACCOUNT)


def test_below_zero_is_said_and_made_up_for_first(market, rate) -> None:
    first = sell(market)
    released(first)
    sell(market, 2_000_000, with_seller=2_000_000)
    net_debt(market_ref=market.public_id, key="n")
    reverse_sale(sale_ref=first, key="r")

    earnings = earnings_of(market.public_id)

    assert earnings.is_below_zero
    assert earnings.owed == 220_000
    assert coming_of(market.public_id).next_payout.why == Why.NOTHING


def test_every_sale_is_in_exactly_one_state(market, rate) -> None:
    waiting, held, paused, free = (sell(market) for _ in range(4))
    direct, back = sell(market, with_seller=1_000_000), sell(market)
    delivered(held, days=3)
    delivered(paused, days=3)
    pause_release(sale_ref=paused, why="staff:x")
    released(free)
    reverse_sale(sale_ref=back, key="r")
    wanted = {
        "waiting": waiting, "held": held, "paused": paused, "free": free, "direct": direct, "taken_back": back
    }  # fmt: skip

    for state, sale in wanted.items():
        assert [one.sale_ref for one in sales_of_market(market.public_id, state=state)] == [sale], state
        assert state_of(sale) == state
    net_debt(market_ref=market.public_id, key="n")
    assert list(sales_of_market(market.public_id, state="paid")) == []


def test_the_platforms_totals_are_those_of_its_markets(market, rate) -> None:
    sale = sell(market)
    delivered(sale, days=0, ago=1)
    released(sell(market))
    sell(market, with_seller=1_000_000)

    whole = totals()

    assert (whole.held, whole.free, whole.owed, whole.markets_owing) == (890_000, 890_000, 110_000, 1)
    assert sum(age.heap.amount for age in ages()) == whole.held
    assert releases()["late"].amount == 890_000


def test_many_sales_cost_as_many_questions_as_one(market, rate) -> None:
    sell(market)
    asked = _questions(lambda: told_of(sales_of_market(market.public_id)))
    for _ in range(5):
        sell(market)

    assert _questions(lambda: told_of(sales_of_market(market.public_id))) == asked


def _questions(ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)
