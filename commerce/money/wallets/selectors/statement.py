"""The statement of a wallet, and the wishes that led to its lines."""

from datetime import date

from django.db.models import QuerySet

from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.foundation.core.errors import NotFound
from commerce.money.remittances.models import Remittance
from commerce.money.remittances.selectors import remittances_of
from commerce.money.wallets.models import TopUp, Wallet, WalletEntry

WITHDRAWAL = "withdrawal"


def entries_of(
    *, user_id: int, since: date | None = None, until: date | None = None, kind: str = ""
) -> "QuerySet[WalletEntry]":
    """The lines of a person's wallet, of the days from `since` to `until` in Tehran, both of them too."""
    # The wallet is looked up first, so that the lines are read along the statement's index.
    entries = WalletEntry.objects.filter(wallet=Wallet.objects.filter(user_id=user_id).values("pk")[:1])
    if since:
        entries = entries.filter(at__gte=clock.day_start(since))
    if until:
        entries = entries.filter(at__lt=clock.day_bounds(until)[1])
    return entries.filter(kind=kind) if kind else entries


def top_up_of(*, user_id: int, public_id: str) -> TopUp | None:
    """A top-up as its own person may see it."""
    return TopUp.objects.filter(wallet__user_id=user_id, public_id=public_id).first()


def withdrawals_of(user: User) -> "QuerySet[Remittance]":
    """A person's withdrawals."""
    return remittances_of(owner_kind="user", owner_ref=user.public_id, kind=WITHDRAWAL)


def withdrawal_of(*, user: User, public_id: str) -> Remittance:
    """One withdrawal of a person; another's does not exist for them."""
    found = withdrawals_of(user).filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found
