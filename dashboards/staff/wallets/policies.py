"""Which Django permission each screen about wallets asks for."""

from commerce.money.wallets.models import GiftCard, GiftCardBatch, PromotionalGrant, Wallet
from dashboards.base.rows import StaffRowPolicy

WALLETS = StaffRowPolicy(
    Wallet,
    rights={
        "view": "wallets.view_wallet",
        "freeze": "wallets.freeze_wallet",
        "grant": "wallets.add_promotionalgrant",
    },
)
GRANTS = StaffRowPolicy(
    PromotionalGrant,
    rights={"view": "wallets.view_promotionalgrant", "decide": "wallets.approve_promotionalgrant"},
)
CARD_BATCHES = StaffRowPolicy(
    GiftCardBatch,
    rights={
        "view": "wallets.view_giftcardbatch",
        "make": "wallets.add_giftcardbatch",
        "decide": "wallets.approve_giftcardbatch",
    },
)
CARDS = StaffRowPolicy(GiftCard, rights={"view": "wallets.view_giftcard", "void": "wallets.change_giftcard"})
