"""What holds, grants, top-ups and gift cards may become."""

from commerce.foundation.core.states import moves

WALLET_HOLD = moves({"held": "taken released", "taken": "", "released": ""})
# A refund may bring credit back to a grant whose time is over; it then lives a little longer.
PROMOTIONAL_GRANT = moves({"asked": "active refused", "active": "expired", "expired": "active", "refused": ""})
# A bank's late yes reaches even what had ended.
TOP_UP = moves({"asked": "done ended", "ended": "done", "done": ""})
GIFT_CARD = moves(
    {
        "awaiting_payment": "active dropped",
        "dropped": "active",
        "active": "redeemed expired void",
        "redeemed": "",
        "expired": "",
        "void": "",
    }
)
GIFT_CARD_BATCH = moves({"asked": "approved refused", "approved": "issued", "refused": "", "issued": ""})
