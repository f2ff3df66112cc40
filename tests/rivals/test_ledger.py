"""Many at once: nobody spends twice, nothing is lost, nobody waits in a circle."""

import random

import pytest

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import post_entries, take_snapshots
from tests.commerce.money.books import CLEARING, RECEIPTS, draft, together, transfer, wallet

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 50


def test_fifty_rivals_spend_a_balance_that_is_enough_for_seven():
    transfer(wallet(), CLEARING, 7_000)

    answers = together(lambda number: transfer(RECEIPTS, wallet(), 1_000, key=f"spend:{number}"), RIVALS)

    assert sum(isinstance(answer, Entry) for answer in answers) == 7
    assert sum(isinstance(answer, InsufficientFunds) for answer in answers) == RIVALS - 7
    assert balance_of(wallet()) == 0
    assert balance_of(RECEIPTS) == 7_000
    assert find_drift() == []


def test_fifty_retries_of_one_entry_book_it_once():
    answers = together(lambda number: transfer(wallet(), CLEARING, 1_000, key="capture:1"), RIVALS)

    assert len({answer.pk for answer in answers}) == 1
    assert balance_of(wallet()) == 1_000


def test_wallets_that_pay_each_other_never_wait_in_a_circle():
    wallets = [wallet(str(number)) for number in range(6)]
    post_entries(entries=[draft(one, CLEARING, 100_000) for one in wallets])

    def pay_around(number: int):
        giver, taker, third = random.Random(number).sample(wallets, 3)
        return post_entries(entries=[draft(taker, giver, 10), draft(third, taker, 10), draft(giver, third, 10)])

    answers = together(pay_around, RIVALS)

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert [balance_of(one) for one in wallets] == [100_000] * 6
    assert find_drift() == []


def test_snapshots_taken_in_the_rush_lose_nothing():
    def sell_or_snap(number: int):
        return take_snapshots() if number % 5 == 0 else transfer(RECEIPTS, CLEARING, 100, key=f"capture:{number}")

    together(sell_or_snap, RIVALS)
    take_snapshots()

    assert balance_of(RECEIPTS) == 40 * 100
    assert find_drift() == []
