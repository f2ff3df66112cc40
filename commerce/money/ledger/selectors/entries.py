"""Entries by their key, and postings of an account or of some days."""

from datetime import date

from django.db.models import QuerySet

from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.models import Account, Entry, Posting


def entries_of(ref: AccountRef) -> QuerySet[Posting]:
    """The postings of an account, newest first, each with its entry."""
    of_account = Posting.objects.filter(
        account__kind=ref.kind, account__owner_kind=ref.owner_kind, account__owner_ref=ref.owner_ref
    )
    return of_account.select_related("entry", "account").order_by("-booked_on", "-id")


def entry_of(key: str) -> Entry | None:
    """The entry booked under a key."""
    return Entry.objects.filter(key=key).first()


def postings_between(
    *, since: date | None = None, until: date | None = None, account: Account | None = None
) -> QuerySet[Posting]:
    """The postings of some days, oldest first: of one account its statement, of all the journal."""
    rows = Posting.objects.select_related("entry", "account")
    if account:
        rows = rows.filter(account=account)
    rows = rows.filter(booked_on__gte=since) if since else rows
    rows = rows.filter(booked_on__lte=until) if until else rows
    return rows.order_by("booked_on", "id") if account else rows.order_by("entry__booked_on", "entry_id", "id")
