"""Short words for tests that book money."""

import itertools
import threading
from collections.abc import Callable

from django.db import connections

from commerce.money.ledger.models import Entry
from commerce.money.ledger.services import AccountRef, EntryDraft, PostingDraft, post_entry

CLEARING = AccountRef("gateway_clearing")
RECEIPTS = AccountRef("receipts")
_numbers = itertools.count(1)


def wallet(owner: str = "mina") -> AccountRef:
    return AccountRef("wallet", "user", owner)


def transfer(giver: AccountRef, taker: AccountRef, amount: int, key: str | None = None) -> Entry:
    """Debit the taker, credit the giver: for wallets, the other way round."""
    return post_entry(**fields(draft(giver, taker, amount, key)))


def draft(giver: AccountRef, taker: AccountRef, amount: int, key: str | None = None) -> EntryDraft:
    return EntryDraft(
        key=key or f"test:{next(_numbers)}",
        reason="test",
        cause_kind="test",
        cause_ref="1",
        postings=(PostingDraft(taker, amount), PostingDraft(giver, -amount)),
    )


def fields(entry: EntryDraft) -> dict:
    return {name: getattr(entry, name) for name in ("key", "reason", "cause_kind", "cause_ref", "postings")}


def together(act: Callable[[int], object], people: int) -> list[object]:
    """What each of many threads got, result or error, when all started at once."""
    start, answers = threading.Barrier(people), []

    def rush(number: int) -> None:
        start.wait()
        try:
            answers.append(act(number))
        except Exception as error:  # noqa: BLE001  the test looks at what each of them got
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=rush, args=[number]) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
