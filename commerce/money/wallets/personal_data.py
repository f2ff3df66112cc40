"""A person's wallet in an export; at a farewell it must be empty, and its lines stay without words."""

from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.money.wallets.errors import WalletNotEmpty
from commerce.money.wallets.models import GiftCard, Transfer, WalletEntry
from commerce.money.wallets.selectors import summary_of
from commerce.money.wallets.services import end_grants


@exporters.register("wallet")
def export(user: User) -> dict[str, Any]:
    summary = summary_of(user)
    lines = WalletEntry.objects.filter(wallet__user=user).order_by("at", "id")
    return {
        "cash": summary.cash,
        "promotional": summary.promotional,
        "gift": summary.gift,
        "held": summary.held,
        "entries": list(lines.values("at", "kind", "amount", "balance", "reference", "note")),
    }


@erasers.register("wallet")
def erase(user: User) -> None:
    summary = summary_of(user)
    if summary.cash or summary.gift or summary.held:
        raise WalletNotEmpty()
    end_grants(user=user)
    WalletEntry.objects.filter(wallet__user=user).update(note="")
    Transfer.objects.filter(sender__user=user).update(note="")
    GiftCard.objects.bought_by(user.pk).update(mobile="", message="")
