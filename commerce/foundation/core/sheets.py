"""Tables as files, CSV and workbooks: read within limits, and written so that no cell runs."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from commerce.foundation.core.text import clean_text
from commerce.foundation.core.validators.invalid import InvalidValue

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED_BYTES: Final = 60 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 60
WORKBOOK_STARTS: Final = b"PK"
ENCRYPTED: Final = 0x1
# What a workbook calls a sheet at most.
LONGEST_TITLE: Final = 31

Row = list[str]


def safe_cell(value: Any) -> Any:
    """A text that a spreadsheet shows instead of running it."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS) else value


def write_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV in UTF-8, with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as a workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([safe_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_book(
    out: IO[bytes], sheets: Iterable[tuple[str, Iterable[Sequence[Any]]]], *, right_to_left: bool = False
) -> None:
    """A workbook of several sheets, written a row at a time; numbers stay numbers, grouped where they are shown."""
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title=title[:LONGEST_TITLE])
        sheet.sheet_view.rightToLeft = right_to_left
        for place, row in enumerate(rows):
            if place == 0:
                _widen(sheet, row)
            sheet.append([_book_cell(sheet, cell, is_heading=place == 0) for cell in row])
    book.save(out)


def _widen(sheet: Any, headings: Sequence[Any]) -> None:
    for place, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = max(14, len(str(heading)) + 4)


def _book_cell(sheet: Any, value: Any, *, is_heading: bool) -> Any:
    if is_heading:
        cell = WriteOnlyCell(sheet, value=safe_cell(str(value)))
        cell.font = Font(bold=True)
        return cell
    if isinstance(value, int) and not isinstance(value, bool):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "#,##0"
        return cell
    return safe_cell(value)


def read_table(file: IO[bytes]) -> list[Row]:
    """The rows of a CSV file or of a workbook's first sheet as clean texts, without those that are empty."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _too_large()
    rows = list(_workbook_rows(content) if content.startswith(WORKBOOK_STARTS) else _csv_rows(content))
    if len(rows) > MOST_ROWS:
        raise _too_large()
    return [_without_tail(row) for row in rows if any(row)]


def _without_tail(row: Row) -> Row:
    while row and not row[-1]:
        row.pop()
    return row


def _csv_rows(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for place, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if place > MOST_ROWS:
                raise _too_large()
            yield [clean_text(cell) for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise _unreadable() from error


def _decoded(content: bytes) -> str:
    """UTF-8, or what Windows here wrote before it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1256", errors="replace")


def _workbook_rows(content: bytes) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_strange(archive.infolist())
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True):
            yield [_cell_text(cell) for cell in row]
    except InvalidValue:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        ParseError,
        KeyError,
        IndexError,
        ValueError,
        NotImplementedError,
        # openpyxl makes objects of what it reads before it asks whether they make sense.
        TypeError,
        AttributeError,
        EOFError,
        OSError,
    ) as error:
        raise _unreadable() from error


def _refuse_strange(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what no spreadsheet program writes, and what unpacks to far more than it weighs."""
    usual = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(part.flag_bits & ENCRYPTED or part.compress_type not in usual for part in parts):
        raise _unreadable()
    if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise _too_large()


def _cell_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return clean_text(str(cell))


def _too_large() -> InvalidValue:
    return InvalidValue("table_too_large", _("This file is too large."))


def _unreadable() -> InvalidValue:
    return InvalidValue("unreadable_table", _("This file cannot be read as a table."))
