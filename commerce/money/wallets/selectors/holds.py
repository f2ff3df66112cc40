"""What is set aside."""

from commerce.money.wallets.models import WalletHold


def live_hold(*, cause_kind: str, cause_ref: str) -> WalletHold | None:
    """What is held for a cause or was taken for it; what was let go does not count."""
    holds = WalletHold.objects.filter(cause_kind=cause_kind, cause_ref=cause_ref)
    return holds.exclude(status=WalletHold.Status.RELEASED).select_related("wallet__user").first()
