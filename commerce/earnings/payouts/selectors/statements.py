"""A market's month out of the books: what it began with, what came and went and why, what it ended with.

Every number is a sum of postings, so a statement ties out with the ledger to the rial.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from commerce.earnings.payouts.selectors.months import own_accounts
from commerce.money.ledger.models import Account, Posting
from commerce.money.ledger.selectors import Month, balance_before
from commerce.money.settlement.models import DirectSale

CHUNK: Final = 5_000
SALE_KEY: Final = "sale:"
REVERSAL_KEY: Final = "reversal:"
COMMISSION: Final = "commission"
VAT: Final = "vat_payable"
# Who else has a part of what the buyer paid.
SHARED: Final = frozenset({"carrier_payable", "affiliate_held", "affiliate_free"})

# Sale and refund first, then what the market sees happen to its money.
GROUPS: Final[tuple[str, ...]] = (
    "sale", "refund", "restored", "goodwill", "fee", "debt_charged", "debt_paid", "payout", "payout_returned",
    "released", "netted", "other",
)  # fmt: skip

ENTRIES: Final = """
    WITH page AS (
        SELECT DISTINCT booked_on, entry_id FROM ledger_posting
        WHERE account_id = ANY(%(accounts)s) AND booked_on BETWEEN %(first)s AND %(last)s
          AND (booked_on, entry_id) > (%(after_day)s, %(after_entry)s)
        ORDER BY booked_on, entry_id LIMIT %(limit)s
    )
    SELECT entry.id, entry.key, entry.reason, entry.cause_kind, entry.cause_ref, entry.booked_on, entry.created_at,
           account.kind, account.id = ANY(%(accounts)s), sum(posting.amount)
    FROM page
    JOIN ledger_entry entry ON entry.id = page.entry_id
    JOIN ledger_posting posting ON posting.entry_id = entry.id
    JOIN ledger_account account ON account.id = posting.account_id
    GROUP BY entry.id, account.kind, account.id = ANY(%(accounts)s)
    ORDER BY entry.booked_on, entry.id
"""


@dataclass(slots=True)
class Amounts:
    """What happened to a market's money, signed as the market sees it: gross and all that went off it are the net."""

    gross: int = 0
    commission: int = 0
    vat: int = 0
    shared: int = 0
    collected: int = 0
    held: int = 0
    free: int = 0
    debt: int = 0

    @property
    def net(self) -> int:
        """What the market has more with the platform, its debt taken off."""
        return self.held + self.free - self.debt

    def add(self, other: "Amounts") -> None:
        for one in fields(Amounts):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(slots=True)
class StatementRow:
    """One entry of the ledger as the market's statement tells it."""

    key: str
    reason: str
    cause_kind: str
    cause_ref: str
    booked_on: date
    at: datetime
    group: str = "other"
    amounts: Amounts = field(default_factory=Amounts)
    # The other side: what kinds of account it came from or went to.
    outside: set[str] = field(default_factory=set)

    @property
    def sale_ref(self) -> str:
        return self.key.removeprefix(SALE_KEY) if self.key.startswith(SALE_KEY) else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood in a market's accounts at a moment."""

    held: int = 0
    free: int = 0
    debt: int = 0

    @property
    def net(self) -> int:
        return self.held + self.free - self.debt


@dataclass(frozen=True, slots=True)
class MonthStatement:
    """A month of a market: opening, what moved by group and by day, closing."""

    market_ref: str
    month: Month
    opening: Standing
    groups: dict[str, Amounts]
    days: dict[date, Amounts]
    entries: int

    @property
    def moved(self) -> Amounts:
        whole = Amounts()
        for amounts in self.groups.values():
            whole.add(amounts)
        return whole

    @property
    def closing(self) -> Standing:
        moved, opening = self.moved, self.opening
        return Standing(opening.held + moved.held, opening.free + moved.free, opening.debt + moved.debt)


def statement_of_month(*, market_ref: str, month: Month) -> MonthStatement:
    """The statement of one market for one Jalali month."""
    accounts = own_accounts(market_ref)
    groups: dict[str, Amounts] = {}
    days: dict[date, Amounts] = {}
    entries = 0
    for row in _rows(accounts, month):
        entries += 1
        groups.setdefault(row.group, Amounts()).add(row.amounts)
        days.setdefault(row.booked_on, Amounts()).add(row.amounts)
    opening = _standing(accounts, month.first_day)
    ordered: dict[str, Amounts] = {group: groups[group] for group in GROUPS if group in groups}
    return MonthStatement(market_ref, month, opening, ordered, days, entries)


def statement_rows(*, market_ref: str, month: Month) -> Iterator[StatementRow]:
    """Every entry of the month, oldest first, read a chunk at a time."""
    return _rows(own_accounts(market_ref), month)


def mark_of(*, market_ref: str, month: Month) -> str:
    """A name for the state of a month's books: the same as long as nothing is booked in it."""
    accounts = [account.pk for account in own_accounts(market_ref)]
    rows = Posting.objects.filter(account__in=accounts, booked_on__range=(month.first_day, month.last_day))
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    return f"{rows.count()}.{last or 0}"


def _standing(accounts: Sequence[Account], day: date) -> Standing:
    held = {account.kind: balance_before(account=account, day=day) for account in accounts}
    return Standing(held.get("vendor_held", 0), held.get("vendor_free", 0), held.get("vendor_debt", 0))


def _rows(accounts: Sequence[Account], month: Month) -> Iterator[StatementRow]:
    after = (date.min, 0)
    while page := _page(accounts, month, after):
        _add_what_markets_collected([row for _entry, row in page])
        for _entry, row in page:
            row.group = _group_of(row)
            yield row
        if len(page) < CHUNK:
            return
        after = (page[-1][1].booked_on, page[-1][0])


def _page(accounts: Sequence[Account], month: Month, after: tuple[date, int]) -> list[tuple[int, StatementRow]]:
    values: dict[str, Any] = {
        "accounts": [account.pk for account in accounts],
        "first": month.first_day,
        "last": month.last_day,
        "after_day": after[0],
        "after_entry": after[1],
        "limit": CHUNK,
    }
    rows: dict[int, StatementRow] = {}
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, values)
        for entry_id, *told, kind, is_own, amount in cursor.fetchall():
            row = rows.setdefault(entry_id, StatementRow(*told))
            _count(row.amounts, kind, is_own=is_own, amount=int(amount))
            if not is_own:
                row.outside.add(kind)
    return list(rows.items())


def _count(amounts: Amounts, kind: str, *, is_own: bool, amount: int) -> None:
    """Own accounts say where the money stands; all the others, from what and to whom it went."""
    if is_own:
        place = kind.removeprefix("vendor_")
        moved = amount if place == "debt" else -amount
        setattr(amounts, place, getattr(amounts, place) + moved)
    elif kind == COMMISSION:
        amounts.commission += amount
    elif kind == VAT:
        amounts.vat += amount
    elif kind in SHARED:
        amounts.shared += amount
    else:
        amounts.gross += amount


def _add_what_markets_collected(rows: Sequence[StatementRow]) -> None:
    """Of a direct sale the books know only what is not the market's; the buyer paid it the rest."""
    by_ref = {row.sale_ref: row for row in rows if row.sale_ref}
    direct = DirectSale.objects.filter(sale_ref__in=by_ref).values_list("sale_ref", "amount") if by_ref else []
    for sale_ref, amount in direct:
        by_ref[sale_ref].amounts.gross += amount
        by_ref[sale_ref].amounts.collected -= amount


def _group_of(row: StatementRow) -> str:
    """What an entry is to the market, from the accounts it touched."""
    if row.key.startswith(SALE_KEY):
        return "sale"
    if row.key.startswith(REVERSAL_KEY):
        return "refund"
    amounts = row.amounts
    if not (amounts.net or amounts.gross or amounts.commission or amounts.vat):
        return "netted" if amounts.debt else "released"
    came = amounts.net > 0
    for kind, (when_it_came, when_it_went) in GROUPS_BY_KIND.items():
        if kind in row.outside:
            return when_it_came if came else when_it_went
    return "other"


GROUPS_BY_KIND: Final = {
    "payouts_in_transit": ("payout_returned", "payout"),
    "refunds_payable": ("restored", "goodwill"),
    "platform_income": ("fee", "fee"),
    "receipts": ("debt_paid", "debt_charged"),
}
