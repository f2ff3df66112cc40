"""What accounts hold."""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db import connection

from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.models import Account

BALANCES: Final = """
    SELECT account.kind, account.owner_kind, account.owner_ref, CASE
        WHEN account.is_inline THEN account.balance
        ELSE coalesce(snapshot.balance, 0) + account.side * coalesce((
            SELECT sum(posting.amount) FROM ledger_posting posting
            WHERE posting.account_id = account.id AND posting.xid >= coalesce(snapshot.horizon, '0'::xid8)
        ), 0) END
    FROM unnest(%s::text[], %s::text[], %s::text[]) AS wanted (kind, owner_kind, owner_ref)
    JOIN ledger_account account USING (kind, owner_kind, owner_ref)
    LEFT JOIN ledger_snapshot snapshot ON snapshot.account_id = account.id
"""
BALANCES_ON: Final = """
    SELECT account.id, account.side * (
        coalesce((
            SELECT sum(counted.debit - counted.credit) FROM ledger_accountday counted
            WHERE counted.account_id = account.id AND counted.day <= %(day)s
        ), 0) + coalesce((
            SELECT sum(posting.amount) FROM ledger_posting posting
            WHERE posting.account_id = account.id AND posting.booked_on <= %(day)s
              AND posting.xid >= (SELECT horizon FROM ledger_daymark)
        ), 0)
    )
    FROM ledger_account account WHERE account.id = ANY(%(ids)s)
"""


def balance_of(ref: AccountRef) -> int:
    """What an account holds in rials, positive on its own side: a wallet with money is above zero."""
    return balances_of([ref])[ref]


def balances_of(refs: Collection[AccountRef]) -> dict[AccountRef, int]:
    """What several accounts hold, in one question; an account nobody has posted to holds nothing."""
    columns = [[ref.kind for ref in refs], [ref.owner_kind for ref in refs], [ref.owner_ref for ref in refs]]
    with connection.cursor() as cursor:
        cursor.execute(BALANCES, columns)
        found = {AccountRef(*ref): int(balance) for *ref, balance in cursor.fetchall()}
    return {ref: found.get(ref, 0) for ref in refs}


def balances_on(*, accounts: Collection[Account], day: date) -> dict[int, int]:
    """What accounts held at the end of a day, by their ids: the days counted so far and the postings since."""
    with connection.cursor() as cursor:
        cursor.execute(BALANCES_ON, {"ids": [account.pk for account in accounts], "day": day})
        return {account_id: int(balance) for account_id, balance in cursor.fetchall()}
