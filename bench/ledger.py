"""How fast the ledger books and reads with a million entries: `python -m bench.ledger`, on a database of its own."""

import os
import threading
import time
from datetime import timedelta

from django.db import connection, connections
from django.utils import timezone

from bench.ground import own_database, say, timed
from commerce.foundation.core import clock
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors import Place, balance_of, statement_of, trial_balance_of_days
from commerce.money.ledger.services import (
    AccountRef,
    EntryDraft,
    PostingDraft,
    count_days,
    post_entries,
    post_entry,
    rebuild,
    take_snapshots,
)

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "1000000"))
BATCH = 5_000
DAYS = 365
VENDORS = 1_000
READS = 200
CLERKS = 8
SALES_EACH = 200
CLEARING, RECEIPTS, COMMISSION = AccountRef("gateway_clearing"), AccountRef("receipts"), AccountRef("commission")


def sale(number: int, prefix: str = "bench") -> EntryDraft:
    """Four postings: what a captured sale of one vendor books."""
    vendor = AccountRef("vendor_free", "market", f"m{number % VENDORS}")
    postings = [
        PostingDraft(CLEARING, 1_000_000),
        PostingDraft(RECEIPTS, -50_000),
        PostingDraft(COMMISSION, -95_000),
        PostingDraft(vendor, -855_000),
    ]
    return EntryDraft(f"{prefix}:{number}", "bench", "bench", str(number), postings)


def fill() -> None:
    """A year of sales, up to today."""
    now, started = timezone.now(), time.perf_counter()
    for first in range(0, ENTRIES, BATCH):
        day = now - timedelta(days=DAYS - DAYS * (first + BATCH) // ENTRIES)
        post_entries(entries=[sale(number) for number in range(first, min(first + BATCH, ENTRIES))], at=min(day, now))
    took = time.perf_counter() - started
    say("postings in batches of 20,000, a second", ENTRIES * 4 / took)


def sell_one_by_one() -> None:
    def clerk(desk: int) -> None:
        for number in range(SALES_EACH):
            draft = sale(number * CLERKS + desk, "single")
            post_entry(
                key=draft.key,
                reason=draft.reason,
                cause_kind=draft.cause_kind,
                cause_ref=draft.cause_ref,
                postings=draft.postings,
            )
        connections.close_all()

    threads = [threading.Thread(target=clerk, args=[desk]) for desk in range(CLERKS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    say(f"sales (4 postings, own transaction) by {CLERKS} clerks, a second", CLERKS * SALES_EACH / took)


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_posting, ledger_entry, ledger_account, ledger_accountday, ledger_kindday")


def read_statements() -> None:
    """A page of the busiest account: the newest, one in the middle of the year, and what a trial balance takes."""
    receipts = Account.objects.get(kind="receipts")
    middle = clock.today() - timedelta(days=DAYS // 2)
    timed("newest page of the statement of receipts", lambda: statement_of(account=receipts), READS)
    old = Place(middle, 0)
    timed("page of half a year ago of the same", lambda: statement_of(account=receipts, before=old), READS)
    month = {"since": middle, "until": middle + timedelta(days=30)}
    timed("trial balance of a month half a year ago", lambda: trial_balance_of_days(**month), READS)


def main() -> None:
    with own_database():
        fill()
        analyse()
        timed("balance of receipts without a snapshot", lambda: balance_of(RECEIPTS), 5)
        timed("first snapshots of all accounts", take_snapshots)
        timed("first count of all days", count_days)
        analyse()
        timed("balance of receipts with a snapshot", lambda: balance_of(RECEIPTS), READS)
        timed("balance of a vendor", lambda: balance_of(AccountRef("vendor_free", "market", "m7")), READS)
        read_statements()
        sell_one_by_one()
        timed("snapshots again", take_snapshots)
        timed("days again", count_days)
        timed("ledger_check", find_drift)
        timed("ledger_rebuild", rebuild)


if __name__ == "__main__":
    main()
