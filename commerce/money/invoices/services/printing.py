"""The print of a paper: made once by Typst, kept, and handed out as it was made."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from celery import current_app
from django.core.files.base import ContentFile
from django.db import transaction
from typst import TypstError

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.documents import typeset
from commerce.foundation.core.states import move, try_move
from commerce.money.invoices import locks, policies
from commerce.money.invoices.errors import NotNumberedYet, PaperDamaged, PaperFailed
from commerce.money.invoices.models import Invoice, Paper
from commerce.money.invoices.rendering import TEMPLATE, data_of
from commerce.money.invoices.states import PAPER

TASK: Final = "invoices.print_waiting"
AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class PaperFile:
    """What somebody downloads."""

    name: str
    content: bytes


def take_paper(*, invoice: Invoice, language: str = Paper.Language.PERSIAN) -> PaperFile:
    """The print of a numbered paper, the same every time; made now where nobody wanted it before.

    Raises NotNumberedYet, PaperFailed where it cannot be set, PaperDamaged where the kept file is another.
    """
    if not invoice.number:
        raise NotNumberedYet
    paper, _made = Paper.objects.get_or_create(invoice=invoice, language=language)
    if paper.status != Paper.Status.KEPT:
        paper = _print(invoice.pk, language)
    if paper.status != Paper.Status.KEPT:
        raise PaperFailed
    with paper.file.open("rb") as kept:
        content = kept.read()
    if _digest(content) != paper.digest:
        raise PaperDamaged
    return PaperFile(f"{invoice.kind}-{invoice.label}-{language}.pdf", content)


def take_papers(*, invoices: Sequence[Invoice], name: str, language: str = Paper.Language.PERSIAN) -> PaperFile:
    """Several papers in one file, one after the other."""
    if not invoices or not all(invoice.number for invoice in invoices):
        raise NotNumberedYet
    if len(invoices) == 1:
        return take_paper(invoice=invoices[0], language=language)
    return PaperFile(f"{name}-{language}.pdf", typeset(TEMPLATE, data_of(invoices, language=language)))


def print_waiting() -> int:
    """Print the papers that wait, oldest first."""
    rows = Paper.objects.filter(status=Paper.Status.WAITING).order_by("id")
    waiting = list(rows.values_list("invoice_id", "language")[:AT_ONCE])
    for invoice_id, language in waiting:
        _print(invoice_id, language)
    return len(waiting)


@transaction.atomic
def retry_paper(*, actor: Actor, paper: Paper) -> Paper:
    """Try a print again that failed."""
    policies.require(policies.RETRY, held_by=actor)
    move(paper, to=Paper.Status.WAITING, table=PAPER, problem="")
    note(
        actor=actor,
        action="invoice.print_retried",
        subject_kind="invoice",
        subject_ref=paper.invoice.public_id,
        data={"language": paper.language},
    )
    transaction.on_commit(lambda: current_app.tasks[TASK].delay(), robust=True)
    return paper


@transaction.atomic
def _print(invoice_id: int, language: str) -> Paper:
    """The file and the row that names it go together; a crash before leaves a paper that is printed anew."""
    paper = locks.paper(invoice_id, language)
    if paper.status == Paper.Status.KEPT:
        return paper
    try:
        content = typeset(TEMPLATE, data_of([paper.invoice], language=language))
    except (TypstError, RuntimeError) as error:
        try_move(paper, to=Paper.Status.FAILED, table=PAPER, problem=str(error)[:300])
        return paper
    storage, field = paper.file.storage, Paper._meta.get_field("file")
    name = storage.save(f"{field.upload_to}{paper.invoice.public_id}-{language}.pdf", ContentFile(content))
    move(
        paper,
        to=Paper.Status.KEPT,
        table=PAPER,
        file=name,
        digest=_digest(content),
        made_at=clock.now(),
        problem="",
    )
    return paper


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
