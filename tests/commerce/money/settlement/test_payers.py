"""Who paid gets it back: the buyer, our promotions, and a market that took the money in itself."""

from decimal import Decimal

import pytest

from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of, balances_of, entry_of
from commerce.money.settlement import shares
from commerce.money.settlement.errors import MoreThanSold, SaleDiffers
from commerce.money.settlement.models import DirectSale
from commerce.money.settlement.selectors import sale_of
from commerce.money.settlement.services import (
    LinePart,
    freeze_shares,
    net_debt,
    restore_reversals,
    reverse_line,
    reverse_lines,
    reverse_sale,
)
from commerce.money.settlement.shares import Share
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer
from tests.commerce.money.sales import (
    COMMISSION,
    PROMOTIONS,
    REFUNDS,
    debt,
    delivered,
    free,
    held,
    item,
    released,
    sold,
)

pytestmark = pytest.mark.django_db
ALL = [held(), free(), debt(), COMMISSION, PROMOTIONS, RECEIPTS, REFUNDS]


@pytest.fixture(autouse=True)
def _a_tenth(db):
    set_rate(actor=SYSTEM, percent=Decimal(10))


def stands(*accounts):
    found = balances_of(accounts or ALL)
    return {account.kind: amount for account, amount in found.items() if amount}


def test_our_discount_is_paid_by_our_promotions():
    sold(item(1_000_000, ours=200_000))

    assert stands() == {"vendor_held": 900_000, "commission": 100_000, "platform_promotions": 200_000}
    assert balance_of(CLEARING) == 800_000
    assert find_drift() == []


def test_a_sale_that_we_pay_alone_has_no_receipts():
    sale = sold(item(1_000, ours=1_000))

    assert {posting.account.kind for posting in entry_of(f"sale:{sale}").postings.all()} == {
        "vendor_held",
        "commission",
        "platform_promotions",
    }
    reverse_sale(sale_ref=sale, key="back")
    assert stands() == {}


def test_what_is_taken_back_goes_to_both_in_proportion():
    line = item(900_000, quantity=3, ours=300_000)
    sold(line)

    reversal = reverse_line(line_ref=line.ref, quantity=1, key="one")
    assert (reversal.amount, reversal.discount, reversal.base) == (200_000, 100_000, 300_000)
    assert reversal.parts == {"commission": 30_000, "vendor": 270_000}

    half = reverse_line(line_ref=line.ref, amount=100_000, key="scratched")
    assert (half.amount, half.discount) == (100_000, 50_000)
    assert stands() == {
        "vendor_held": 405_000,
        "commission": 45_000,
        "platform_promotions": 150_000,
        "refunds_payable": 300_000,
    }
    with pytest.raises(MoreThanSold):
        reverse_line(line_ref=line.ref, amount=300_001, key="more")
    assert find_drift() == []


def test_a_sale_is_not_frozen_again_with_another_discount():
    freeze_shares(sale_ref="s", lines=[item(1_000, ref="l", ours=5)])

    with pytest.raises(SaleDiffers):
        freeze_shares(sale_ref="s", lines=[item(1_000, ref="l")])


def test_cash_at_the_door_leaves_a_debt_of_what_is_not_the_markets():
    sale = sold(item(1_000_000), with_seller=1_000_000)

    assert stands() == {"vendor_debt": 100_000, "commission": 100_000}
    assert (sale_of(sale).held, sale_of(sale).vendor_amount) == (0, 900_000)
    released(sale)
    assert stands() == {"vendor_debt": 100_000, "commission": 100_000}


def test_our_discount_lessens_the_debt_or_is_held_for_the_market():
    sold(item(1_000_000, ours=30_000), with_seller=970_000)
    assert stands(debt(), held()) == {"vendor_debt": 70_000}

    sold(item(1_000_000, ours=150_000), with_seller=850_000)
    assert stands(debt(), held()) == {"vendor_debt": 70_000, "vendor_held": 50_000}
    assert find_drift() == []


def test_a_market_gives_back_what_it_took_in_and_owes_its_fees_no_longer():
    sale = sold(item(1_000_000), with_seller=1_000_000)

    reverse_sale(sale_ref=sale, key="back")

    assert stands() == {"vendor_free": -1_000_000, "refunds_payable": 1_000_000}
    assert find_drift() == []


def test_fees_of_a_debt_that_was_paid_are_free_money():
    line = item(1_000_000, quantity=2)
    sold(line, with_seller=1_000_000)
    transfer(debt(), CLEARING, 80_000)

    reverse_line(line_ref=line.ref, quantity=1, key="half")

    # 50,000 of fees come back: 20,000 of the debt are left, the rest is the market's again.
    assert stands() == {"vendor_free": 30_000 - 500_000, "commission": 50_000, "refunds_payable": 500_000}
    assert find_drift() == []


@pytest.mark.parametrize("with_seller", [1_000_000, 960_000, 850_000, 10_000])
@pytest.mark.parametrize("is_over", [False, True])
def test_partly_collected_sales_leave_nothing_when_taken_back(with_seller, is_over):
    one, two = item(600_000, quantity=3, ours=7), item(400_007)
    sale = sold(one, two, with_seller=with_seller)
    delivered(sale, ago=30)
    if is_over:
        released(sale)

    reverse_lines(parts=[LinePart(one.ref, quantity=1), LinePart(two.ref, amount=123_456)], key="a")
    assert find_drift() == []
    reverse_sale(sale_ref=sale, key="b")

    assert stands() == {"vendor_free": -with_seller, "refunds_payable": 1_000_000}
    assert DirectSale.objects.get().amount_left == 0
    assert find_drift() == []


def test_of_what_is_left_a_market_may_have_more_coming_than_it_took_in(monkeypatch):
    """Half of one line is ours and nothing of the other; the first comes back, and the debt becomes money held."""
    monkeypatch.setattr(shares, "_holders", type(shares._holders)("share holder"))
    shares.share_holder("half")(lambda lines, at: [Share(lines[0].ref, "half", COMMISSION, lines[0].amount // 2, {})])
    costly, cheap = item(100), item(100)
    sold(costly, cheap, with_seller=180)
    assert stands(debt(), held()) == {"vendor_debt": 30}

    reverse_line(line_ref=costly.ref, quantity=1, key="back")

    assert stands() == {"vendor_held": 10, "vendor_free": -90, "refunds_payable": 100}
    assert find_drift() == []


def test_a_reversal_that_is_taken_back_leaves_the_sale_as_it_was():
    line = item(900_001, quantity=3, ours=300_000)
    sale = sold(line)
    before = stands()
    reverse_line(line_ref=line.ref, quantity=2, key="charged back")

    for _time in range(2):
        restore_reversals(key="charged back")

    assert stands() == before
    assert sale_of(sale).reversed_amount == 0
    assert entry_of("restored:charged back").cause_ref == "charged back"
    assert OutboxEvent.objects.filter(name="sale.restored").count() == 1
    reverse_sale(sale_ref=sale, key="again")
    assert stands() == {"refunds_payable": 600_001}
    assert find_drift() == []


def test_what_was_released_meanwhile_is_free_at_once():
    line = item(1_000, quantity=2)
    sale = sold(line)
    reverse_line(line_ref=line.ref, quantity=1, key="back")
    released(sale)

    restore_reversals(key="back")

    assert stands() == {"vendor_free": 900, "commission": 100}
    assert find_drift() == []


def test_a_sale_that_stands_again_is_released_when_its_time_is_over():
    sale = sold(item(1_000))
    reverse_sale(sale_ref=sale, key="back")
    restore_reversals(key="back")

    assert released(sale).released_at
    assert stands() == {"vendor_free": 900, "commission": 100}


@pytest.mark.parametrize("with_seller", [1_000, 700])
def test_market_collected_sales_stand_again_too(with_seller):
    sale = sold(item(1_000), with_seller=with_seller)
    before = stands()
    reverse_sale(sale_ref=sale, key="back")
    net_debt(market_ref="market", key="between")
    restore_reversals(key="back")

    assert stands() == before
    assert find_drift() == []


def test_only_what_was_taken_back_stands_again():
    with pytest.raises(LookupError):
        restore_reversals(key="never")


def test_whoever_wants_to_know_is_told_what_was_taken_back():
    line = item(900, quantity=3)
    sale = sold(line)
    for _time in range(2):
        reverse_line(line_ref=line.ref, quantity=1, key="one")

    [fact] = OutboxEvent.objects.filter(name="sale.reversed")
    assert fact.payload == {"key": "one", "sale": sale, "market": "market", "amount": 300}
