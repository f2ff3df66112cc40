"""Trial balances of days and statements with a running balance, counted or not counted yet."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.models import Account, AccountDay, KindDay
from commerce.money.ledger.selectors import (
    Place,
    balance_before,
    balances_on,
    statement_of,
    trial_balance_of_days,
)
from commerce.money.ledger.services import count_days, rebuild
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer, wallet
from tests.commerce.money.ledger.days import AZAR, DEY, END_OF_AZAR, booked
from tests.commerce.money.ledger.test_snapshots import older_transactions_end


def account_of(ref):
    return Account.objects.get(kind=ref.kind, owner_kind=ref.owner_kind, owner_ref=ref.owner_ref)


def a_story():
    """Mina gets 500 in Azar, spends 200 on its last day and 100 in Dey."""
    booked(wallet(), CLEARING, 500, AZAR, key="top-up")
    booked(RECEIPTS, wallet(), 200, END_OF_AZAR, key="first")
    booked(RECEIPTS, wallet(), 100, DEY, key="second")


def shown(**days):
    """What of the trial balance is not empty: (opening, debit, credit, closing) by kind, debit +."""
    lines = trial_balance_of_days(**days)
    assert sum(line.closing for line in lines) == 0
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines)
    return {
        line.kind.code: (line.opening, line.debit, line.credit, line.closing)
        for line in lines
        if line.opening or line.debit or line.credit
    }


OF_DEY = {
    "gateway_clearing": (500, 0, 0, 500),
    "wallet": (-300, 100, 0, -200),
    "receipts": (-200, 0, 100, -300),
}
OF_AZAR = {"gateway_clearing": (0, 500, 0, 500), "wallet": (0, 200, 500, -300), "receipts": (0, 0, 200, -200)}


@pytest.mark.django_db
def test_what_is_not_counted_yet_is_in_the_trial_balance():
    a_story()

    assert shown(since=date(2025, 12, 22), until=date(2026, 1, 20)) == OF_DEY
    assert shown(until=date(2025, 12, 21)) == OF_AZAR
    assert not KindDay.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_days_are_counted_once_and_give_the_same():
    a_story()
    older_transactions_end()

    # Three accounts, and two of them on each of two further days, as the wallet and what it pays.
    assert count_days() == 6
    assert count_days() == 0
    transfer(RECEIPTS, CLEARING, 7)

    assert shown(since=date(2025, 12, 22), until=date(2026, 1, 20)) == OF_DEY
    assert shown(until=date(2025, 12, 21)) == OF_AZAR
    assert shown(until=date.max)["gateway_clearing"] == (0, 507, 0, 507)
    assert find_drift() == []
    older_transactions_end()
    assert rebuild() == 0
    assert shown(until=date.max)["receipts"] == (0, 0, 307, -307)
    assert AccountDay.objects.count() == 8
    assert find_drift() == []


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_statement_runs_from_balance_to_balance(counted):
    a_story()
    if counted:
        older_transactions_end()
        count_days()
    mina = account_of(wallet())

    lines = statement_of(account=mina).lines

    assert [(line.key, line.debit, line.credit, line.balance) for line in lines] == [
        ("second", 100, 0, 200),
        ("first", 200, 0, 300),
        ("top-up", 0, 500, 500),
    ]
    assert balance_before(account=mina, day=date(2025, 12, 22)) == 300
    assert balances_on(accounts=[mina], day=date(2025, 12, 20)) == {mina.pk: 500}


@pytest.mark.django_db
def test_a_statement_of_some_days_begins_with_what_was_there():
    a_story()

    azar = statement_of(account=account_of(wallet()), until=date(2025, 12, 21)).lines
    dey = statement_of(account=account_of(wallet()), since=date(2025, 12, 22)).lines

    assert [(line.key, line.balance) for line in azar] == [("first", 300), ("top-up", 500)]
    assert [(line.key, line.balance) for line in dey] == [("second", 200)]


@pytest.mark.django_db
def test_pages_of_a_statement_follow_on_and_each_is_one_question():
    for number in range(1, 8):
        transfer(wallet(), CLEARING, number, key=f"t{number}")
    mina, found, place = account_of(wallet()), [], None

    while True:
        with CaptureQueriesContext(connection) as queries:
            page = statement_of(account=mina, before=place, limit=3)
        assert len(queries) == 1
        found += [(line.key, line.balance) for line in page.lines]
        if page.older is None:
            break
        place = Place.read(str(page.older))

    assert found == [("t7", 28), ("t6", 21), ("t5", 15), ("t4", 10), ("t3", 6), ("t2", 3), ("t1", 1)]


@pytest.mark.parametrize("text", ["", "x", "2025-01-01", "2025-01-01.x", "yesterday.5"])
def test_a_place_that_was_made_up_is_none(text):
    assert Place.read(text) is None


@pytest.mark.django_db
def test_an_account_without_lines_has_an_empty_statement():
    a_story()

    statement = statement_of(account=account_of(wallet()), until=date(2020, 1, 1))

    assert (statement.lines, statement.older) == ([], None)
