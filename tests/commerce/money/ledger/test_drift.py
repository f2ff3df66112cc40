"""`ledger_check` finds what someone with the database in hand has bent, and `ledger_rebuild` counts again."""

import pytest
from django.core.management import call_command
from django.db import connection

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.models import Account, Entry, Posting, Snapshot
from commerce.money.ledger.selectors import balance_of
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer, wallet

pytestmark = pytest.mark.django_db


@pytest.fixture
def bend():
    """Change the books with the guards off, as nobody may; constraints stay."""

    def bend(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = origin")

    transfer(wallet(), CLEARING, 1_000)
    transfer(RECEIPTS, CLEARING, 400)
    return bend


def test_good_books_are_in_order(bend, capsys):
    call_command("ledger_check")

    assert "in order" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE ledger_account SET balance = 999 WHERE is_inline", {"inline balances follow postings"}),
        (
            "UPDATE ledger_posting SET amount = -999 WHERE amount = -1000",
            {"entries sum to zero", "inline balances follow postings"},
        ),
        (
            "INSERT INTO ledger_entry (key, reason, cause_kind, cause_ref, booked_on, created_at)"
            " VALUES ('k', 'r', 'c', '1', now(), now())",
            {"entries have postings"},
        ),
        ("DELETE FROM ledger_account WHERE kind = 'receipts'", {"postings have accounts"}),
        ("UPDATE ledger_account SET floor = -5 WHERE is_inline", {"accounts are as the chart says"}),
        ("UPDATE ledger_account SET kind = 'pocket' WHERE kind = 'receipts'", {"accounts are as the chart says"}),
        ("ALTER TABLE ledger_posting DISABLE TRIGGER ledger_posted", {"guards are on"}),
        (
            "INSERT INTO ledger_snapshot (account_id, balance, horizon, taken_at)"
            " SELECT id, 1399, pg_snapshot_xmin(pg_current_snapshot()), now()"
            " FROM ledger_account WHERE kind = 'gateway_clearing'",
            {"snapshots follow postings"},
        ),
        (
            "INSERT INTO ledger_snapshot (account_id, balance, horizon, taken_at)"
            " SELECT id, 1400, '9223372036854775807', now() FROM ledger_account WHERE kind = 'gateway_clearing'",
            {"snapshots are of this cluster"},
        ),
    ],
)
def test_what_was_bent_is_found(bend, capsys, damage, found):
    bend(damage)

    with pytest.raises(SystemExit) as ended:
        call_command("ledger_check")

    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert {line.split(":")[0] for line in said.splitlines()} == found


def test_a_rebuild_counts_every_balance_again(bend):
    bend("UPDATE ledger_account SET balance = 5 WHERE is_inline")
    Snapshot.objects.create(account=Account.objects.get(kind="receipts"), balance=7, horizon=9223372036854775807)

    call_command("ledger_rebuild")

    assert balance_of(wallet()) == 1_000
    assert balance_of(RECEIPTS) == 400
    assert find_drift() == []
    assert (Entry.objects.count(), Posting.objects.count()) == (2, 4)


def test_after_a_rebuild_the_balances_are_guarded_again(bend):
    call_command("ledger_rebuild")

    with connection.cursor() as cursor, pytest.raises(Exception, match="is refused"):
        cursor.execute("UPDATE ledger_account SET balance = 5 WHERE is_inline")
