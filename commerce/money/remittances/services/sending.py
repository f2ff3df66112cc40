"""The bank has the order: the money leaves our books."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.states import move, sources_of
from commerce.foundation.core.text import clean_text
from commerce.money.ledger.services import post_entries
from commerce.money.remittances import locks
from commerce.money.remittances.entries import sent_entry
from commerce.money.remittances.errors import BatchChanged
from commerce.money.remittances.events import RemittanceSent
from commerce.money.remittances.models import Batch, Remittance
from commerce.money.remittances.policies import SEND, require
from commerce.money.remittances.services.batching import SUBJECT
from commerce.money.remittances.states import BATCH, REMITTANCE
from commerce.money.remittances.telling import tell


@transaction.atomic
def mark_sent(*, actor: Actor, batch: str, bank_reference: str) -> Batch:
    """Record that the bank took the file of a batch, under its own reference: all rows of it, at once."""
    require(SEND, actor=actor)
    reference = clean_text(bank_reference)
    if not reference:
        raise InvalidInput({"bank_reference": [("required", _("Say under which number the bank took it."))]})
    sent = locks.batch(batch)
    move(sent, to=Batch.Status.SENT, table=BATCH, sent_at=clock.now(), bank_reference=reference)
    rows = _send_rows(sent)
    post_entries(entries=[sent_entry(row) for row in rows])
    for row in rows:
        row.kind_row.on_sent(row)
        tell(row, actor=actor, fact=RemittanceSent)
    details = {"rows": sent.rows, "total": sent.total, "bank_reference": reference}
    note(actor=actor, action="batch.sent", subject_kind=SUBJECT, subject_ref=sent.public_id, data=details)
    return sent


def _send_rows(batch: Batch) -> Sequence[Remittance]:
    moving = batch.remittances.filter(status__in=sources_of(Remittance.Status.SENT, REMITTANCE))
    if moving.update(status=Remittance.Status.SENT, sent_at=batch.sent_at) != batch.rows:
        raise BatchChanged
    return list(batch.remittances.select_related("bank_account").order_by("id"))
