"""The states of orders and their parts, as data; every move is one UPDATE naming where it may come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commerce.foundation.core.states import Moves, moves

# What payment and the clock do to an order; afterwards its state is computed from its vendor orders.
ORDER: Final[Moves] = moves(
    {
        "pending_payment": "paid confirmed expired cancelled",
        "expired": "paid",
    }
)

VENDOR_ORDER: Final[Moves] = moves(
    {
        "requested": "awaiting_payment cancelled",
        "awaiting_payment": "new cancelled",
        "new": "accepted rejected cancelled",
        "accepted": "packed partly_shipped shipped delivered rejected cancelled",
        "packed": "partly_shipped shipped delivered rejected cancelled",
        "partly_shipped": "partly_shipped shipped partly_returned",
        "shipped": "delivered partly_returned returned",
        "delivered": "completed partly_returned returned",
        "completed": "partly_returned returned",
        "partly_returned": "partly_returned returned",
    }
)

# A late payment brings back what was cancelled unseen; nothing else does.
REVIVED: Final[Moves] = moves({"cancelled": "new"})

# Somebody still waits for a vendor order in one of these.
GOING_ON: Final = frozenset({"requested", "awaiting_payment", "new", "accepted", "packed", "partly_shipped", "shipped"})
# What of a vendor order was not sent yet can be dropped in these.
UNSENT: Final = frozenset({"new", "accepted", "packed", "partly_shipped"})
DEAD: Final = frozenset({"rejected", "cancelled"})
SENT: Final = {"partly_shipped": 1, "shipped": 2, "delivered": 3, "completed": 4, "partly_returned": 3, "returned": 3}


@dataclass(frozen=True, slots=True)
class Part:
    """What an order's state needs to know of one of its vendor orders."""

    status: str
    lost_some: bool = False


def computed_status(parts: Sequence[Part], *, is_paid: bool) -> str:
    """The state of an order that is paid or agreed: the first that fits its live parts."""
    live = [part.status for part in parts if part.status not in DEAD]
    if not live:
        return "cancelled"
    if all(status == "returned" for status in live):
        return "returned"
    if any(status in {"returned", "partly_returned"} for status in live):
        return "partly_returned"
    reached = [SENT.get(status, 0) for status in live]
    for status, rank in (("completed", 4), ("delivered", 3), ("shipped", 2)):
        if min(reached) >= rank:
            return status
    if max(reached) >= SENT["partly_shipped"]:
        return "partly_shipped"
    if len(live) < len(parts) or any(part.lost_some for part in parts):
        return "partly_cancelled"
    return "paid" if is_paid else "confirmed"
