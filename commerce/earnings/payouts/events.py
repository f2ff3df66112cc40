"""Facts about markets' payouts."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class PayoutFact(Event):
    """What every fact about a payout tells: `amount` left the free money, `net` goes to the bank account."""

    payout: str
    market: str
    kind: str
    amount: int
    net: int


@dataclass(frozen=True)
class PayoutMade(PayoutFact):
    """A market's free money is on its way; staff approve it."""

    name: ClassVar[str] = "payout.made"


@dataclass(frozen=True)
class PayoutSent(PayoutFact):
    """The bank has it."""

    name: ClassVar[str] = "payout.sent"


@dataclass(frozen=True)
class PayoutSettled(PayoutFact):
    """It arrived."""

    name: ClassVar[str] = "payout.settled"


@dataclass(frozen=True)
class PayoutRefused(PayoutFact):
    """Staff said no, and the money is free again."""

    name: ClassVar[str] = "payout.refused"
    reason: str


@dataclass(frozen=True)
class PayoutCancelled(PayoutFact):
    """The market took its asking back, and the money is free again."""

    name: ClassVar[str] = "payout.cancelled"
    reason: str


@dataclass(frozen=True)
class PayoutReturned(PayoutFact):
    """The bank gave it back, and the money is free again."""

    name: ClassVar[str] = "payout.returned"
    reason: str
