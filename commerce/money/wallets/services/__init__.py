"""What may be asked of wallets."""

from commerce.money.wallets.services.forgetting import forget_allowances
from commerce.money.wallets.services.freezing import freeze_wallet, unfreeze_wallet
from commerce.money.wallets.services.gift_cards import (
    approve_gift_card_batch,
    ask_gift_card,
    expire_gift_cards,
    fetch_gift_card_codes,
    gift_card_captured,
    gift_card_ended,
    make_gift_card_batch,
    redeem_gift_card,
    refuse_gift_card_batch,
    send_again,
    send_sold_card,
    void_gift_card,
)
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
from commerce.money.wallets.services.transferring import Preview, preview_transfer, transfer_cash
from commerce.money.wallets.services.withdrawing import ask_withdrawal, cancel_withdrawal, withdrawal_came_back

__all__ = [
    "Preview",
    "approve_gift_card_batch",
    "approve_grant",
    "ask_gift_card",
    "ask_top_up",
    "ask_withdrawal",
    "cancel_withdrawal",
    "end_grants",
    "expire_gift_cards",
    "expire_grants",
    "fetch_gift_card_codes",
    "forget_allowances",
    "freeze_wallet",
    "gift_card_captured",
    "gift_card_ended",
    "give_back",
    "grant_promotional",
    "hold_money",
    "let_go",
    "make_gift_card_batch",
    "preview_transfer",
    "redeem_gift_card",
    "refuse_gift_card_batch",
    "refuse_grant",
    "send_again",
    "send_sold_card",
    "take_money",
    "top_up_captured",
    "top_up_ended",
    "transfer_cash",
    "unfreeze_wallet",
    "void_gift_card",
    "withdrawal_came_back",
]
