"""Locks of the ledger."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.db import connection

from commerce.money.ledger.models import Account

# As the trigger on entries has them: a lock for each day, and one for all that is older than yesterday.
PERIOD_LOCKS: Final = 7203
THE_PAST: Final = 0
FIRST_DAY: Final = date(2000, 1, 1)


def stop_posting() -> None:
    """Let nobody post until this transaction ends; reading goes on."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_posting IN SHARE ROW EXCLUSIVE MODE")


def stop_counting_days() -> int:
    """Let nobody else count days until this transaction ends; answers how far they are counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT horizon FROM ledger_daymark FOR UPDATE")
        return int(cursor.fetchone()[0])


def take_days(first: date, last: date) -> bool:
    """Have some past days to oneself until this transaction ends; False where somebody is booking in one.

    Nobody waits: a sale that waited behind us while we waited for another could close a circle.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    keys = [THE_PAST, *((day - FIRST_DAY).days for day in days)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(pg_try_advisory_xact_lock(%s, key)) FROM unnest(%s::int[]) AS key", [PERIOD_LOCKS, keys]
        )
        return bool(cursor.fetchone()[0])


def lock_accounts(ids: Collection[int]) -> None:
    """These accounts, in the order in which posting locks them, until the transaction ends."""
    list(Account.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
