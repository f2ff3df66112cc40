"""Batches: one person makes them, another checks them."""

from collections.abc import Collection, Sequence

from celery import current_app
from django.db import transaction
from django.db.models import QuerySet

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import NotFound
from commerce.foundation.core.states import move, sources_of
from commerce.foundation.core.text import clean_text
from commerce.money.remittances import locks
from commerce.money.remittances.errors import BankAccountUnverified, BatchChanged, NothingToSend, OwnDecision
from commerce.money.remittances.models import BankAccount, Batch, BatchFormat, Remittance
from commerce.money.remittances.policies import MAKE, require, require_checker
from commerce.money.remittances.states import BATCH, REMITTANCE

SUBJECT = "remittance_batch"
# Named, not imported: a task is a door, and doors stand above services.
EXPORT = "remittances.export_batch"


@transaction.atomic
def make_batch(*, actor: Actor, batch_format: str, kind: str = "", remittances: Collection[str] | None = None) -> Batch:
    """Put approved remittances into one batch: those named, all or none, or the longest waiting that fit."""
    require(MAKE, actor=actor)
    shape = BatchFormat.objects.filter(slug=batch_format, is_active=True).first()
    if shape is None:
        raise NotFound()
    rows = locks.ready_remittances(batch_format=shape, kind=kind, public_ids=remittances)
    if not rows:
        raise NothingToSend
    if remittances is not None and len(rows) != len(set(remittances)):
        raise BatchChanged
    batch = Batch.objects.create(
        batch_format=shape, made_by=actor.key, rows=len(rows), total=sum(row.amount for row in rows)
    )
    _take(rows, batch)
    _note(actor, "made", batch)
    return batch


@transaction.atomic
def check_batch(*, actor: Actor, batch: str) -> Batch:
    """Confirm another's batch, whose file is then made; refused where an account lost its verification meanwhile."""
    checked = locks.batch(batch)
    require_checker(actor=actor, batch=checked)
    if checked.remittances.exclude(bank_account__status=BankAccount.Status.VERIFIED).exists():
        raise BankAccountUnverified
    move(checked, to=Batch.Status.CHECKED, table=BATCH, checked_by=actor.key, checked_at=clock.now())
    _note(actor, "checked", checked)
    transaction.on_commit(lambda: current_app.tasks[EXPORT].delay(checked.public_id), robust=True)
    return checked


@transaction.atomic
def dissolve_batch(*, actor: Actor, batch: str, reason: str) -> Batch:
    """Let the remittances of a batch wait for another one.

    Once its file was handed out, somebody else than its maker must know that the bank took nothing of it.
    """
    require(MAKE, actor=actor)
    dissolved = locks.batch(batch)
    if dissolved.handed_out_at and dissolved.made_by == actor.key:
        raise OwnDecision
    told = clean_text(reason)
    move(dissolved, to=Batch.Status.DISSOLVED, table=BATCH, dissolved_at=clock.now(), reason=told)
    _moving(dissolved.remittances.all(), to=Remittance.Status.APPROVED).update(
        status=Remittance.Status.APPROVED, batch=None
    )
    _note(actor, "dissolved", dissolved, reason=told)
    return dissolved


def _take(rows: Sequence[Remittance], batch: Batch) -> None:
    wanted = Remittance.objects.filter(pk__in=[row.pk for row in rows])
    moved = _moving(wanted, to=Remittance.Status.BATCHED).update(status=Remittance.Status.BATCHED, batch=batch)
    if moved != len(rows):
        raise BatchChanged


def _moving(rows: "QuerySet[Remittance]", *, to: str) -> "QuerySet[Remittance]":
    return rows.filter(status__in=sources_of(to, REMITTANCE))


def _note(actor: Actor, act: str, batch: Batch, **more: str) -> None:
    details = {"rows": batch.rows, "total": batch.total, **more}
    note(actor=actor, action=f"batch.{act}", subject_kind=SUBJECT, subject_ref=batch.public_id, data=details)
