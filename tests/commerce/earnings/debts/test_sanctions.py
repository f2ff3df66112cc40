"""What follows from a debt that is not paid comes step by step, and goes by itself."""

import pytest

from commerce.earnings.debts.models import DebtBill
from commerce.earnings.debts.selectors import debt_summary
from commerce.earnings.debts.services import give_more_time, net
from commerce.earnings.debts.services.terms import Rung
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput
from commerce.foundation.core.models import OutboxEvent
from commerce.shop.markets.models import Market
from commerce.shop.markets.services import lift, restrict
from tests.commerce.earnings.debts.owing import bills, days_pass, look, owe, sell, set_terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def billed(market):
    owe(market, 11_000_000)
    look(market)
    return market


def forbidden(market):
    return Market.objects.get(pk=market.pk).forbidden


def after(market, days):
    days_pass(market, days)
    look(market)
    return forbidden(market)


def told(name):
    return OutboxEvent.objects.filter(name=name).count()


def test_nothing_follows_in_time(billed):
    assert after(billed, 7) == []
    assert told("debt.overdue") == 0


def test_step_by_step(billed):
    assert after(billed, 8) == []
    assert told("debt.overdue") == 1
    assert after(billed, 2) == []
    assert after(billed, 1) == ["no_payouts"]
    assert after(billed, 4) == ["no_cash", "no_payouts"]
    assert after(billed, 3) == ["no_cash", "no_own_gateway", "no_payouts"]
    assert after(billed, 20) == ["no_cash", "no_new_orders", "no_own_gateway", "no_payouts"]
    assert told("debt.overdue") == 1
    assert told("market.restricted") == 4


def test_paid_by_sales_all_is_lifted_in_the_same_breath(billed):
    after(billed, 60)
    sell(billed, 20_000_000)
    net(market_ref=billed.public_id)
    assert forbidden(billed) == []
    assert told("market.unrestricted") == 4


def test_a_rest_that_does_not_matter_forbids_nothing(billed):
    after(billed, 60)
    sell(billed, 12_000_000)  # 10,680,000 of it are the market's
    net(market_ref=billed.public_id)
    assert bills(billed) == [("threshold", 11_000_000, 320_000, "open")]
    assert forbidden(billed) == []


def test_a_large_debt_follows_at_once(market):
    owe(market, 55_000_000)
    look(market)
    assert forbidden(market) == ["no_new_orders"]
    sell(market, 10_000_000)
    net(market_ref=market.public_id)
    assert forbidden(market) == []


def test_other_terms_lift_what_they_do_not_say(billed):
    assert "no_cash" in after(billed, 15)
    set_terms(ladder=[Rung("notice", 0)])
    look(billed)
    assert forbidden(billed) == []


def test_what_staff_forbade_stays(billed, reza_acts):
    restrict(actor=reza_acts, market_ref=billed.public_id, what="no_cash", why="complaints")
    after(billed, 60)
    sell(billed, 20_000_000)
    net(market_ref=billed.public_id)
    assert forbidden(billed) == ["no_cash"]


def test_what_staff_lifted_does_not_come_back_of_the_same_bill(billed, reza_acts):
    after(billed, 15)
    assert lift(actor=reza_acts, market_ref=billed.public_id, what="no_cash", why="they called")
    look(billed)
    assert "no_cash" not in forbidden(billed)


def test_more_time_lifts_what_followed(billed, reza_acts):
    after(billed, 60)
    bill = DebtBill.objects.get()
    day = clock.today()
    fresh = give_more_time(actor=reza_acts, bill=bill.public_id, last_day=day, reason="they called")
    assert forbidden(billed) == []
    assert bills(billed) == [
        ("threshold", 11_000_000, 0, "superseded"),
        ("threshold", 11_000_000, 11_000_000, "open"),
    ]
    assert fresh.replaces == bill
    assert after(billed, 4) == ["no_payouts"]
    with pytest.raises(IllegalTransition):
        give_more_time(actor=reza_acts, bill=bill.public_id, last_day=day, reason="again")


def test_more_time_is_for_staff_and_for_days_to_come(billed, reza_acts, market):
    bill, day = DebtBill.objects.get().public_id, clock.today()
    with pytest.raises(Forbidden):
        give_more_time(actor=type(SYSTEM)(kind="user", ref="omid"), bill=bill, last_day=day, reason="x")
    with pytest.raises(InvalidInput):
        give_more_time(actor=reza_acts, bill=bill, last_day=day.replace(year=day.year - 1), reason="x")
    with pytest.raises(InvalidInput):
        give_more_time(actor=reza_acts, bill=bill, last_day=day.replace(year=day.year + 3), reason="x")
    with pytest.raises(InvalidInput):
        give_more_time(actor=reza_acts, bill=bill, last_day=day, reason=" ")


def test_the_summary_says_what_comes_next_and_when(billed):
    days_pass(billed, 12)
    look(billed)
    summary = debt_summary(billed.public_id)
    due = DebtBill.objects.get().due_at
    assert (summary.debt, summary.below_zero, summary.total, summary.overdue) == (11_000_000, 0, 11_000_000, 11_000_000)
    assert summary.oldest_due_at == due
    assert {step.what: step.is_on for step in summary.steps} == {
        "notice": True,
        "no_payouts": True,
        "no_cash": False,
        "no_own_gateway": False,
        "no_new_orders": False,
    }
    assert [(step.at - due).days for step in summary.steps] == [0, 3, 7, 10, 30]
    assert [row.what for row in summary.restrictions] == ["no_payouts"]


def test_the_summary_says_why(market):
    first, second = owe(market, 1_100_000), owe(market, 2_200_000)
    summary = debt_summary(market.public_id)
    assert [(cause.kind, cause.sale, cause.amount) for cause in summary.causes] == [
        ("fees", second, 2_200_000),
        ("fees", first, 1_100_000),
    ]
    assert dict(summary.causes[0].fees) == {"commission": 2_000_000, "vat_payable": 200_000}
    sell(market, 2_000_000)
    net(market_ref=market.public_id)
    assert [(cause.sale, cause.amount) for cause in debt_summary(market.public_id).causes] == [(second, 1_520_000)]
