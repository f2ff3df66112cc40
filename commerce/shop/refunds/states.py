"""What a request for a refund may become."""

from typing import Final

from commerce.foundation.core.states import Moves, moves

REFUND_REQUEST: Final[Moves] = moves(
    {
        "asked": "approved done refused cancelled",
        "approved": "done refused cancelled",
        "done": "",
        "refused": "",
        "cancelled": "",
    }
)
