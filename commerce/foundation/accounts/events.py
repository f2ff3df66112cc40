from dataclasses import dataclass
from typing import ClassVar

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class UserJoined(Event):
    """A number was proven for the first time, perhaps on somebody's invitation."""

    name: ClassVar[str] = "user.joined"
    user: str
    invite: str = ""


@dataclass(frozen=True)
class UserLeft(Event):
    """A person closed the account; what could name them is gone."""

    name: ClassVar[str] = "user.left"
    user: str


@dataclass(frozen=True)
class MobileChanged(Event):
    """A person is known by another number now."""

    name: ClassVar[str] = "user.mobile_changed"
    user: str
