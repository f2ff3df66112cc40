"""Facts about money that leaves."""

from dataclasses import dataclass

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class RemittanceEvent(Event):
    """What every fact about a remittance tells."""

    remittance: str
    kind: str
    owner_kind: str
    owner_ref: str
    reference: str
    amount: int


@dataclass(frozen=True)
class RemittanceAsked(RemittanceEvent):
    """Somebody wants money sent to a bank account."""

    name = "remittance.asked"


@dataclass(frozen=True)
class RemittanceApproved(RemittanceEvent):
    """The platform agreed; the next batch may take it."""

    name = "remittance.approved"


@dataclass(frozen=True)
class RemittanceRefused(RemittanceEvent):
    """The platform said no, and the money went back to where it was."""

    name = "remittance.refused"

    reason: str


@dataclass(frozen=True)
class RemittanceCancelled(RemittanceEvent):
    """Its owner changed their mind before anybody agreed."""

    name = "remittance.cancelled"


@dataclass(frozen=True)
class RemittanceSent(RemittanceEvent):
    """The bank has the order to transfer."""

    name = "remittance.sent"


@dataclass(frozen=True)
class RemittanceSettled(RemittanceEvent):
    """The bank says that the money arrived."""

    name = "remittance.settled"


@dataclass(frozen=True)
class RemittanceReturned(RemittanceEvent):
    """The bank gave the money back."""

    name = "remittance.returned"

    reason: str
