"""What becomes of a payout; each move goes with one of its remittance."""

from commerce.foundation.core.states import moves

PAYOUT = moves(
    {
        "waiting": "sent refused cancelled",
        "sent": "settled returned",
        "settled": "returned",
        "refused": "",
        "cancelled": "",
        "returned": "",
    }
)
