from dataclasses import dataclass
from typing import ClassVar

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class MarketEvent(Event):
    """A fact about one market, named by its public id."""

    name: ClassVar[str]
    market: str
    by: str


@dataclass(frozen=True)
class MarketCreated(MarketEvent):
    name = "market.created"


@dataclass(frozen=True)
class MarketChanged(MarketEvent):
    """Its name, place, delivery or whether it is seen is another now."""

    name = "market.changed"


@dataclass(frozen=True)
class MarketPublished(MarketEvent):
    name = "market.published"


@dataclass(frozen=True)
class MarketSuspended(MarketEvent):
    name = "market.suspended"
    reason: str = ""


@dataclass(frozen=True)
class TeamChanged(MarketEvent):
    """Someone joined, left or got another role."""

    name = "market.team_changed"
    user: str = ""


@dataclass(frozen=True)
class MarketRestricted(MarketEvent):
    """It may not do one thing for a while."""

    name = "market.restricted"
    what: str = ""
    why: str = ""


@dataclass(frozen=True)
class MarketUnrestricted(MarketEvent):
    """It may do one thing again."""

    name = "market.unrestricted"
    what: str = ""
