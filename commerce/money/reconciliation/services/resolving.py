"""Saying what a difference was, and taking it out of suspense."""

from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.text import clean_text
from commerce.money.ledger.services import AccountRef, post_entries
from commerce.money.reconciliation import locks
from commerce.money.reconciliation.entries import IN_SUSPENSE, resolution_of
from commerce.money.reconciliation.errors import AlreadyResolved
from commerce.money.reconciliation.models import StatementRow
from commerce.money.reconciliation.policies import require_resolving

# The bank kept it as a fee · it is the bank's to pay, or was paid for something we know now · it is ours · it is lost.
RESOLVES_TO: Final = ("gateway_fees", "gateway_clearing", "platform_income", "chargeback_loss")


@transaction.atomic
def resolve_suspense(*, actor: Actor, row_id: int, to: str, reason: str) -> StatementRow:
    """Move the difference of a posted row from suspense to the account it belongs to, once."""
    require_resolving(actor)
    told = clean_text(reason)[:300]
    if to not in RESOLVES_TO or not told:
        raise InvalidInput({"to" if told else "reason": [("invalid", _("Say where it belongs, and why."))]})
    row = locks.lock_row(row_id=row_id)
    open_rows = StatementRow.objects.filter(IN_SUSPENSE, pk=row.pk, resolved_at=None)
    resolution = {"resolved_by": actor.key, "resolved_at": clock.now(), "resolved_to": to, "resolution": told}
    if not open_rows.update(**resolution):
        raise AlreadyResolved
    post_entries(entries=[resolution_of(row, to=AccountRef(to))])
    note(
        actor=actor,
        action="settlement_row.resolved",
        subject_kind="settlement_file",
        subject_ref=row.file.public_id,
        data={"row": row.number, "to": to, "reason": told, "amount": row.difference},
    )
    row.refresh_from_db()
    return row
