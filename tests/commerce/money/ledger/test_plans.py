"""Reads of busy accounts stay reads of an index, whatever has been booked."""

import pytest
from django.db import connection

from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors.balances import BALANCES
from commerce.money.ledger.selectors.statements import BEGINNING, END, STATEMENT
from commerce.money.ledger.selectors.trial import TURNOVER
from commerce.money.ledger.services import count_days, post_entries, take_snapshots
from tests.commerce.money.books import CLEARING, RECEIPTS, draft
from tests.commerce.money.ledger.test_snapshots import older_transactions_end


@pytest.fixture
def busy(transactional_db):
    post_entries(entries=[draft(RECEIPTS, CLEARING, number) for number in range(1, 3_001)])
    older_transactions_end()
    take_snapshots()
    count_days()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_posting, ledger_entry, ledger_account, ledger_snapshot, ledger_accountday")
    return Account.objects.get(kind="receipts")


def plan(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS off, TIMING off) {statement}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_a_balance_reads_its_snapshot_and_the_postings_since(busy):
    told = plan(BALANCES, [["receipts"], ["platform"], ["platform"]])

    assert "Index" in told
    assert "Seq Scan on ledger_posting" not in told


def test_a_page_of_a_statement_reads_no_more_postings_than_it_shows(busy):
    values = {"account": busy.pk, "since": BEGINNING, "until": END, "day": END, "id": 0, "limit": 51}

    told = plan(STATEMENT, values)

    assert "ledger_posting_by_day" in told
    assert "Seq Scan on ledger_posting" not in told


def test_a_trial_balance_reads_days_and_the_postings_since(busy):
    told = plan(TURNOVER, {"since": BEGINNING, "until": END})

    assert "ledger_posting_uncounted" in told
    assert "Seq Scan on ledger_posting" not in told
