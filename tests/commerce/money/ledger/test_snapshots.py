"""A snapshot covers only what no running transaction can still change, so a balance is right at every moment."""

import time

import psycopg
import pytest
from django.db import connection

from commerce.money.ledger.models import Account, Entry, Snapshot
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef, take_snapshots
from commerce.money.ledger.tasks import take_snapshots as hourly
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer, wallet


@pytest.fixture
def stranger():
    """A second connection, whose transaction stays open until told."""
    with psycopg.connect(**connection.get_connection_params()) as other:
        yield other


def older_transactions_end() -> None:
    """Wait for whoever writes now, tests of other workers too: one server counts all their transactions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        (mine,) = cursor.fetchone()
        for _ in range(600):
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8", [str(mine)])
            if cursor.fetchone()[0]:
                return
            time.sleep(0.1)
    raise AssertionError("A transaction of another test did not end within a minute.")


def post_slowly(other: psycopg.Connection, amount: int) -> None:
    """Book without committing."""
    accounts = [Account.objects.get(kind=ref.kind).pk for ref in (CLEARING, RECEIPTS)]
    (entry,) = other.execute(
        "INSERT INTO ledger_entry (key, reason, cause_kind, cause_ref, booked_on, created_at)"
        " VALUES ('slow', 'r', 'c', '1', now(), now()) RETURNING id"
    ).fetchone()
    other.execute(
        "INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)"
        " VALUES (%s, %s, %s, CURRENT_DATE), (%s, %s, %s, CURRENT_DATE)",
        [entry, accounts[0], amount, entry, accounts[1], -amount],
    )


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_ends_after_the_snapshot_is_counted(stranger):
    transfer(RECEIPTS, CLEARING, 1_000)
    older_transactions_end()
    post_slowly(stranger, 50)
    transfer(RECEIPTS, CLEARING, 200)

    take_snapshots()

    assert Snapshot.objects.get(account__kind="receipts").balance == 1_000
    assert balance_of(RECEIPTS) == 1_200
    stranger.commit()
    assert balance_of(RECEIPTS) == 1_250
    older_transactions_end()
    take_snapshots()
    assert Snapshot.objects.get(account__kind="receipts").balance == 1_250
    assert balance_of(RECEIPTS) == 1_250


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_given_up_is_not_counted(stranger):
    transfer(RECEIPTS, CLEARING, 1_000)
    older_transactions_end()
    post_slowly(stranger, 50)
    take_snapshots()

    stranger.rollback()
    take_snapshots()

    assert balance_of(RECEIPTS) == 1_000
    assert not Entry.objects.filter(key="slow").exists()


@pytest.mark.django_db(transaction=True)
def test_only_accounts_that_moved_are_written_again():
    transfer(RECEIPTS, CLEARING, 1_000)
    older_transactions_end()
    assert hourly.delay().get() == 2

    transfer(AccountRef("commission"), RECEIPTS, 10)
    older_transactions_end()

    assert take_snapshots() == 2
    assert take_snapshots() == 0


@pytest.mark.django_db(transaction=True)
def test_inline_accounts_need_no_snapshot():
    transfer(wallet(), CLEARING, 1_000)
    older_transactions_end()
    take_snapshots()

    assert list(Snapshot.objects.values_list("account__kind", flat=True)) == ["gateway_clearing"]
