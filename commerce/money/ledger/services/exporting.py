"""The journal, or the statement of an account, as a file: written by a worker a chunk at a time."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, Final

from celery import current_app
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from commerce.foundation.core import works
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.clock import jalali_date
from commerce.foundation.core.sheets import safe_cell
from commerce.money.ledger.chart import CHART
from commerce.money.ledger.errors import TooMuchForWorkbook
from commerce.money.ledger.models import Account, Export, Posting
from commerce.money.ledger.policies import require_viewing
from commerce.money.ledger.selectors import balance_before, postings_between

TASK: Final = "ledger.write_export"
CHUNK: Final = 2_000
# What a workbook can hold is a little more.
WORKBOOK_ROWS: Final = 1_000_000

Row = Sequence[Any]


def ask_export(
    *,
    actor: Actor,
    format: str,
    account: Account | None = None,
    since: date | None = None,
    until: date | None = None,
    language: str = "fa",
) -> Export:
    """Have the postings of some days written into a private file: of an account, or of all as a journal."""
    require_viewing(actor)
    with transaction.atomic():
        export = Export.objects.create(
            asked_by=actor.key, format=format, account=account, since=since, until=until, language=language
        )
        transaction.on_commit(lambda: current_app.tasks[TASK].delay(export.pk), robust=True)
    return export


def write_export(*, export_id: int) -> Export | None:
    """Write the file that was asked for; nothing happens where another worker is at it."""
    export = works.begin(model=Export, work_id=export_id)
    if export is None:
        return None
    total = postings_between(since=export.since, until=export.until, account=export.account).order_by().count()
    if export.format == Export.Format.XLSX and total > WORKBOOK_ROWS:
        works.fail(export, problem=TooMuchForWorkbook.code)
        return export
    with override(export.language), TemporaryFile() as out:
        rows = export_rows(account=export.account, since=export.since, until=export.until)
        WRITERS[export.format](out, _counted(export, rows, total))
        out.seek(0)
        export.file.save(f"{export.public_id}.{export.format}", File(out), save=False)
    works.finish(export, file=export.file.name)
    return export


def export_rows(
    *, account: Account | None = None, since: date | None = None, until: date | None = None
) -> Iterator[Row]:
    """Headings and rows, oldest first, read from the database a chunk at a time."""
    postings = postings_between(since=since, until=until, account=account).iterator(chunk_size=CHUNK)
    return _journal(postings) if account is None else _statement(account, postings, since)


def _journal(postings: Iterator[Posting]) -> Iterator[Row]:
    yield (
        _("day"), _("entry"), _("reason"), _("cause"), _("account"), _("account's title"), _("owner"),
        _("debit (rial)"), _("credit (rial)"),
    )  # fmt: skip
    for posting in postings:
        entry, account = posting.entry, posting.account
        kind = CHART[account.kind]
        cause, owner = f"{entry.cause_kind}:{entry.cause_ref}", f"{account.owner_kind}:{account.owner_ref}"
        named = (_day(posting), entry.key, entry.reason, cause, kind.number, str(kind.title), owner)
        yield (*named, posting.debit, posting.credit)


def _statement(account: Account, postings: Iterator[Posting], since: date | None) -> Iterator[Row]:
    yield _("day"), _("entry"), _("reason"), _("cause"), _("debit (rial)"), _("credit (rial)"), _("balance (rial)")
    balance = balance_before(account=account, day=since) if since else 0
    for posting in postings:
        entry = posting.entry
        balance += account.side * posting.amount
        cause = f"{entry.cause_kind}:{entry.cause_ref}"
        yield _day(posting), entry.key, entry.reason, cause, posting.debit, posting.credit, balance


def _day(posting: Posting) -> str:
    return jalali_date(posting.booked_on, language="en")


def _counted(export: Export, rows: Iterator[Row], total: int) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number % CHUNK == 0:
            works.report(export, done=number, total=total)
        yield row


def _write_csv(out: IO[bytes], rows: Iterator[Row]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    text.detach()


def _write_xlsx(out: IO[bytes], rows: Iterator[Row]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([safe_cell(cell) for cell in row])
    book.save(out)


WRITERS: Final = {"csv": _write_csv, "xlsx": _write_xlsx}
