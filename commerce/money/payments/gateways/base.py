"""What every bank's adapter speaks, and in which words it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Literal, Protocol, runtime_checkable
from urllib.parse import urlsplit

from commerce.foundation.core.errors import Text


@dataclass(frozen=True, slots=True)
class Wage:
    """A part of a payment, in rials, that the bank itself sends to another account of ours."""

    iban: str
    amount: int
    description: str


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
    # The bank's receipt, once it said paid: what a reversal or a refund names.
    receipt: str = ""
    began_at: datetime | None = None
    wages: Sequence[Wage] = ()


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
    """What a callback says; it decides nothing. It names the attempt by the bank's token, or by our order number."""

    authority: str
    said_ok: bool
    fields: Mapping[str, str] = field(default_factory=dict)
    bank_order: int | None = None


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


@dataclass(frozen=True, slots=True)
class Returning:
    """A refund as a bank is asked for it. `number` is ours, digits only, the same at every try."""

    number: int
    amount: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The bank's word that the money is on its way back to the card."""

    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class Unverified:
    """A payment that the bank holds and that was never verified."""

    authority: str
    amount: int


class Standing(Enum):
    """How a payment stands in the bank's own books; it informs, and decides nothing."""

    OPEN = "open"
    PAID = "paid"  # and never verified
    VERIFIED = "verified"
    FAILED = "failed"
    REVERSED = "reversed"
    REFUNDED = "refunded"


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


@runtime_checkable
class TakesMore(Protocol):
    """A bank whose contract may bring more than the adapter needs: a key for refunds, a page of another kind."""

    @property
    def credentials_optional(self) -> tuple[str, ...]:
        """What may be entered beside the credentials that are needed."""
        ...


@runtime_checkable
class ProvesByReceipt(Protocol):
    """A bank whose receipt names no order: it would pay once at each row of a contract, which so has one row."""

    @property
    def contract_named_by(self) -> str:
        """The credential by which two rows are known as the same contract."""
        ...


@runtime_checkable
class Reverses(Protocol):
    """A bank that takes a whole payment back while it is fresh. Doing it twice is safe."""

    @property
    def reverse_within_seconds(self) -> int:
        """How long after the payment that is possible."""
        ...

    def reverse(self, attempt: Attempt) -> Sent:
        """Give the whole payment back; Refused where the bank will not, Unreachable where nobody knows."""
        ...


@runtime_checkable
class Refunds(Protocol):
    """A bank that sends all or a part of a payment back to the card."""

    def refund(self, attempt: Attempt, returning: Returning) -> Sent:
        """Send money back; Refused where the bank will not, Unreachable where nobody knows whether it did."""
        ...


@runtime_checkable
class TellsOfRefunds(Protocol):
    """A bank that can be asked what became of a refund, so that one whose answer was lost need not be sent blindly."""

    def find_refund(self, attempt: Attempt, returning: Returning) -> Sent | None:
        """The refund if the bank made it; None if it did not."""
        ...


@runtime_checkable
class ListsUnverified(Protocol):
    """A bank that lists the payments it holds for us and that we never verified."""

    def unverified(self, attempt: Attempt) -> Sequence[Unverified]:
        """Those payments; of the attempt only the contract is read."""
        ...


@runtime_checkable
class Inquires(Protocol):
    """A bank that tells how a payment stands without doing anything about it."""

    def inquire(self, attempt: Attempt) -> Standing:
        """How the payment stands; Refused and Unreachable as of `verify`."""
        ...


@runtime_checkable
class Splits(Protocol):
    """A bank that sends parts of a payment to other accounts of ours."""

    @property
    def most_wages(self) -> int:
        """To how many accounts at once."""
        ...
