"""Balances of busy accounts, kept up to the last moment that no running transaction can still change."""

from django.db import connection

TAKE = """
    INSERT INTO ledger_snapshot (account_id, balance, horizon, taken_at)
    SELECT account.id, coalesce(old.balance, 0) + account.side * since.total, until.horizon, now()
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon) until
    CROSS JOIN ledger_account account
    LEFT JOIN ledger_snapshot old ON old.account_id = account.id
    CROSS JOIN LATERAL (
        SELECT sum(posting.amount) AS total FROM ledger_posting posting
        WHERE posting.account_id = account.id
          AND posting.xid >= coalesce(old.horizon, '0'::xid8) AND posting.xid < until.horizon
    ) since
    WHERE NOT account.is_inline AND since.total IS NOT NULL
    ORDER BY account.id
    ON CONFLICT (account_id) DO UPDATE
    SET balance = excluded.balance, horizon = excluded.horizon, taken_at = excluded.taken_at
    WHERE ledger_snapshot.horizon < excluded.horizon
"""


def take_snapshots() -> int:
    """Bring the snapshots up to date; answers how many accounts had moved since."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE)
        return int(cursor.rowcount)
