"""What must hold between the tables of money, asked set by set; higher apps add their own questions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from commerce.foundation.core.registries import Registry
from commerce.money.ledger.chart import CHART

SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that does not hold, and where."""

    check: str
    finding: str


_checks: Registry[str] = Registry("drift check")


def drift_check(name: str, *, finds: str) -> None:
    """Ask a SELECT of one text column with every `ledger_check`; each of its rows is a drift."""
    _checks.add(name, finds)


def _quietly(done: int, total: int) -> None:
    """Nobody looks how far it is."""


def find_drift(tell: Callable[[int, int], None] = _quietly) -> list[Drift]:
    """All that does not hold, the first few findings of each check; nothing when the books are in order.

    `tell` hears after each check how many are done, of how many.
    """
    drifts: list[Drift] = []
    checks = _checks.items()
    for place, (name, statement) in enumerate(checks, start=1):
        drifts += [Drift(name, finding) for finding in _findings(statement)]
        tell(place, len(checks))
    return drifts


def find_drift_of_days(first: date, last: date) -> list[Drift]:
    """What does not hold of the entries of some days."""
    days = {"first": first, "last": last}
    return [Drift(name, finding) for name, sql in CHECKS_OF_DAYS.items() for finding in _findings(sql, days)]


def _findings(statement: str, values: dict[str, Any] | None = None) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [str(row[0]) for row in cursor.fetchmany(SHOWN)]


CHECKS_OF_DAYS: Final = {
    "entries sum to zero": """
        SELECT format('entry %%s (%%s) is off by %%s', entry.id, entry.key, coalesce(sum(posting.amount), 0))
        FROM ledger_entry entry LEFT JOIN ledger_posting posting ON posting.entry_id = entry.id
        WHERE entry.booked_on BETWEEN %(first)s AND %(last)s
        GROUP BY entry.id HAVING coalesce(sum(posting.amount), 0) <> 0 OR count(posting.id) = 0
    """,
    "postings are on the days of their entries": """
        SELECT format('posting %%s is on %%s, its entry on %%s', posting.id, posting.booked_on, entry.booked_on)
        FROM ledger_entry entry JOIN ledger_posting posting ON posting.entry_id = entry.id
        WHERE entry.booked_on BETWEEN %(first)s AND %(last)s AND posting.booked_on <> entry.booked_on
    """,
    "days follow postings": """
        WITH mark AS (SELECT horizon FROM ledger_daymark), counted AS (
            SELECT posting.account_id, posting.booked_on AS day,
                   sum(greatest(posting.amount, 0)) AS debit, sum(greatest(-posting.amount, 0)) AS credit
            FROM ledger_posting posting JOIN ledger_entry entry ON entry.id = posting.entry_id, mark
            WHERE entry.booked_on BETWEEN %(first)s AND %(last)s AND posting.xid < mark.horizon
            GROUP BY 1, 2
        ), kept AS (
            SELECT account_id, day, debit, credit FROM ledger_accountday WHERE day BETWEEN %(first)s AND %(last)s
        )
        SELECT format('account %%s on %%s: kept %%s/%%s, its postings %%s/%%s', account_id, day,
                      kept.debit, kept.credit, counted.debit, counted.credit)
        FROM counted FULL JOIN kept USING (account_id, day)
        WHERE (counted.debit, counted.credit) IS DISTINCT FROM (kept.debit, kept.credit)
    """,
}


def _chart_rows() -> str:
    rows = (f"('{kind.code}', {kind.side:d}, {kind.inline}, {_or_null(kind.floor)})" for kind in CHART.values())
    return ", ".join(rows)


def _or_null(floor: int | None) -> str:
    return "NULL::bigint" if floor is None else str(floor)


drift_check(
    "entries sum to zero",
    finds="""
        SELECT format('entry %s is off by %s', entry_id, sum(amount))
        FROM ledger_posting GROUP BY entry_id HAVING sum(amount) <> 0
    """,
)
drift_check(
    "entries have postings",
    finds="""
        SELECT format('entry %s (%s) is empty', entry.id, entry.key) FROM ledger_entry entry
        WHERE NOT EXISTS (SELECT FROM ledger_posting posting WHERE posting.entry_id = entry.id)
    """,
)
drift_check(
    "postings have accounts",
    finds="""
        SELECT format('posting %s names account %s', posting.id, account_id) FROM ledger_posting posting
        WHERE NOT EXISTS (SELECT FROM ledger_account account WHERE account.id = posting.account_id)
    """,
)
drift_check(
    "inline balances follow postings",
    finds="""
        SELECT format('account %s (%s %s:%s) says %s, its postings %s', account.id, kind, owner_kind, owner_ref,
                      account.balance, account.side * coalesce(moved.total, 0))
        FROM ledger_account account
        LEFT JOIN (SELECT account_id, sum(amount) AS total FROM ledger_posting GROUP BY account_id) moved
        ON moved.account_id = account.id
        WHERE account.is_inline AND account.balance <> account.side * coalesce(moved.total, 0)
    """,
)
drift_check(
    "snapshots follow postings",
    finds="""
        SELECT format('snapshot of account %s says %s, its postings %s', account_id, balance, counted)
        FROM (
            SELECT snapshot.account_id, snapshot.balance, account.side * coalesce(sum(posting.amount), 0) AS counted
            FROM ledger_snapshot snapshot
            JOIN ledger_account account ON account.id = snapshot.account_id
            LEFT JOIN ledger_posting posting
            ON posting.account_id = snapshot.account_id AND posting.xid < snapshot.horizon
            GROUP BY snapshot.id, account.id
        ) compared
        WHERE balance <> counted
    """,
)
drift_check(
    "snapshots are of this cluster",
    finds="""
        SELECT format('snapshot of account %s reaches beyond the present: run ledger_rebuild', account_id)
        FROM ledger_snapshot WHERE horizon > pg_snapshot_xmax(pg_current_snapshot())
    """,
)
drift_check(
    "days of accounts follow postings",
    finds="""
        WITH mark AS (SELECT horizon FROM ledger_daymark), counted AS (
            SELECT account_id, booked_on AS day, sum(greatest(amount, 0)) AS debit, sum(greatest(-amount, 0)) AS credit
            FROM ledger_posting, mark WHERE xid < mark.horizon GROUP BY 1, 2
        )
        SELECT format('account %s on %s: kept %s/%s, its postings %s/%s', account_id, day, kept.debit, kept.credit,
                      counted.debit, counted.credit)
        FROM counted FULL JOIN ledger_accountday kept USING (account_id, day)
        WHERE (counted.debit, counted.credit) IS DISTINCT FROM (kept.debit, kept.credit)
    """,
)
drift_check(
    "days of kinds follow days of accounts",
    finds="""
        WITH summed AS (
            SELECT account.kind, one.day, sum(one.debit) AS debit, sum(one.credit) AS credit
            FROM ledger_accountday one JOIN ledger_account account ON account.id = one.account_id GROUP BY 1, 2
        )
        SELECT format('%s on %s: kept %s/%s, its accounts %s/%s', kind, day, kept.debit, kept.credit,
                      summed.debit, summed.credit)
        FROM summed FULL JOIN ledger_kindday kept USING (kind, day)
        WHERE (summed.debit, summed.credit) IS DISTINCT FROM (kept.debit, kept.credit)
    """,
)
drift_check(
    "days are of this cluster",
    finds="""
        SELECT 'the mark of the days reaches beyond the present: run ledger_rebuild'
        FROM ledger_daymark WHERE horizon > pg_snapshot_xmax(pg_current_snapshot())
    """,
)
drift_check(
    "postings are on the days of their entries",
    finds="""
        SELECT format('posting %s is on %s, its entry on %s', posting.id, posting.booked_on, entry.booked_on)
        FROM ledger_posting posting JOIN ledger_entry entry ON entry.id = posting.entry_id
        WHERE posting.booked_on <> entry.booked_on
    """,
)
drift_check(
    "closed months are as they were",
    finds="""
        SELECT format('month %s/%s has %s entries, closed with %s', period.year, period.month, counted.entries,
                      period.entries)
        FROM ledger_period period CROSS JOIN LATERAL (
            SELECT count(*) AS entries FROM ledger_entry entry
            WHERE entry.booked_on BETWEEN period.first_day AND period.last_day
        ) counted
        WHERE counted.entries <> period.entries
    """,
)
drift_check(
    "accounts are as the chart says",
    finds=f"""
        SELECT format('account %s (%s) is not as the chart says', account.id, account.kind)
        FROM ledger_account account
        LEFT JOIN (VALUES {_chart_rows()}) AS chart (kind, side, inline, floor) USING (kind)
        WHERE (account.side, account.is_inline) IS DISTINCT FROM (chart.side, chart.inline)
           OR account.floor IS DISTINCT FROM chart.floor
    """,  # noqa: S608  the chart is ours
)
drift_check(
    "guards are on",
    finds="""
        SELECT format('trigger %s is missing or off', guard)
        FROM unnest(ARRAY[
            'ledger_posted', 'ledger_posting_is_written_once', 'ledger_entry_is_written_once',
            'ledger_account_stays', 'ledger_account_follows_postings',
            'ledger_posted_on_its_day', 'ledger_entered', 'ledger_period_stays'
        ]) AS guard
        WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = guard AND tgenabled IN ('O', 'A'))
    """,
)
