from commerce.money.wallets.models.allowance import Allowance
from commerce.money.wallets.models.entry import WalletEntry
from commerce.money.wallets.models.gift_card import GiftCard, GiftCardBatch
from commerce.money.wallets.models.grant import PromotionalGrant
from commerce.money.wallets.models.hold import HoldSource, WalletHold
from commerce.money.wallets.models.top_up import TopUp
from commerce.money.wallets.models.transfer import Transfer
from commerce.money.wallets.models.wallet import Wallet

__all__ = [
    "Allowance",
    "GiftCard",
    "GiftCardBatch",
    "HoldSource",
    "PromotionalGrant",
    "TopUp",
    "Transfer",
    "Wallet",
    "WalletEntry",
    "WalletHold",
]
