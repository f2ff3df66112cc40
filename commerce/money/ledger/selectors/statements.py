"""The statement of an account: its postings with the balance after each, a page in one indexed read."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from commerce.money.ledger.models import Account

BEGINNING, END = date.min, date.max
PAGE: Final = 50

# The balance after the newest line of the page: days before it, postings not counted in days yet, and its own day.
BALANCE_AFTER: Final = """
    account.side * (
        coalesce((
            SELECT sum(counted.debit - counted.credit) FROM ledger_accountday counted
            WHERE counted.account_id = account.id AND counted.day < newest.booked_on
        ), 0) + coalesce((
            SELECT sum(posting.amount) FROM ledger_posting posting
            WHERE posting.account_id = account.id AND posting.booked_on < newest.booked_on
              AND posting.xid >= (SELECT horizon FROM ledger_daymark)
        ), 0) + coalesce((
            SELECT sum(posting.amount) FROM ledger_posting posting
            WHERE posting.account_id = account.id AND posting.booked_on = newest.booked_on AND posting.id <= newest.id
        ), 0)
    )
"""
STATEMENT: Final = f"""
    WITH page AS (
        SELECT posting.id, posting.booked_on, posting.amount, posting.entry_id FROM ledger_posting posting
        WHERE posting.account_id = %(account)s AND posting.booked_on BETWEEN %(since)s AND %(until)s
          AND (posting.booked_on, posting.id) < (%(day)s, %(id)s)
        ORDER BY posting.booked_on DESC, posting.id DESC LIMIT %(limit)s
    ), newest AS (
        SELECT booked_on, id FROM page ORDER BY booked_on DESC, id DESC LIMIT 1
    ), anchor AS MATERIALIZED (
        SELECT account.side, {BALANCE_AFTER} AS balance
        FROM newest CROSS JOIN ledger_account account WHERE account.id = %(account)s
    )
    SELECT page.id, page.booked_on, page.amount, entry.id, entry.key, entry.reason, entry.cause_kind, entry.cause_ref,
           entry.created_at, anchor.side, anchor.balance
    FROM page JOIN ledger_entry entry ON entry.id = page.entry_id CROSS JOIN anchor
    ORDER BY page.booked_on DESC, page.id DESC
"""  # noqa: S608  the parts are ours
BALANCE_BEFORE: Final = f"""
    SELECT {BALANCE_AFTER} FROM ledger_account account
    CROSS JOIN (SELECT %(day)s::date AS booked_on, 0::bigint AS id) newest WHERE account.id = %(account)s
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a statement ends; older lines come after it."""

    day: date
    posting_id: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.posting_id}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """A place as written in an address; None where it is not one."""
        day, _dot, posting_id = text.partition(".")
        try:
            return cls(date.fromisoformat(day), int(posting_id))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One posting of the account, with the balance after it on the account's own side."""

    posting_id: int
    booked_on: date
    amount: int
    entry_id: int
    key: str
    reason: str
    cause_kind: str
    cause_ref: str
    created_at: Any
    balance: int

    @property
    def debit(self) -> int:
        return max(self.amount, 0)

    @property
    def credit(self) -> int:
        return max(-self.amount, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """A page of lines, newest first, and where older ones go on."""

    lines: list[StatementLine]
    older: Place | None


def statement_of(
    *,
    account: Account,
    since: date | None = None,
    until: date | None = None,
    before: Place | None = None,
    limit: int = PAGE,
) -> Statement:
    """A page of an account's statement within some days, from its newest line or from a place on."""
    start = before or Place(END, 0)
    values: dict[str, int | date] = {
        "account": account.pk,
        "since": since or BEGINNING,
        "until": until or END,
        "day": start.day,
        "id": start.posting_id,
        "limit": limit + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        lines = _with_balances(cursor.fetchall())
    page = lines[:limit]
    older = Place(page[-1].booked_on, page[-1].posting_id) if len(lines) > limit else None
    return Statement(page, older)


def balance_before(*, account: Account, day: date) -> int:
    """What an account held when a day began."""
    with connection.cursor() as cursor:
        cursor.execute(BALANCE_BEFORE, {"account": account.pk, "day": day})
        return int(cursor.fetchone()[0])


def _with_balances(rows: list[tuple[Any, ...]]) -> list[StatementLine]:
    lines = []
    balance = int(rows[0][-1]) if rows else 0
    for row in rows:
        told: Any = (*row[:-2], balance)
        line = StatementLine(*told)
        lines.append(line)
        balance -= row[-2] * line.amount
    return lines
