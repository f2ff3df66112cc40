"""The database keeps the books right even from whoever goes round the services."""

import pytest
from django.db import IntegrityError, connection, transaction

from commerce.money.ledger.models import Account, Entry, Posting
from commerce.money.ledger.selectors import balance_of
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer, wallet

pytestmark = pytest.mark.django_db


def run(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def ids(*refs) -> list[int]:
    return [Account.objects.get(kind=ref.kind, owner_ref=ref.owner_ref).pk for ref in refs]


def an_empty_entry(key: str = "raw") -> Entry:
    return Entry.objects.create(key=key, reason="r", cause_kind="c", cause_ref="1", booked_on="2026-01-01")


def test_an_entry_off_balance_is_refused():
    transfer(RECEIPTS, CLEARING, 10)
    clearing, receipts = ids(CLEARING, RECEIPTS)
    entry = an_empty_entry()

    with pytest.raises(IntegrityError, match="off balance by 1"):
        run(
            "INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)"
            " VALUES (%s, %s, 10, '2026-01-01'), (%s, %s, -9, '2026-01-01')",
            entry.pk, clearing, entry.pk, receipts,
        )  # fmt: skip


def test_one_entry_off_balance_spoils_all_of_the_statement():
    transfer(RECEIPTS, CLEARING, 10)
    clearing, receipts = ids(CLEARING, RECEIPTS)
    one, two = an_empty_entry("one"), an_empty_entry("two")

    with pytest.raises(IntegrityError, match="off balance"):
        run(
            "INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)"
            " VALUES (%s, %s, 10, '2026-01-01'), (%s, %s, -10, '2026-01-01')",
            one.pk, clearing, two.pk, receipts,
        )  # fmt: skip


def test_a_posting_is_on_the_day_of_its_entry():
    transfer(RECEIPTS, CLEARING, 10)
    clearing, receipts = ids(CLEARING, RECEIPTS)
    entry = an_empty_entry()

    with pytest.raises(IntegrityError, match="not on the day of its entry"):
        run(
            "INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)"
            " VALUES (%s, %s, 10, '2026-01-02'), (%s, %s, -10, '2026-01-02')",
            entry.pk, clearing, entry.pk, receipts,
        )  # fmt: skip


def test_nothing_is_added_to_an_entry_afterwards():
    entry = transfer(RECEIPTS, CLEARING, 10)
    clearing, receipts = ids(CLEARING, RECEIPTS)

    with pytest.raises(IntegrityError, match="has postings already"):
        run(
            "INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)"
            " VALUES (%s, %s, 5, '2026-01-01'), (%s, %s, -5, '2026-01-01')",
            entry.pk, clearing, entry.pk, receipts,
        )  # fmt: skip


def test_a_posting_names_an_account_that_exists():
    entry = an_empty_entry()

    with pytest.raises(IntegrityError, match="does not exist"):
        run(
            "INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)"
            " VALUES (%s, 0, 5, '2026-01-01'), (%s, 0, -5, '2026-01-01')",
            entry.pk, entry.pk,
        )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_posting SET amount = 1",
        "DELETE FROM ledger_posting",
        "TRUNCATE ledger_posting",
        "UPDATE ledger_entry SET reason = 'other'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry CASCADE",
        "UPDATE ledger_account SET balance = 1000000 WHERE is_inline",
        "UPDATE ledger_account SET floor = -1000000 WHERE is_inline",
        "DELETE FROM ledger_account",
    ],
)
def test_what_is_booked_stays(statement):
    transfer(wallet(), CLEARING, 10)
    run("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="is refused: the ledger is corrected by counter-entries"):
        run(statement)

    assert balance_of(wallet()) == 10
    assert Posting.objects.count() == 2


def test_the_trigger_itself_keeps_the_floor():
    transfer(wallet(), CLEARING, 10)
    mina, clearing = ids(wallet(), CLEARING)
    entry = an_empty_entry()

    with pytest.raises(IntegrityError, match="ledger_account_not_below_floor"):
        run(
            "INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)"
            " VALUES (%s, %s, 11, '2026-01-01'), (%s, %s, -11, '2026-01-01')",
            entry.pk, mina, entry.pk, clearing,
        )  # fmt: skip
