"""Gift cards: given away by staff or bought, redeemed by whoever has the code."""

from commerce.money.wallets.services.gift_cards.ending import expire_gift_cards, void_gift_card
from commerce.money.wallets.services.gift_cards.issuing import (
    approve_gift_card_batch,
    fetch_gift_card_codes,
    make_gift_card_batch,
    refuse_gift_card_batch,
)
from commerce.money.wallets.services.gift_cards.redeeming import redeem_gift_card
from commerce.money.wallets.services.gift_cards.selling import (
    ask_gift_card,
    gift_card_captured,
    gift_card_ended,
    send_again,
    send_sold_card,
)

__all__ = [
    "approve_gift_card_batch",
    "ask_gift_card",
    "expire_gift_cards",
    "fetch_gift_card_codes",
    "gift_card_captured",
    "gift_card_ended",
    "make_gift_card_batch",
    "redeem_gift_card",
    "refuse_gift_card_batch",
    "send_again",
    "send_sold_card",
    "void_gift_card",
]
