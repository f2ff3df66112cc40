"""Facts about requests for refunds, by public references only."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class RefundRequestFact(Event):
    request: str
    order: str
    vendor_order: str
    market: str
    shopper: str
    side: str
    amount: int


@dataclass(frozen=True)
class RefundAsked(RefundRequestFact):
    """Somebody asks that a buyer gets money back."""

    name: ClassVar[str] = "refund.asked"


@dataclass(frozen=True)
class RefundDone(RefundRequestFact):
    """It was agreed and booked; payments send the money and tell when it has left."""

    name: ClassVar[str] = "refund.done"


@dataclass(frozen=True)
class RefundRefused(RefundRequestFact):
    name: ClassVar[str] = "refund.refused"


@dataclass(frozen=True)
class RefundWithdrawn(RefundRequestFact):
    name: ClassVar[str] = "refund.withdrawn"
