"""Reads of the ledger."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.models import Entry, Posting

BALANCES = """
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
TRIAL_BALANCE = """
    SELECT account.kind, sum(greatest(moved.total, 0)), sum(greatest(-moved.total, 0))
    FROM (SELECT account_id, sum(amount) AS total FROM ledger_posting GROUP BY account_id) moved
    JOIN ledger_account account ON account.id = moved.account_id
    GROUP BY account.kind ORDER BY account.kind
"""


@dataclass(frozen=True, slots=True)
class TrialLine:
    """What all accounts of a kind stand at: those in debit and those in credit, each summed."""

    kind: str
    debit: int
    credit: int


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


def entries_of(ref: AccountRef) -> QuerySet[Posting]:
    """The statement of an account, newest first: its postings, each with its entry."""
    of_account = Posting.objects.filter(
        account__kind=ref.kind, account__owner_kind=ref.owner_kind, account__owner_ref=ref.owner_ref
    )
    return of_account.select_related("entry", "account").order_by("-id")


def entry_of(key: str) -> Entry | None:
    """The entry booked under a key."""
    return Entry.objects.filter(key=key).first()


def trial_balance() -> list[TrialLine]:
    """Debits and credits by kind of account, over all time; their totals are equal."""
    with connection.cursor() as cursor:
        cursor.execute(TRIAL_BALANCE)
        return [TrialLine(kind, int(debit), int(credit)) for kind, debit, credit in cursor.fetchall()]
