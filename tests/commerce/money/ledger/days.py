"""Months gone by, for tests of days and periods."""

from datetime import UTC, datetime

from commerce.foundation.core.actors import Actor
from commerce.money.ledger.models import Entry
from commerce.money.ledger.policies import CHECK, CLOSE, VIEW
from commerce.money.ledger.services import AccountRef, post_entry
from tests.commerce.money.books import draft, fields

ACCOUNTANT = Actor(kind="user", ref="accountant", rights=frozenset({VIEW, CLOSE, CHECK}))
# Azar 1404, the last day of it, the first of Dey, and Dey: all long over.
AZAR, END_OF_AZAR = datetime(2025, 12, 1, 9, tzinfo=UTC), datetime(2025, 12, 21, 9, tzinfo=UTC)
START_OF_DEY, DEY = datetime(2025, 12, 22, 9, tzinfo=UTC), datetime(2026, 1, 10, 9, tzinfo=UTC)


def booked(giver: AccountRef, taker: AccountRef, amount: int, at: datetime, key: str | None = None) -> Entry:
    """An entry of a day gone by."""
    return post_entry(**fields(draft(giver, taker, amount, key)), at=at)
