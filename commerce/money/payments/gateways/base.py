"""What every bank's adapter speaks, and in which words it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

from commerce.foundation.core.errors import Text


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a bank may know of a payment. All of it comes from our own row, never from a callback."""

    bank_order: int
    amount: int
    authority: str
    callback_url: str
    description: str
    mobile: str
    is_test: bool
    credentials: Mapping[str, str] = field(repr=False)
    returned_with: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handoff:
    """The bank's page and how a browser goes there."""

    url: str
    method: Literal["get", "post"] = "get"
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Returned:
    """What a callback says; it decides nothing."""

    authority: str
    said_ok: bool
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paid:
    """The bank's own yes."""

    receipt: str
    card_mask: str
    code: str


@dataclass(frozen=True, slots=True)
class Unpaid:
    """The bank's own no, for as long as the shopper does not pay after all."""

    code: str


Verdict = Paid | Unpaid


class Bank(Protocol):
    """An adapter: no state, no database, one bank's language.

    `ask_token` and `verify` raise Unreachable where the bank gave no answer that can be read or asks us to wait, and
    Refused where it answered with a code that concerns us rather than the payment.
    """

    @property
    def credentials_needed(self) -> tuple[str, ...]:
        """What the bank gave us at contract time."""
        ...

    def ask_token(self, attempt: Attempt) -> str:
        """The bank's token for a new attempt."""
        ...

    def handoff(self, attempt: Attempt) -> Handoff:
        """Where a browser goes with the token."""
        ...

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        """The few fields of a callback that are ours to read; None where they are not a callback of this bank."""
        ...

    def verify(self, attempt: Attempt) -> Verdict:
        """Whether the money of an attempt came; asking twice is safe."""
        ...

    def explain(self, code: str) -> Text:
        """A code of this bank in words for a shopper."""
        ...
