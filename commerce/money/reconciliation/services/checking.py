"""The checker's part: another person posts the file, or sends it back."""

from django.db import IntegrityError, transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.states import move
from commerce.foundation.core.text import clean_text
from commerce.money.ledger.services import post_entries
from commerce.money.reconciliation import locks
from commerce.money.reconciliation.entries import drafts_of
from commerce.money.reconciliation.errors import ReconciledMeanwhile
from commerce.money.reconciliation.matching import told_before
from commerce.money.reconciliation.models import StatementFile, StatementRow
from commerce.money.reconciliation.policies import require_checking
from commerce.money.reconciliation.states import STATEMENT

Status, Outcome = StatementFile.Status, StatementRow.Outcome


@transaction.atomic
def post_file(*, actor: Actor, public_id: str) -> StatementFile:
    """Book what a submitted file says: bank and fees from clearing, differences into suspense. Once, and for good.

    What turns out wrong afterwards is resolved out of suspense, or corrected by entries of its own.
    """
    file = locks.lock_file(public_id=public_id)
    require_checking(actor, file)
    _refuse_what_is_in_suspense(file)
    move(file, to=Status.POSTED, table=STATEMENT, checked_by=actor.key, checked_at=clock.now(), problem="")
    _settle(file)
    drafts = drafts_of(file)
    post_entries(entries=drafts)
    _note(actor, "posted", file, {"entries": len(drafts)})
    return file


@transaction.atomic
def refuse_file(*, actor: Actor, public_id: str, reason: str) -> StatementFile:
    """Send a submitted file back to its maker, with the reason."""
    file = locks.lock_file(public_id=public_id)
    require_checking(actor, file)
    told = clean_text(reason)[:300]
    move(file, to=Status.READ, table=STATEMENT, checked_by=actor.key, checked_at=clock.now(), problem=told)
    _note(actor, "refused", file, {"reason": told})
    return file


def _refuse_what_is_in_suspense(file: StatementFile) -> None:
    """What nobody knows names no payment, so no constraint sees it: files of a gateway are posted one by one."""
    locks.lock_files_of(gateway_id=file.gateway_id)
    if told_before(file.rows.all()).exists():
        raise ReconciledMeanwhile


def _settle(file: StatementFile) -> None:
    """Every payment and refund is settled by one row, whatever files tell of it: the database sees to it."""
    try:
        with transaction.atomic():
            file.rows.filter(outcome__in=[Outcome.MATCHED, Outcome.DIFFERS]).update(is_settled=True)
    except IntegrityError as error:
        raise ReconciledMeanwhile from error


def _note(actor: Actor, act: str, file: StatementFile, data: dict[str, object]) -> None:
    note(
        actor=actor,
        action=f"settlement_file.{act}",
        subject_kind="settlement_file",
        subject_ref=file.public_id,
        data={"name": file.name, "gateway": file.gateway.slug, **data},
    )
