"""Tables that people send and take away."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from commerce.foundation.core import sheets
from commerce.foundation.core.sheets import read_table, write_csv, write_xlsx
from commerce.foundation.core.validators.invalid import InvalidValue

ROWS = [["شبا", "مبلغ"], ["IR062960000000100324200001", 1_250_000]]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_is_written_is_read_again(write):
    assert read_table(io.BytesIO(write(ROWS))) == [["شبا", "مبلغ"], ["IR062960000000100324200001", "1250000"]]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", " =1"])
def test_no_cell_runs(write, formula):
    [[shown]] = read_table(io.BytesIO(write([[formula]])))

    assert shown.startswith("'")


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("الف;ب\n۱;2\n".encode(), [["الف", "ب"], ["۱", "2"]]),
        ("علي\tكد\n".encode("cp1256"), [["علی", "کد"]]),
        (b"a,b\n,\n\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b"", []),
    ],
)
def test_tables_are_read_however_a_bank_wrote_them(content, rows):
    assert read_table(io.BytesIO(content)) == rows


def test_a_number_in_a_workbook_is_read_without_its_point():
    book = Workbook()
    book.active.append([123456789012.0, None, "x"])
    out = io.BytesIO()
    book.save(out)

    assert read_table(io.BytesIO(out.getvalue())) == [["123456789012", "", "x"]]


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK of no archive", "unreadable_table"),
        (packed("hello.txt", b"hello"), "unreadable_table"),
        (packed("bomb.xml", bytes(sheets.MOST_UNPACKED_BYTES + 1)), "table_too_large"),
        (b"x" * (sheets.MOST_BYTES + 1), "table_too_large"),
        (b"1\n" * (sheets.MOST_ROWS + 1), "table_too_large"),
        (b'"' + b"x" * 200_000 + b'"', "unreadable_table"),
    ],
)
def test_what_is_no_table_or_too_much_of_one_is_refused(content, code):
    with pytest.raises(InvalidValue) as refused:
        read_table(io.BytesIO(content))

    assert refused.value.code == code


def _changed(workbook: bytes, *, local: int, central: int, value: int) -> bytes:
    """A workbook with one byte of every part's header changed."""
    changed = bytearray(workbook)
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + offset] = value
            place = changed.find(mark, place + 4)
    return bytes(changed)


def _with_part(workbook: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as whole, zipfile.ZipFile(out, "w") as changed:
        for part in whole.namelist():
            content = whole.read(part)
            changed.writestr(part, content.replace(old, new) if part == name else content)
    return out.getvalue()


@pytest.mark.parametrize(
    "broken",
    [
        lambda book: _changed(book, local=6, central=8, value=1),  # encrypted
        lambda book: _changed(book, local=8, central=10, value=12),  # said to be bzip2
        lambda book: _changed(book, local=8, central=10, value=14),  # said to be LZMA
        lambda book: _changed(book, local=4, central=6, value=99),  # of a later version of ZIP
        lambda book: _with_part(book, "xl/styles.xml", b"patternType", b"patternKind"),
        lambda book: _with_part(book, "[Content_Types].xml", b"sheet.main+xml", b"other+xml"),
    ],
)
def test_a_broken_workbook_is_refused_and_never_an_accident(broken):
    with pytest.raises(InvalidValue) as refused:
        read_table(io.BytesIO(broken(write_xlsx(ROWS))))

    assert refused.value.code == "unreadable_table"
