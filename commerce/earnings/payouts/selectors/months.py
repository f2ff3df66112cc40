"""Jalali months as people name them in addresses: 1405-08."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Min

from commerce.earnings.payouts.errors import MonthNotBegun, NoSuchMonth
from commerce.foundation.core import clock
from commerce.foundation.core.text import clean_text, persian_digits, to_ascii_digits
from commerce.foundation.core.validators.invalid import InvalidValue
from commerce.money.ledger.models import Account, Posting
from commerce.money.ledger.selectors import Month, closed_until, month_of

OWN_KINDS: Final = ("vendor_held", "vendor_free", "vendor_debt")
_TYPED: Final = re.compile(r"([0-9]{4})[-/]?([0-9]{2}|[1-9])")


@dataclass(frozen=True, slots=True)
class NamedMonth:
    """A month of the books with how it is written and said."""

    month: Month
    is_closed: bool

    @property
    def code(self) -> str:
        return code_of(self.month)

    @property
    def title(self) -> str:
        return title_of(self.month)

    @property
    def is_over(self) -> bool:
        return self.month.last_day < clock.today()


def code_of(month: Month) -> str:
    """A month as an address writes it: 1405-08."""
    return f"{month.year:04}-{month.month:02}"


def title_of(month: Month, language: str = "fa") -> str:
    """A month as people say it: آبان ۱۴۰۵."""
    year = persian_digits(str(month.year)) if language == "fa" else str(month.year)
    return f"{clock.month_name(month.month, language=language)} {year}"


def read_month(typed: str) -> Month:
    """A month as typed, in any digits; refuses what is none, and one that has not begun."""
    found = _TYPED.fullmatch(to_ascii_digits(clean_text(typed)))
    try:
        first = clock.jalali_to_gregorian(int(found[1]), int(found[2]), 1) if found else None
    except (InvalidValue, ValueError, OverflowError):
        first = None
    if first is None:
        raise NoSuchMonth()
    if first > clock.today():
        raise MonthNotBegun()
    return month_of(first)


def own_accounts(market_ref: str) -> list[Account]:
    """The accounts that a market's statement is about, those that were ever posted to."""
    return list(Account.objects.filter(owner_kind="market", owner_ref=market_ref, kind__in=OWN_KINDS).order_by("kind"))


def months_of(market_ref: str, *, limit: int = 24) -> list[NamedMonth]:
    """The months of a market since its first entry, newest first."""
    first = _first_day(own_accounts(market_ref))
    closed = closed_until()
    months: list[NamedMonth] = []
    day = clock.today()
    while first and day >= first and len(months) < limit:
        month = month_of(day)
        months.append(NamedMonth(month, is_closed=closed is not None and month.last_day <= closed))
        day = month.first_day - timedelta(days=1)
    return months


def named(month: Month) -> NamedMonth:
    """A month with whether its books are closed."""
    closed = closed_until()
    return NamedMonth(month, is_closed=closed is not None and month.last_day <= closed)


def _first_day(accounts: Sequence[Account]) -> date | None:
    days = [Posting.objects.filter(account=account).aggregate(first=Min("booked_on"))["first"] for account in accounts]
    return min((day for day in days if day), default=None)
