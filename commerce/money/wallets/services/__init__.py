"""What may be asked of wallets."""

from commerce.money.wallets.services.freezing import freeze_wallet, unfreeze_wallet
from commerce.money.wallets.services.granting import (
    approve_grant,
    end_grants,
    expire_grants,
    grant_promotional,
    refuse_grant,
)
from commerce.money.wallets.services.holding import hold_money, let_go, take_money
from commerce.money.wallets.services.refunding import give_back
from commerce.money.wallets.services.topping_up import ask_top_up, top_up_captured, top_up_ended

__all__ = [
    "approve_grant",
    "ask_top_up",
    "end_grants",
    "expire_grants",
    "freeze_wallet",
    "give_back",
    "grant_promotional",
    "hold_money",
    "let_go",
    "refuse_grant",
    "take_money",
    "top_up_captured",
    "top_up_ended",
    "unfreeze_wallet",
]
