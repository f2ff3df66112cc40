"""Facts about wallets."""

from dataclasses import dataclass

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class WalletToppedUp(Event):
    """Money from a bank is in a wallet."""

    name = "wallet.topped_up"

    user: str
    top_up: str
    amount: int


@dataclass(frozen=True)
class WalletRefunded(Event):
    """Money of a payment came back into a wallet."""

    name = "wallet.refunded"

    user: str
    refund: str
    amount: int


@dataclass(frozen=True)
class PromotionalGranted(Event):
    """A person has promotional credit until a moment."""

    name = "promotional.granted"

    user: str
    grant: str
    amount: int
    expires_at: str


@dataclass(frozen=True)
class PromotionalExpired(Event):
    """What was left of promotional credit is gone."""

    name = "promotional.expired"

    user: str
    grant: str
    amount: int


@dataclass(frozen=True)
class WalletWasFrozen(Event):
    """Staff stopped a wallet."""

    name = "wallet.frozen"

    user: str


@dataclass(frozen=True)
class WalletThawed(Event):
    """Staff let a frozen wallet go on."""

    name = "wallet.unfrozen"

    user: str
