"""Balances from the postings alone."""

from django.db import connection, transaction

from commerce.money.ledger import locks
from commerce.money.ledger.models import Snapshot
from commerce.money.ledger.services.counting import recount_days
from commerce.money.ledger.services.snapshots import take_snapshots

# The one way round the trigger that keeps everybody else from writing balances.
ALLOW = "SELECT set_config('ledger.rebuilding', 'on', true)"
FORBID = "SELECT set_config('ledger.rebuilding', '', true)"
REBUILD = """
    UPDATE ledger_account account SET balance = counted.balance
    FROM (
        SELECT account.id, account.side * coalesce(moved.total, 0) AS balance
        FROM ledger_account account
        LEFT JOIN (SELECT account_id, sum(amount) AS total FROM ledger_posting GROUP BY account_id) moved
        ON moved.account_id = account.id
        WHERE account.is_inline
    ) counted
    WHERE counted.id = account.id AND counted.balance <> account.balance
"""


@transaction.atomic
def rebuild() -> int:
    """Count every balance again from the postings while nobody posts; answers how many were wrong.

    Snapshots are taken and days counted afresh, which a dump restored into another cluster needs: its transaction ids
    start anew.
    """
    locks.stop_posting()
    with connection.cursor() as cursor:
        cursor.execute(ALLOW)
        cursor.execute(REBUILD)
        corrected = int(cursor.rowcount)
        cursor.execute(FORBID)
    Snapshot.objects.all().delete()
    take_snapshots()
    recount_days()
    return corrected
