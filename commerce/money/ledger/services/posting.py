"""Booking entries: each once under its key, all postings of a call in one INSERT."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.money.ledger import journal
from commerce.money.ledger.drafts import EntryDraft, PostingDraft
from commerce.money.ledger.errors import InsufficientFunds, KeyReused, PeriodClosed
from commerce.money.ledger.models import Entry

# What the database refuses because of the books, and not because of a mistake in the code.
REFUSALS = {"ledger_account_not_below_floor": InsufficientFunds, "ledger_period_is_closed": PeriodClosed}


def post_entry(
    *,
    key: str,
    reason: str,
    cause_kind: str,
    cause_ref: str,
    postings: Sequence[PostingDraft],
    at: datetime | None = None,
) -> Entry:
    """Book one entry. Asked again with the same key and postings, it answers with the entry it booked.

    `at` is for imports and demonstrations; the trade books at the moment of posting.
    """
    return post_entries(entries=[EntryDraft(key, reason, cause_kind, cause_ref, postings)], at=at)[0]


def post_entries(*, entries: Sequence[EntryDraft], at: datetime | None = None) -> list[Entry]:
    """Book many entries at once, all or none, and answer them in the order asked.

    Whoever has several entries for one transaction books them here together: accounts are then locked in one order.
    """
    at = at or timezone.now()
    wanted = {entry.key: entry for entry in entries}
    if len(wanted) != len(entries):
        raise KeyReused("Two entries of one call have the same key.")
    try:
        with transaction.atomic():
            booked = journal.insert_entries(wanted.values(), at=at)
            journal.insert_postings({booked[key].pk: wanted[key].postings for key in booked}, at=at)
    except IntegrityError as error:
        if refusal := REFUSALS.get(_broken_rule(error)):
            raise refusal from error
        raise
    by_key = booked | _booked_before([wanted[key] for key in wanted if key not in booked])
    return [by_key[entry.key] for entry in entries]


def reverse_entry(*, entry: Entry, reason: str, at: datetime | None = None) -> Entry:
    """Book the opposite of an entry, once; asked again it answers with the same counter-entry."""
    postings = [
        PostingDraft(posting.account.ref, -posting.amount)
        for posting in entry.postings.select_related("account").order_by("id")
    ]
    return post_entry(
        key=f"reverse:{entry.key}",
        reason=reason,
        cause_kind="ledger_entry",
        cause_ref=entry.key,
        postings=postings,
        at=at,
    )


def _booked_before(drafts: list[EntryDraft]) -> dict[str, Entry]:
    if not drafts:
        return {}
    found = {entry.key: entry for entry in Entry.objects.filter(key__in=[draft.key for draft in drafts])}
    lines = journal.lines_of([entry.pk for entry in found.values()])
    for draft in drafts:
        if lines[found[draft.key].pk] != draft.lines:
            raise KeyReused(f"{draft.key} was booked before with other postings.")
    return found


def _broken_rule(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
