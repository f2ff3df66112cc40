"""How a market comes to be seen and to be gone."""

from commerce.foundation.core.states import moves

MARKET_MOVES = moves(
    {
        "draft": "pending published closed",
        "pending": "draft published closed",
        "published": "suspended closed",
        "suspended": "published closed",
        "closed": "",
    }
)
