"""The file of a batch: made once by a task, kept, and handed out as it was made."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import IllegalTransition, NotFound
from commerce.foundation.core.sheets import write_csv, write_xlsx
from commerce.foundation.core.states import move
from commerce.money.remittances import locks
from commerce.money.remittances.columns import VALUES, Cell
from commerce.money.remittances.errors import BatchFileDamaged
from commerce.money.remittances.models import Batch, BatchFormat
from commerce.money.remittances.policies import SEND, require
from commerce.money.remittances.services.batching import SUBJECT
from commerce.money.remittances.states import BATCH

WRITERS = {BatchFormat.FileKind.CSV: write_csv, BatchFormat.FileKind.XLSX: write_xlsx}
TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class BatchFile:
    """What goes to the bank."""

    name: str
    content: bytes


def due_exports() -> list[str]:
    """Checked batches that have no file yet."""
    return list(Batch.objects.filter(status=Batch.Status.CHECKED).order_by("id").values_list("public_id", flat=True))


def export_batch(*, batch: str) -> Batch:
    """Make the file of a checked batch and keep it, once: whoever comes later finds the one that is kept."""
    found = Batch.objects.select_related("batch_format").filter(public_id=batch).first()
    if found is None:
        raise NotFound()
    if found.status != Batch.Status.CHECKED:
        return found
    content = WRITERS[BatchFormat.FileKind(found.batch_format.file_kind)](_rows(found))
    return _keep(batch, content)


@transaction.atomic
def hand_out_file(*, actor: Actor, batch: str) -> BatchFile:
    """The file of a batch, the same every time, and a note of who took it."""
    require(SEND, actor=actor)
    found = locks.batch(batch)
    if not found.file:
        raise IllegalTransition(wanted=Batch.Status.EXPORTED)
    with found.file.open("rb") as kept:
        content = kept.read()
    if _digest(content) != found.file_digest:
        raise BatchFileDamaged
    if found.handed_out_at is None:
        found.handed_out_at = clock.now()
        found.save(update_fields=["handed_out_at"])
    note(actor=actor, action="batch.downloaded", subject_kind=SUBJECT, subject_ref=found.public_id)
    return BatchFile(f"{found.public_id}.{found.batch_format.file_kind}", content)


def _rows(batch: Batch) -> Iterator[list[Cell]]:
    columns = batch.batch_format.columns
    yield [column["heading"] for column in columns]
    values = [VALUES[column["value"]] for column in columns]
    rows = batch.remittances.select_related("bank_account").order_by("asked_at", "id")
    for place, remittance in enumerate(rows, start=1):
        yield [value.cell(place, remittance) for value in values]
        if place % TOLD_EVERY == 0:
            Batch.objects.filter(pk=batch.pk).update(exported_rows=place)


@transaction.atomic
def _keep(public_id: str, content: bytes) -> Batch:
    """The kept file and the state that says so go together; a crash before leaves a batch that is exported anew."""
    batch = locks.batch(public_id)
    if batch.status != Batch.Status.CHECKED:
        return batch
    storage, field = batch.file.storage, Batch._meta.get_field("file")
    name = storage.save(f"{field.upload_to}{public_id}.{batch.batch_format.file_kind}", ContentFile(content))
    move(
        batch,
        to=Batch.Status.EXPORTED,
        table=BATCH,
        file=name,
        file_digest=_digest(content),
        exported_rows=batch.rows,
    )
    note(actor=SYSTEM, action="batch.exported", subject_kind=SUBJECT, subject_ref=public_id)
    return batch


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
