"""What the bank says became of the money it was to transfer."""

from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.states import move
from commerce.foundation.core.text import clean_text
from commerce.money.ledger.services import post_entries
from commerce.money.remittances import locks
from commerce.money.remittances.entries import returned_entry
from commerce.money.remittances.events import RemittanceReturned, RemittanceSettled
from commerce.money.remittances.models import Remittance
from commerce.money.remittances.policies import SEND, require, require_stranger
from commerce.money.remittances.states import REMITTANCE
from commerce.money.remittances.telling import tell

Status = Remittance.Status


@transaction.atomic
def mark_settled(*, actor: Actor, public_id: str, bank_reference: str = "") -> Remittance:
    """Record that the money arrived."""
    require(SEND, actor=actor)
    remittance = locks.remittance(public_id)
    reference = _reference(bank_reference, remittance)
    move(remittance, to=Status.SETTLED, table=REMITTANCE, ended_at=clock.now(), bank_reference=reference)
    tell(remittance, actor=actor, fact=RemittanceSettled)
    return remittance


@transaction.atomic
def mark_returned(*, actor: Actor, public_id: str, reason: str, bank_reference: str = "") -> Remittance:
    """Record that the bank gave the money back; its owner has it again at once."""
    require(SEND, actor=actor)
    remittance = locks.remittance(public_id)
    require_stranger(actor=actor, remittance=remittance)
    told = clean_text(reason)[:300]
    reference = _reference(bank_reference, remittance)
    move(
        remittance,
        to=Status.RETURNED,
        table=REMITTANCE,
        ended_at=clock.now(),
        reason=told,
        bank_reference=reference,
    )
    post_entries(entries=[returned_entry(remittance)])
    remittance.kind_row.on_returned(remittance)
    tell(remittance, actor=actor, fact=RemittanceReturned, reason=told)
    return remittance


def _reference(typed: str, remittance: Remittance) -> str:
    return clean_text(typed)[:64] or remittance.bank_reference
