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


@dataclass(frozen=True)
class WalletTransferred(Event):
    """Cash went from one person to another."""

    name = "wallet.transferred"

    transfer: str
    sender: str
    receiver: str
    amount: int


@dataclass(frozen=True)
class WithdrawalAsked(Event):
    """Cash left a wallet for a bank account; it waits to be approved and sent."""

    name = "wallet.withdrawal_asked"

    user: str
    remittance: str
    amount: int


@dataclass(frozen=True)
class WithdrawalReturned(Event):
    """Cash that was to be withdrawn is in the wallet again: refused, called off, or sent back by the bank."""

    name = "wallet.withdrawal_returned"

    user: str
    remittance: str
    amount: int


@dataclass(frozen=True)
class GiftCardSold(Event):
    """A gift card is paid; its code waits to be sent."""

    name = "gift_card.sold"

    gift_card: str
    buyer: str
    amount: int


@dataclass(frozen=True)
class GiftCardRedeemed(Event):
    """A gift card became credit in somebody's wallet."""

    name = "gift_card.redeemed"

    gift_card: str
    user: str
    amount: int
