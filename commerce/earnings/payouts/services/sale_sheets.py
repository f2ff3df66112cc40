"""A market's sales as a spreadsheet: each with its shares, in rials."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, Final

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.earnings.payouts.selectors.sales import EarnedSale, told_of
from commerce.foundation.core.clock import jalali_datetime
from commerce.foundation.core.sheets import safe_cell, write_book
from commerce.money.settlement.models import Sale

CHUNK: Final = 1_000
# What a workbook can hold is a little more.
WORKBOOK_ROWS: Final = 1_000_000

Step = Callable[[int], None]
Row = Sequence[Any]


def write_sales(*, out: IO[bytes], rows: QuerySet[Sale], format: str, step: Step) -> None:
    """Write sales as CSV, or as a workbook of the first million."""
    if format == "csv":
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in _rows(rows, step))
        text.detach()
    else:
        right_to_left = (get_language() or "fa").startswith("fa")
        write_book(out, [(_("Sales"), _rows(rows[:WORKBOOK_ROWS], step))], right_to_left=right_to_left)


def _rows(rows: QuerySet[Sale], step: Step) -> Iterable[Row]:
    yield (
        _("Order"), _("Booked"), _("State"), _("Becomes free"), _("Gross (rial)"), _("Paid by the platform (rial)"),
        _("Commission (rial)"), _("VAT on it (rial)"), _("Carriers and marketers (rial)"), _("Your share (rial)"),
        _("Refunded (rial)"), _("Left of your share (rial)"), _("Taken in by you (rial)"),
        _("Paid out or netted (rial)"),
    )  # fmt: skip
    done = 0
    for chunk in _chunks(rows):
        yield from map(_row, told_of(chunk))
        done += len(chunk)
        step(done)


def _chunks(rows: QuerySet[Sale]) -> Iterator[list[Sale]]:
    stream = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _row(told: EarnedSale) -> Row:
    sale, shares = told.sale, told.shares
    return (
        told.number,
        jalali_datetime(sale.posted_at, language="en"),
        str(told.state_words),
        jalali_datetime(told.free_on, language="en") if told.free_on else "",
        sale.amount,
        sale.platform_discount,
        shares.commission,
        shares.vat,
        shares.shared,
        sale.vendor_amount,
        sale.reversed_amount,
        sale.vendor_left,
        told.collected,
        told.used,
    )
