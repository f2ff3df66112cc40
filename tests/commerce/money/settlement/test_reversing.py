"""What is taken back is taken from everybody in proportion, and the whole leaves nobody a rial."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of, balances_of, entry_of
from commerce.money.settlement.errors import MoreThanSold, ReversalDiffers, SaleNotPosted
from commerce.money.settlement.models import SoldLine
from commerce.money.settlement.services import LinePart, freeze_shares, reverse_line, reverse_lines, reverse_sale
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.books import RECEIPTS
from tests.commerce.money.sales import COMMISSION, REFUNDS, delivery, held, item, sold

pytestmark = pytest.mark.django_db


def test_one_of_three_takes_a_third_from_everybody():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    line = item(900_000, quantity=3)
    sold(line)

    reversal = reverse_line(line_ref=line.ref, quantity=1, key="return:1")

    assert (reversal.quantity, reversal.amount) == (1, 300_000)
    assert balances_of([held(), COMMISSION, REFUNDS]) == {held(): 540_000, COMMISSION: 60_000, REFUNDS: 300_000}
    assert entry_of("reversal:return:1").cause_ref == "return:1"


def test_an_amount_may_be_taken_back_while_the_pieces_stay():
    line = item(900_000, quantity=3)
    sold(line)

    reverse_line(line_ref=line.ref, amount=100_000, key="scratched")
    rest = reverse_line(line_ref=line.ref, quantity=3, key="all")

    assert rest.amount == 800_000
    assert balance_of(REFUNDS) == 900_000


def test_the_last_piece_brings_the_last_rial():
    line = item(100, quantity=3)
    sold(line)

    amounts = [reverse_line(line_ref=line.ref, quantity=1, key=f"piece:{number}").amount for number in range(3)]

    assert sorted(amounts) == [33, 33, 34]


def test_the_same_key_takes_back_once():
    line = item(900_000, quantity=3)
    sold(line)

    first = reverse_line(line_ref=line.ref, quantity=1, key="return:1")

    assert reverse_line(line_ref=line.ref, quantity=1, key="return:1") == first
    assert balance_of(REFUNDS) == 300_000
    with pytest.raises(ReversalDiffers):
        reverse_line(line_ref=line.ref, quantity=2, key="return:1")


@pytest.mark.parametrize("asked", [{"quantity": 3}, {"amount": 601}, {"quantity": -1}, {"amount": -1}])
def test_no_more_than_what_is_left_comes_back(asked):
    line = item(900, quantity=3)
    sold(line)
    reverse_line(line_ref=line.ref, quantity=1, key="first")

    with pytest.raises(MoreThanSold):
        reverse_line(line_ref=line.ref, key="second", **asked)
    assert balance_of(REFUNDS) == 300


def test_lines_of_one_decision_are_one_entry():
    one, two = item(900_000, quantity=3), item(500_000, market="other")
    sold(one), sold(two)

    reverse_lines(parts=[LinePart(one.ref, quantity=2), LinePart(two.ref, quantity=1)], key="both")

    assert balances_of([held(), held("other"), REFUNDS]) == {held(): 300_000, held("other"): 0, REFUNDS: 1_100_000}
    assert entry_of("reversal:both").postings.count() == 3


def test_a_rejected_sale_is_taken_back_whole_with_its_delivery():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    line = item(900_001, quantity=3)
    sale = sold(line, delivery(50_000))
    reverse_line(line_ref=line.ref, quantity=1, key="first")

    reverse_sale(sale_ref=sale, key="rejected")
    again = reverse_sale(sale_ref=sale, key="rejected")

    assert sum(reversal.amount for reversal in again) == 650_001
    assert balances_of([held(), COMMISSION, REFUNDS]) == {held(): 0, COMMISSION: 0, REFUNDS: 950_001}
    assert reverse_sale(sale_ref=sale, key="once more") == []


def test_what_is_not_in_the_books_is_not_taken_out_of_them():
    line = item(900)
    freeze_shares(sale_ref="unpaid", lines=[line])

    with pytest.raises(SaleNotPosted):
        reverse_line(line_ref=line.ref, quantity=1, key="early")
    with pytest.raises(LookupError):
        reverse_line(line_ref="never sold", quantity=1, key="never")


def test_a_piece_that_cost_nothing_comes_back_for_nothing():
    line = item(0, quantity=2)
    sold(line)

    assert reverse_line(line_ref=line.ref, quantity=1, key="free").amount == 0
    assert reverse_line(line_ref=line.ref, quantity=1, key="free").quantity == 1
    assert SoldLine.objects.get(line_ref=line.ref).quantity_left == 1


@pytest.mark.soak
class TestAnyReversals(TestCase):
    @given(
        amount=st.integers(1, 10**12),
        quantity=st.integers(1, 7),
        percent=st.decimals(0, 100, places=2),
        steps=st.lists(st.tuples(st.booleans(), st.integers(1, 100)), max_size=8),
    )
    def test_any_sequence_that_takes_back_the_whole_leaves_every_account_where_it_was(
        self, amount, quantity, percent, steps
    ):
        before = balances_of([held(), COMMISSION, RECEIPTS, REFUNDS])
        set_rate(actor=SYSTEM, percent=percent)
        line = item(amount, quantity=quantity)
        sale = sold(line, delivery(30_001))

        for number, (by_quantity, size) in enumerate(steps):
            row = SoldLine.objects.get(line_ref=line.ref)
            asked = (
                {"quantity": min(size, row.quantity_left)} if by_quantity else {"amount": row.amount_left * size // 100}
            )
            reverse_line(line_ref=line.ref, key=f"{sale}:{number}", **asked)
            assert find_drift() == []
        reverse_sale(sale_ref=sale, key=f"{sale}:rest")

        after = balances_of([held(), COMMISSION, RECEIPTS, REFUNDS])
        assert after == {**before, REFUNDS: before[REFUNDS] + amount + 30_001}
        assert find_drift() == []
