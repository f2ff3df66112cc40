"""What moved by day and by Jalali month: of one market, and of all. Read from the counted days of the books."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection

from commerce.foundation.core import clock
from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors import Month, month_of

# Days counted so far, and the postings since: at most those of the last hour.
OF_ACCOUNT: Final = """
    SELECT day, sum(debit), sum(credit) FROM (
        SELECT day, debit, credit FROM ledger_accountday WHERE account_id = %(account)s AND day >= %(since)s
        UNION ALL
        SELECT booked_on, greatest(amount, 0), greatest(-amount, 0) FROM ledger_posting
        WHERE account_id = %(account)s AND booked_on >= %(since)s AND xid >= (SELECT horizon FROM ledger_daymark)
    ) moved GROUP BY day
"""
OF_KINDS: Final = """
    SELECT kind, day, sum(debit), sum(credit) FROM (
        SELECT kind, day, debit, credit FROM ledger_kindday WHERE kind = ANY(%(kinds)s) AND day >= %(since)s
        UNION ALL
        SELECT account.kind, posting.booked_on, greatest(posting.amount, 0), greatest(-posting.amount, 0)
        FROM ledger_posting posting JOIN ledger_account account ON account.id = posting.account_id
        WHERE posting.xid >= (SELECT horizon FROM ledger_daymark)
          AND posting.booked_on >= %(since)s AND account.kind = ANY(%(kinds)s)
    ) moved GROUP BY kind, day
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """Debits and credits of a day or a month."""

    debit: int = 0
    credit: int = 0

    def __add__(self, other: "Moved") -> "Moved":
        return Moved(self.debit + other.debit, self.credit + other.credit)


Days = dict[date, Moved]


def days_of_market(market_ref: str, kind: str, *, since: date) -> Days:
    """What moved in one account of a market, by day."""
    account = Account.objects.filter(kind=kind, owner_kind="market", owner_ref=market_ref).first()
    if account is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(OF_ACCOUNT, {"account": account.pk, "since": since})
        return {day: Moved(int(debit), int(credit)) for day, debit, credit in cursor.fetchall()}


def days_of_kinds(kinds: Collection[str], *, since: date) -> dict[str, Days]:
    """What moved in all accounts of some kinds, by day."""
    found: dict[str, Days] = {kind: {} for kind in kinds}
    with connection.cursor() as cursor:
        cursor.execute(OF_KINDS, {"kinds": list(kinds), "since": since})
        for kind, day, debit, credit in cursor.fetchall():
            found[kind][day] = Moved(int(debit), int(credit))
    return found


def last_days(number: int) -> list[date]:
    """So many days up to today, oldest first."""
    today = clock.today()
    return [today - timedelta(days=ago) for ago in range(number - 1, -1, -1)]


def last_months(number: int) -> list[Month]:
    """So many Jalali months up to the present one, oldest first."""
    months = [month_of(clock.today())]
    while len(months) < number:
        months.append(month_of(months[-1].first_day - timedelta(days=1)))
    return months[::-1]


def by_month(days: Days, months: Sequence[Month]) -> list[Moved]:
    """The same, summed by month."""
    sums = {(month.year, month.month): Moved() for month in months}
    for day, moved in days.items():
        jalali = clock.to_jalali(day)
        if (jalali.year, jalali.month) in sums:
            sums[jalali.year, jalali.month] += moved
    return list(sums.values())
