"""Many at once: nobody spends twice, nothing is lost, nobody waits in a circle."""

import random
import threading

import pytest
from django.db import transaction

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds, PeriodClosed, PeriodInUse, PeriodNotOver
from commerce.money.ledger.models import Entry, Period
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import close_period, count_days, post_entries, take_snapshots
from tests.commerce.money.books import CLEARING, RECEIPTS, draft, together, transfer, wallet
from tests.commerce.money.ledger.days import ACCOUNTANT, AZAR, booked

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


def test_a_month_is_closed_once_and_holds_whatever_was_booked_in_the_rush():
    booked(RECEIPTS, CLEARING, 1, AZAR)

    def close_or_book(number: int):
        if number % 10 == 0:
            return close_period(actor=ACCOUNTANT)
        if number % 2:
            return booked(RECEIPTS, CLEARING, 100, AZAR, key=f"late:{number}")
        return transfer(RECEIPTS, CLEARING, 7, key=f"live:{number}")

    answers = together(close_or_book, RIVALS)
    while Period.objects.filter(month=9).count() == 0:
        close_period(actor=ACCOUNTANT)

    azar = Period.objects.get(month=9)
    in_time = Entry.objects.filter(booked_on__lte=azar.last_day)
    assert azar.entries == in_time.count()
    assert Entry.objects.filter(key__startswith="live:").count() == sum(
        1 for number in range(RIVALS) if number % 10 and number % 2 == 0
    )
    unexpected = [
        answer
        for answer in answers
        if isinstance(answer, Exception) and not isinstance(answer, PeriodClosed | PeriodInUse | PeriodNotOver)
    ]
    assert unexpected == []
    assert find_drift() == []


def test_whoever_is_still_booking_in_a_month_keeps_it_open():
    booked(RECEIPTS, CLEARING, 1, AZAR)
    begun, over = threading.Event(), threading.Event()

    def book_slowly(_number: int):
        with transaction.atomic():
            booked(RECEIPTS, CLEARING, 100, AZAR, key="slow")
            begun.set()
            over.wait(30)

    slow = threading.Thread(target=together, args=[book_slowly, 1])
    slow.start()
    begun.wait(30)
    with pytest.raises(PeriodInUse):
        close_period(actor=ACCOUNTANT)
    over.set()
    slow.join()

    assert close_period(actor=ACCOUNTANT).entries == 2


def test_whoever_comes_while_a_month_is_being_closed_waits_and_is_refused():
    booked(RECEIPTS, CLEARING, 1, AZAR)
    closing = threading.Event()

    def come_late(_number: int):
        closing.wait(30)
        return booked(RECEIPTS, CLEARING, 100, AZAR, key="late")

    answers: list[object] = []
    comer = threading.Thread(target=lambda: answers.extend(together(come_late, 1)))
    comer.start()
    with transaction.atomic():
        close_period(actor=ACCOUNTANT)
        closing.set()
        transfer(RECEIPTS, CLEARING, 7, key="live")
    comer.join()

    assert [type(answer) for answer in answers] == [PeriodClosed]
    assert find_drift() == []


def test_days_counted_in_the_rush_are_counted_once():
    def sell_or_count(number: int):
        return count_days() if number % 5 == 0 else transfer(RECEIPTS, CLEARING, 100, key=f"capture:{number}")

    answers = together(sell_or_count, RIVALS)

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert find_drift() == []
