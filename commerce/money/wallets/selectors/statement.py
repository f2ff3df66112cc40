"""The statement of a wallet, and the wishes that led to its lines."""

from datetime import date

from django.db.models import QuerySet

from commerce.foundation.core import clock
from commerce.money.wallets.models import TopUp, WalletEntry


def entries_of(
    *, user_id: int, since: date | None = None, until: date | None = None, kind: str = ""
) -> "QuerySet[WalletEntry]":
    """The lines of a person's wallet, of the days from `since` to `until` in Tehran, both of them too."""
    entries = WalletEntry.objects.filter(wallet__user_id=user_id)
    if since:
        entries = entries.filter(at__gte=clock.day_start(since))
    if until:
        entries = entries.filter(at__lt=clock.day_bounds(until)[1])
    return entries.filter(kind=kind) if kind else entries


def top_up_of(*, user_id: int, public_id: str) -> TopUp | None:
    """A top-up as its own person may see it."""
    return TopUp.objects.filter(wallet__user_id=user_id, public_id=public_id).first()
