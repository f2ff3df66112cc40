"""The statements that write the ledger, each of them one round trip however many rows it writes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import connection

from commerce.foundation.core import clock
from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.drafts import EntryDraft, PostingDraft
from commerce.money.ledger.models import Account, Entry, Posting

INSERT_ENTRIES = """
    INSERT INTO ledger_entry (key, reason, cause_kind, cause_ref, booked_on, created_at)
    SELECT wanted.*, %s, %s FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS wanted
    ON CONFLICT (key) DO NOTHING RETURNING *
"""
INSERT_POSTINGS = """
    INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)
    SELECT written.*, %s FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS written
"""
FIND_ACCOUNTS = """
    SELECT account.id, kind, owner_kind, owner_ref
    FROM unnest(%s::text[], %s::text[], %s::text[]) AS wanted (kind, owner_kind, owner_ref)
    JOIN ledger_account account USING (kind, owner_kind, owner_ref)
"""


def insert_entries(entries: Collection[EntryDraft], *, at: datetime) -> dict[str, Entry]:
    """Write those entries whose keys are new; answers with them by key."""
    in_order = sorted(entries, key=lambda entry: entry.key)
    rows = [(entry.key, entry.reason, entry.cause_kind, entry.cause_ref) for entry in in_order]
    values = [clock.tehran_date(at), at, *map(list, zip(*rows, strict=True))]
    return {entry.key: entry for entry in Entry.objects.raw(INSERT_ENTRIES, values)}


def insert_postings(postings: Mapping[int, Sequence[PostingDraft]], *, at: datetime) -> None:
    """Write the postings of all entries in one statement, so that the trigger runs once."""
    if not postings:
        return
    accounts = open_accounts({draft.account for drafts in postings.values() for draft in drafts})
    rows = [
        (entry_id, accounts[posting.account], posting.amount)
        for entry_id, drafts in postings.items()
        for posting in drafts
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT_POSTINGS, [clock.tehran_date(at), *map(list, zip(*rows, strict=True))])


def open_accounts(refs: Collection[AccountRef]) -> dict[AccountRef, int]:
    """The ids of accounts, opened where they are new."""
    found = find_accounts(refs)
    if missing := sorted(set(refs) - found.keys()):
        Account.objects.bulk_create([Account.opened(ref) for ref in missing], ignore_conflicts=True)
        found |= find_accounts(missing)
    return found


def find_accounts(refs: Collection[AccountRef]) -> dict[AccountRef, int]:
    """The ids of those accounts that are open."""
    columns = [[ref.kind for ref in refs], [ref.owner_kind for ref in refs], [ref.owner_ref for ref in refs]]
    with connection.cursor() as cursor:
        cursor.execute(FIND_ACCOUNTS, columns)
        return {AccountRef(*ref): account_id for account_id, *ref in cursor.fetchall()}


def lines_of(entry_ids: Collection[int]) -> dict[int, Counter[tuple[AccountRef, int]]]:
    """What was posted under entries, whatever the order."""
    lines: dict[int, Counter[tuple[AccountRef, int]]] = defaultdict(Counter)
    for posting in Posting.objects.filter(entry__in=entry_ids).select_related("account"):
        lines[posting.entry_id][posting.account.ref, posting.amount] += 1
    return lines
