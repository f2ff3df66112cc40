"""A bank's file of results, read in the words of the batch's format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.foundation.core.sheets import Row, read_table
from commerce.foundation.core.text import clean_digits, fold
from commerce.foundation.core.validators import InvalidValue
from commerce.money.remittances.errors import UnreadableResults
from commerce.money.remittances.models import BatchFormat, Remittance, ResultFile
from commerce.money.remittances.states import REMITTANCE

Status = Remittance.Status
HEADING_WITHIN_ROWS = 20


class Verdict(StrEnum):
    """What a line of results means for its remittance."""

    SETTLED = "settled"
    RETURNED = "returned"
    KNOWN = "known"
    STRANGER = "stranger"
    REPEATED = "repeated"
    UNCLEAR = "unclear"


LABELS = {
    Verdict.SETTLED: _("arrived"),
    Verdict.RETURNED: _("returned"),
    Verdict.KNOWN: _("known before"),
    Verdict.STRANGER: _("not in this batch"),
    Verdict.REPEATED: _("twice in the file"),
    Verdict.UNCLEAR: _("cannot be understood"),
}
MOVES = {Verdict.SETTLED: Status.SETTLED, Verdict.RETURNED: Status.RETURNED}


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of the file and what would be done about it."""

    place: int
    tracking: str
    said: str
    verdict: Verdict
    remittance: Remittance | None
    bank_reference: str = ""
    reason: str = ""

    @property
    def label(self) -> Text:
        return LABELS[self.verdict]

    @property
    def does_something(self) -> bool:
        return self.verdict in MOVES


@dataclass(frozen=True, slots=True)
class Said:
    """A line as the bank wrote it."""

    place: int
    tracking: str
    state: str
    bank_reference: str
    reason: str


def read_results(result_file: ResultFile) -> list[ResultLine]:
    """What a file says about its batch, line by line, and what would be done now; nothing is changed."""
    shape = result_file.batch.batch_format
    with result_file.file.open("rb") as kept:
        said = read_lines(kept, shape)
    expected = {row.tracking: row for row in result_file.batch.remittances.select_related("bank_account")}
    seen: set[str] = set()
    lines = []
    for line in said:
        remittance = expected.get(line.tracking)
        verdict = Verdict.REPEATED if line.tracking in seen else _verdict(line, remittance, shape)
        seen.add(line.tracking)
        lines.append(
            ResultLine(line.place, line.tracking, line.state, verdict, remittance, line.bank_reference, line.reason)
        )
    return lines


def read_lines(file: IO[bytes], shape: BatchFormat) -> list[Said]:
    """The lines of a file under the headings that a format names; refuses one without them."""
    try:
        rows = read_table(file)
    except InvalidValue as error:
        raise UnreadableResults(error.message) from error
    return list(_said(rows, shape))


def _said(rows: Sequence[Row], shape: BatchFormat) -> Iterator[Said]:
    wanted = (shape.result_tracking, shape.result_state, shape.result_reference, shape.result_reason)
    top = next((place for place, row in enumerate(rows[:HEADING_WITHIN_ROWS]) if _is_heading(row, shape)), None)
    if top is None:
        raise UnreadableResults(_("It has no columns with the headings that this format names."))
    columns = [_column(rows[top], heading) for heading in wanted]
    for place, row in enumerate(rows[top + 1 :], start=1):
        tracking, state, reference, reason = (_cell(row, column) for column in columns)
        yield Said(place, clean_digits(tracking), state, reference, reason)


def _is_heading(row: Row, shape: BatchFormat) -> bool:
    return None not in (_column(row, shape.result_tracking), _column(row, shape.result_state))


def _column(row: Row, heading: str) -> int | None:
    folded = fold(heading)
    return next((place for place, cell in enumerate(row) if folded and fold(cell) == folded), None)


def _cell(row: Row, column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _verdict(said: Said, remittance: Remittance | None, shape: BatchFormat) -> Verdict:
    if remittance is None:
        return Verdict.STRANGER
    meant = _meant(fold(said.state), shape)
    if meant is None:
        return Verdict.UNCLEAR
    becomes = MOVES[meant]
    if remittance.status == becomes:
        return Verdict.KNOWN
    return meant if becomes in REMITTANCE[remittance.status] else Verdict.UNCLEAR


def _meant(said: str, shape: BatchFormat) -> Verdict | None:
    if said in map(fold, shape.settled_words):
        return Verdict.SETTLED
    return Verdict.RETURNED if said in map(fold, shape.returned_words) else None
