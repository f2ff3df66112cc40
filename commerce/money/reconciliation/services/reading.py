"""Reading a file in the background: every row, and the payment it is about."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import Max, Min

from commerce.foundation.core import works
from commerce.foundation.core.sheets import read_table
from commerce.foundation.core.states import move
from commerce.foundation.core.validators.invalid import InvalidValue
from commerce.money.reconciliation.columns import Said, read_row
from commerce.money.reconciliation.matching import Matcher, told_before
from commerce.money.reconciliation.models import StatementFile, StatementReading, StatementRow
from commerce.money.reconciliation.models.column_mapping import Unit
from commerce.money.reconciliation.states import STATEMENT

CHUNK: Final = 1_000
Status = StatementFile.Status


def read_file(*, reading_id: int) -> StatementReading | None:
    """Read the rows of a file and match them; nothing happens where another worker is at it.

    A worker that takes over from a dead one begins anew.
    """
    reading = works.begin(model=StatementReading, work_id=reading_id)
    if reading is None:
        return None
    file = reading.file
    try:
        with file.file.open("rb") as opened:
            table = read_table(opened)
    except InvalidValue as error:
        return _give_up(reading, error.code)
    file.rows.all().delete()
    _write_rows(reading, table[file.header_row + 1 :])
    return _finish(reading)


def _write_rows(reading: StatementReading, table: list[list[str]]) -> None:
    file, matcher = reading.file, Matcher(reading.file)
    said = _said(file, table)
    written = 0
    while chunk := list(islice(said, CHUNK)):
        StatementRow.objects.bulk_create(matcher.rows_of(chunk))
        written += len(chunk)
        works.report(reading, done=written, total=len(table))


def _said(file: StatementFile, table: list[list[str]]) -> Iterator[tuple[int, Said]]:
    toman = file.unit == Unit.TOMAN
    for number, cells in enumerate(table, start=file.header_row + 2):
        yield number, read_row(cells, file.columns, toman=toman)


@transaction.atomic
def _finish(reading: StatementReading) -> StatementReading:
    told_before(reading.file.rows.all()).update(outcome=StatementRow.Outcome.ALREADY)
    days = reading.file.rows.aggregate(first=Min("day"), last=Max("day"))
    works.finish(reading)
    move(reading.file, to=Status.READ, table=STATEMENT, first_day=days["first"], last_day=days["last"])
    return reading


@transaction.atomic
def _give_up(reading: StatementReading, problem: str) -> StatementReading:
    works.fail(reading, problem=problem)
    move(reading.file, to=Status.UPLOADED, table=STATEMENT, problem=problem)
    return reading
