"""The maker's part: upload a file, name its columns, look at the result, submit it."""

import hashlib
from collections.abc import Mapping
from typing import IO, Final

from celery import current_app
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.sheets import MOST_BYTES, read_table
from commerce.foundation.core.states import move
from commerce.foundation.core.text import clean_text
from commerce.foundation.core.validators.invalid import InvalidValue
from commerce.money.payments.models import Gateway
from commerce.money.reconciliation import locks
from commerce.money.reconciliation.columns import FIELDS, HEADINGS_WITHIN, NAMES, row_of_headings
from commerce.money.reconciliation.entries import drafts_of
from commerce.money.reconciliation.errors import FileKnown, NothingToPost, NotOurGateway
from commerce.money.reconciliation.matching import told_before
from commerce.money.reconciliation.models import ColumnMapping, StatementFile, StatementReading, StatementRow
from commerce.money.reconciliation.policies import require_making
from commerce.money.reconciliation.selectors import columns_for
from commerce.money.reconciliation.states import STATEMENT

TASK: Final = "reconciliation.read_file"
Status = StatementFile.Status


def upload_file(*, actor: Actor, gateway: Gateway, upload: IO[bytes], name: str) -> StatementFile:
    """Keep a gateway's settlement file and guess what its columns are. The same file is taken once a gateway."""
    require_making(actor)
    if gateway.owner_kind != "platform":
        raise NotOurGateway
    content = upload.read(MOST_BYTES + 1)
    rows = _rows_of(content)
    headings_at = row_of_headings(rows)
    file = StatementFile(
        gateway=gateway,
        name=clean_text(name)[:120],
        sha256=hashlib.sha256(content).hexdigest(),
        preview=[row[:60] for row in rows[: HEADINGS_WITHIN + 5]],
        header_row=headings_at,
        columns=columns_for(gateway, rows[headings_at]),
        unit=_unit_of(gateway),
        uploaded_by=actor.key,
    )
    try:
        with transaction.atomic():
            # The row first: a file that is known leaves nothing in the storage.
            file.save()
            file.file.save(f"{file.public_id}.sheet", ContentFile(content))
            _note(actor, "uploaded", file)
    except IntegrityError as error:
        raise FileKnown from error
    return file


@transaction.atomic
def name_columns(
    *, actor: Actor, public_id: str, columns: Mapping[str, int], header_row: int, unit: str
) -> StatementFile:
    """Say which column is what, and have the file read; the gateway's next file is read by the same headings."""
    require_making(actor)
    file = locks.lock_file(public_id=public_id)
    _refuse_columns(file, columns, header_row)
    headings = file.preview[header_row]
    told = {field: headings[place] for field, place in columns.items() if headings[place]}
    ColumnMapping.objects.update_or_create(gateway=file.gateway, defaults={"headings": told, "unit": unit})
    move(file, to=Status.READING, table=STATEMENT, columns=dict(columns), header_row=header_row, unit=unit, problem="")
    file.rows.all().delete()
    reading = StatementReading.objects.create(file=file, asked_by=actor.key)
    transaction.on_commit(lambda: current_app.tasks[TASK].delay(reading.pk), robust=True)
    return file


@transaction.atomic
def submit_file(*, actor: Actor, public_id: str) -> StatementFile:
    """Hand a file that was read to another person, who posts it or sends it back."""
    require_making(actor)
    file = locks.lock_file(public_id=public_id)
    _set_aside_what_was_settled(file)
    if not drafts_of(file):
        raise NothingToPost
    move(file, to=Status.SUBMITTED, table=STATEMENT, submitted_by=actor.key, submitted_at=clock.now())
    _note(actor, "submitted", file)
    return file


@transaction.atomic
def discard_file(*, actor: Actor, public_id: str) -> StatementFile:
    """Put a file away that was the wrong one; it may be uploaded again."""
    require_making(actor)
    file = locks.lock_file(public_id=public_id)
    move(file, to=Status.DISCARDED, table=STATEMENT)
    _note(actor, "discarded", file)
    return file


def _rows_of(content: bytes) -> list[list[str]]:
    try:
        rows = read_table(ContentFile(content))  # type: ignore[arg-type]
    except InvalidValue as error:
        raise InvalidInput({"file": [(error.code, error.message)]}) from error
    if not rows:
        raise InvalidInput({"file": [("empty", _("There is nothing in this file."))]})
    return rows


def _unit_of(gateway: Gateway) -> str:
    known = ColumnMapping.objects.filter(gateway=gateway).first()
    return known.unit if known else "rial"


def _refuse_columns(file: StatementFile, columns: Mapping[str, int], header_row: int) -> None:
    if not 0 <= header_row < len(file.preview):
        raise InvalidInput({"header_row": [("invalid", _("There is no such row."))]})
    if "amount" not in columns:
        raise InvalidInput({"amount": [("required", _("Say which column is the amount."))]})
    if not set(NAMES) & set(columns):
        raise InvalidInput({"receipt": [("required", _("Name a column by which payments can be found."))]})
    width = len(file.preview[header_row])
    wrong = [field for field, place in columns.items() if field not in FIELDS or not 0 <= place < width]
    twice = [field for field, place in columns.items() if list(columns.values()).count(place) > 1]
    if wrong or twice:
        raise InvalidInput({field: [("invalid", _("Every column is one thing."))] for field in [*wrong, *twice]})


def _set_aside_what_was_settled(file: StatementFile) -> None:
    """Another file may have been posted since this one was read."""
    settled = StatementRow.objects.filter(is_settled=True)
    paid = file.rows.filter(Exists(settled.filter(payment=OuterRef("payment"), refund=None)), refund=None)
    sent = file.rows.filter(Exists(settled.filter(refund=OuterRef("refund"))))
    for rows in (paid, sent):
        rows.exclude(outcome=StatementRow.Outcome.SURPLUS).update(outcome=StatementRow.Outcome.ALREADY)
    told_before(file.rows.all()).update(outcome=StatementRow.Outcome.ALREADY)


def _note(actor: Actor, act: str, file: StatementFile) -> None:
    note(
        actor=actor,
        action=f"settlement_file.{act}",
        subject_kind="settlement_file",
        subject_ref=file.public_id,
        data={"name": file.name, "gateway": file.gateway.slug},
    )
