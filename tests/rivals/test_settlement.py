"""Many who take back the same thing take it back once."""

import pytest

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.settlement.errors import MoreThanSold
from commerce.money.settlement.models import LineReversal
from commerce.money.settlement.services import post_sale, reverse_line
from tests.commerce.money.books import together
from tests.commerce.money.sales import REFUNDS, held, item, sold

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 50


def test_fifty_rivals_take_back_three_pieces():
    line = item(1_000_000, quantity=3)
    sold(line)

    answers = together(lambda number: reverse_line(line_ref=line.ref, quantity=1, key=f"piece:{number}"), RIVALS)

    assert sum(isinstance(answer, LineReversal) for answer in answers) == 3
    assert sum(isinstance(answer, MoreThanSold) for answer in answers) == RIVALS - 3
    assert (balance_of(REFUNDS), balance_of(held())) == (1_000_000, 0)
    assert find_drift() == []


def test_fifty_retries_take_back_once():
    line = item(1_000_000, quantity=3)
    sale = sold(line)

    answers = together(lambda _: reverse_line(line_ref=line.ref, quantity=1, key="return"), RIVALS)
    together(lambda _: post_sale(sale_ref=sale, cause_ref=sale), RIVALS)

    assert len({answer.pk for answer in answers}) == 1
    assert balance_of(held()) == 666_667
