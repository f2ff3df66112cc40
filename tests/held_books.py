"""The books held shut: whoever books something waits, in the middle of its transaction, until they are let go."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import psycopg

from commerce.foundation.core import clock
from commerce.money.ledger.locks import FIRST_DAY, PERIOD_LOCKS

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND NOT granted"
AT_WORK = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%%' OR wait_event_type = 'Lock'"


@contextmanager
def held_books(hand: psycopg.Connection) -> Iterator[None]:
    """As closing a period does it, over a connection of the test's own."""
    for day in (clock.today(), clock.today() + timedelta(days=1)):
        hand.execute("SELECT pg_advisory_lock(%s, %s)", [PERIOD_LOCKS, (day - FIRST_DAY).days])
    try:
        yield
    finally:
        with suppress(psycopg.OperationalError):  # the server was crashed, which lets go of everything
            hand.execute("SELECT pg_advisory_unlock_all()")


def waiting_to_book(hand: psycopg.Connection) -> int:
    """How many are in the middle of a transaction."""
    return _number(hand.execute(WAITING, [PERIOD_LOCKS]))


def nobody_is_at_work(hand: psycopg.Connection) -> bool:
    """Whether the server has noticed who is dead, and undone what they had begun."""
    return _number(hand.execute(AT_WORK)) == 0


def _number(answer: psycopg.Cursor) -> int:
    row = answer.fetchone()
    assert row is not None
    return int(row[0])
