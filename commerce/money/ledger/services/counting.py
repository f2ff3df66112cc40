"""Counting what moved by day, up to the last moment that no running transaction can still change."""

from typing import Final

from django.db import connection, transaction

from commerce.money.ledger import locks

# The days follow from the postings of transactions between the mark and `horizon`; the mark then moves there.
COUNT: Final = """
    WITH moved AS MATERIALIZED (
        SELECT posting.account_id, posting.booked_on AS day,
               sum(greatest(posting.amount, 0)) AS debit, sum(greatest(-posting.amount, 0)) AS credit
        FROM ledger_posting posting WHERE posting.xid >= %(mark)s::xid8 AND posting.xid < %(horizon)s::xid8
        GROUP BY posting.account_id, posting.booked_on
    ), kinds AS (
        INSERT INTO ledger_kindday (kind, day, debit, credit)
        SELECT account.kind, moved.day, sum(moved.debit), sum(moved.credit)
        FROM moved JOIN ledger_account account ON account.id = moved.account_id GROUP BY account.kind, moved.day
        ON CONFLICT (day, kind) DO UPDATE
        SET debit = ledger_kindday.debit + excluded.debit, credit = ledger_kindday.credit + excluded.credit
    )
    INSERT INTO ledger_accountday (account_id, day, debit, credit)
    SELECT account_id, day, debit, credit FROM moved
    ON CONFLICT (account_id, day) DO UPDATE
    SET debit = ledger_accountday.debit + excluded.debit, credit = ledger_accountday.credit + excluded.credit
"""
FORGET: Final = "DELETE FROM ledger_accountday; DELETE FROM ledger_kindday; UPDATE ledger_daymark SET horizon = '0'"


@transaction.atomic
def count_days() -> int:
    """Bring the totals of the days up to date; answers how many days of accounts had moved since."""
    mark = locks.stop_counting_days()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())")
        horizon = int(cursor.fetchone()[0])
        if horizon <= mark:
            return 0
        cursor.execute(COUNT, {"mark": str(mark), "horizon": str(horizon)})
        counted = int(cursor.rowcount)
        cursor.execute("UPDATE ledger_daymark SET horizon = %s", [str(horizon)])
        return counted


@transaction.atomic
def recount_days() -> int:
    """Count all days again from the postings, as after a restore; answers how many days of accounts there are."""
    locks.stop_counting_days()
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
    return count_days()
