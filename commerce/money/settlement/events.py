"""Facts about sales as money."""

from dataclasses import dataclass

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class SalePosted(Event):
    """The money of a sale came in and was shared out; the market's share is held."""

    name = "sale.posted"

    sale: str
    market: str


@dataclass(frozen=True)
class SaleReversed(Event):
    """Something of a sale was taken back: so much for its buyer."""

    name = "sale.reversed"

    key: str
    sale: str
    market: str
    amount: int


@dataclass(frozen=True)
class SaleRestored(Event):
    """What was taken back of a sale is its holders' again: so much that its buyer does not get."""

    name = "sale.restored"

    key: str
    sale: str
    market: str
    amount: int


@dataclass(frozen=True)
class SaleReleased(Event):
    """The hold of a sale is over: so much of it is free for the market."""

    name = "sale.released"

    sale: str
    market: str
    amount: int
