"""Lists as spreadsheets: streamed, in the language on screen, and never a formula from somebody's text."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import override
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from commerce.foundation.core.clock import jalali_datetime
from commerce.foundation.core.money import Money
from commerce.foundation.core.sheets import safe_cell
from dashboards.base.languages import language

WORKBOOK_ROWS = 50_000
CHUNK = 2_000


class Spreadsheet(SpreadsheetExportMixin):
    """CSV of everything in the list, or a workbook of its first rows."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if value is None:
            return ""
        if isinstance(value, datetime):
            return jalali_datetime(value, language="en")
        if isinstance(value, Money):
            return value.amount
        return safe_cell(value if isinstance(value, int) else str(value))

    def write_csv_response(self, queryset: QuerySet[Any]) -> HttpResponse:
        answer: HttpResponse = super().write_csv_response(self.furnished(queryset))
        answer["Content-Type"] = "text/csv; charset=utf-8"
        return answer

    def write_xlsx_response(self, queryset: QuerySet[Any]) -> HttpResponse:
        answer: HttpResponse = super().write_xlsx_response(self.furnished(queryset[:WORKBOOK_ROWS]))
        return answer

    def furnished(self, rows: QuerySet[Any]) -> Iterator[Any]:
        """All rows, a chunk in memory at a time."""
        stream = rows.iterator(chunk_size=CHUNK)
        while chunk := list(islice(stream, CHUNK)):
            yield from self.furnish(chunk)

    def furnish(self, rows: list[Any]) -> list[Any]:
        """Read for a page of the list, or a chunk of the spreadsheet, what no join should."""
        return rows

    def stream_csv(self, rows: Any) -> Iterator[bytes]:
        """The stream outlives the view, so it takes the view's language along."""
        shown = language()
        yield "\ufeff".encode()
        lines = super().stream_csv(rows)
        while True:
            with override(shown):
                line = next(lines, None)
            if line is None:
                return
            yield line

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.export_headings[field])
