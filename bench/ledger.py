"""How fast the ledger books and reads with a million postings: `python -m bench.ledger`, on a database of its own."""

import os
import threading
import time

from django.db import connection, connections

from bench.ground import own_database, say, timed
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import (
    AccountRef,
    EntryDraft,
    PostingDraft,
    post_entries,
    post_entry,
    rebuild,
    take_snapshots,
)

POSTINGS = int(os.environ.get("BENCH_POSTINGS", "1000000"))
BATCH = 20_000
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
    entries = POSTINGS // 4
    started = time.perf_counter()
    for first in range(0, entries, BATCH // 4):
        post_entries(entries=[sale(number) for number in range(first, min(first + BATCH // 4, entries))])
    took = time.perf_counter() - started
    say("postings in batches of 20,000, a second", entries * 4 / took)


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
        cursor.execute("ANALYZE ledger_posting, ledger_entry, ledger_account")


def main() -> None:
    with own_database():
        fill()
        analyse()
        timed("balance of receipts without a snapshot", lambda: balance_of(RECEIPTS), 5)
        timed("first snapshots of all accounts", take_snapshots)
        timed("balance of receipts with a snapshot", lambda: balance_of(RECEIPTS), READS)
        timed("balance of a vendor", lambda: balance_of(AccountRef("vendor_free", "market", "m7")), READS)
        sell_one_by_one()
        timed("snapshots again", take_snapshots)
        timed("ledger_check", find_drift)
        timed("ledger_rebuild", rebuild)


if __name__ == "__main__":
    main()
