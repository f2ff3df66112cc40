"""What must hold between the tables of money, asked set by set; higher apps add their own questions."""

from dataclasses import dataclass
from typing import Final

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


def find_drift() -> list[Drift]:
    """All that does not hold, the first few findings of each check; nothing when the books are in order."""
    return [Drift(name, finding) for name, statement in _checks.items() for finding in _findings(statement)]


def _findings(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [str(row[0]) for row in cursor.fetchmany(SHOWN)]


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
            'ledger_account_stays', 'ledger_account_follows_postings'
        ]) AS guard
        WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = guard AND tgenabled IN ('O', 'A'))
    """,
)
