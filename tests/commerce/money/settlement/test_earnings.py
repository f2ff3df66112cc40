"""What a market has free is known by what made it free; it is used oldest first, and never more than there is."""

import pytest

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of, balances_of, entry_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.owners import note_repaid
from commerce.money.settlement.errors import EarningDiffers, NothingToGive, NotThatMuchFree
from commerce.money.settlement.models import Earning
from commerce.money.settlement.selectors import debt_of, free_of, open_earnings
from commerce.money.settlement.services import (
    EarningPart,
    net_debt,
    note_earning,
    pay_goodwill,
    return_earnings,
    reverse_line,
    take_earnings,
)
from tests.commerce.money.books import CLEARING, transfer
from tests.commerce.money.sales import PROMOTIONS, REFUNDS, debt, free, item, released, sold

pytestmark = pytest.mark.django_db
PAID_OUT = AccountRef("suspense")


def earned(*amounts, market="market"):
    """Released sales of these amounts, oldest first, by their references."""
    sales = [sold(item(amount, market=market)) for amount in amounts]
    for sale in sales:
        released(sale)
    return sales


def paid_out(amount):
    parts = take_earnings(market_ref="market", amount=amount)
    transfer(PAID_OUT, free(), amount)
    return parts


def sent_back(parts):
    return_earnings(market_ref="market", parts=parts)
    transfer(free(), PAID_OUT, sum(part.amount for part in parts))


def owing(amount):
    """The market took in so much of ours."""
    transfer(CLEARING, debt(), amount)


def test_the_oldest_is_used_first_and_the_parts_add_up():
    first, second, third = earned(300, 200, 100)

    assert paid_out(400) == [EarningPart("sale", first, 300), EarningPart("sale", second, 100)]
    assert paid_out(200) == [EarningPart("sale", second, 100), EarningPart("sale", third, 100)]
    assert not open_earnings("market").exists()
    assert find_drift() == []


@pytest.mark.parametrize("amount", [601, -1])
def test_never_more_than_is_free(amount):
    earned(300, 200, 100)

    with pytest.raises(NotThatMuchFree):
        take_earnings(market_ref="market", amount=amount)


def test_another_market_has_its_own():
    earned(300)
    earned(500, market="other")

    with pytest.raises(NotThatMuchFree):
        take_earnings(market_ref="market", amount=400)


def test_what_was_taken_back_late_is_settled_first():
    line = item(300)
    late = sold(line)
    released(late)
    paid_out(300)
    [later] = earned(500)
    reverse_line(line_ref=line.ref, amount=100, key="late")

    with pytest.raises(NotThatMuchFree):
        take_earnings(market_ref="market", amount=401)
    assert paid_out(250) == [EarningPart("sale", late, -100), EarningPart("sale", later, 350)]
    assert free_of("market") == 150
    assert find_drift() == []


def test_what_comes_back_is_free_again_for_the_same_causes():
    earned(300, 200)
    before = list(open_earnings("market").values("ref", "freed", "used"))

    parts = paid_out(400)
    sent_back(parts)

    assert list(open_earnings("market").values("ref", "freed", "used")) == before
    assert paid_out(400) == parts
    assert find_drift() == []


def test_only_what_was_earned_comes_back():
    with pytest.raises(LookupError):
        return_earnings(market_ref="market", parts=[EarningPart("sale", "never", 5)])


def test_a_debt_is_paid_out_of_what_is_free_as_far_as_it_goes():
    earned(300)
    owing(1_000)

    assert net_debt(market_ref="market", key="today") == 300
    assert net_debt(market_ref="market", key="today") == 300
    assert (free_of("market"), debt_of("market")) == (0, 700)
    assert entry_of("net_debt:today").reason == "debt_netted"

    earned(900)
    assert net_debt(market_ref="market", key="tomorrow") == 700
    assert (free_of("market"), debt_of("market")) == (200, 0)
    assert find_drift() == []


@pytest.mark.parametrize(("has", "owes"), [(0, 500), (500, 0), (-200, 500)])
def test_nothing_is_netted_where_nothing_is_free_or_owed(has, owes):
    if has > 0:
        earned(has)
    if has < 0:
        pay_goodwill(key="g", amount=-has, funded_by="market", market_ref="market", cause_kind="test", cause_ref="1")
    if owes:
        owing(owes)

    assert net_debt(market_ref="market", key="today") == 0
    assert (free_of("market"), debt_of("market")) == (has, owes)


@pytest.mark.parametrize(("funded_by", "giver"), [("platform", PROMOTIONS), ("market", free())])
def test_goodwill_is_paid_once_by_who_funds_it(funded_by, giver):
    for _time in range(2):
        pay_goodwill(
            key="g", amount=500, funded_by=funded_by, market_ref="market", cause_kind="refund_request", cause_ref="r"
        )

    assert balances_of([giver, REFUNDS]) == {giver: 500 if funded_by == "platform" else -500, REFUNDS: 500}
    assert [earning.freed for earning in Earning.objects.all()] == ([-500] if funded_by == "market" else [])
    assert find_drift() == []


def test_goodwill_of_nothing_is_refused():
    with pytest.raises(NothingToGive):
        pay_goodwill(key="g", amount=0, funded_by="platform", market_ref="market", cause_kind="test", cause_ref="1")


def test_a_cause_is_noted_once():
    once = {"market_ref": "market", "kind": "unfulfilled", "ref": "p"}

    assert note_earning(**once, amount=-70) == note_earning(**once, amount=-70)
    with pytest.raises(EarningDiffers):
        note_earning(**once, amount=-80)


def test_what_a_market_gives_back_itself_settles_what_it_cost():
    line = item(1_000)
    sold(line, with_seller=1_000)
    reverse_line(line_ref=line.ref, quantity=1, key="back")
    assert balance_of(free()) == -1_000

    note_repaid(kind="market", ref="market", refund="r", amount=1_000)
    transfer(free(), REFUNDS, 1_000)

    assert (balance_of(free()), balance_of(REFUNDS)) == (0, 0)
    assert not open_earnings("market").exists()
    assert find_drift() == []
