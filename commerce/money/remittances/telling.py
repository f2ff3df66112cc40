"""What happened to a remittance, told twice: to the trail of who did it, and to whoever listens."""

from typing import Any

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.events import record
from commerce.money.remittances.events import RemittanceEvent
from commerce.money.remittances.models import Remittance

SUBJECT = "remittance"


def tell(remittance: Remittance, *, actor: Actor, fact: type[RemittanceEvent], **extra: Any) -> None:
    """Note the act and record the fact, in the transaction that made it true; `extra` are the fact's own members."""
    note(
        actor=actor,
        action=fact.name,
        subject_kind=SUBJECT,
        subject_ref=remittance.public_id,
        data={"amount": remittance.amount, **extra},
    )
    record(
        fact(
            remittance=remittance.public_id,
            kind=remittance.kind,
            owner_kind=remittance.owner_kind,
            owner_ref=remittance.owner_ref,
            reference=remittance.reference,
            amount=remittance.amount,
            **extra,
        )
    )
