"""Giving numbers: one issuer and year at a time, without a gap, never in anybody's checkout."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.events import record
from commerce.money.invoices import locks
from commerce.money.invoices.events import InvoiceNumbered
from commerce.money.invoices.models import Invoice, InvoiceSeries, Paper
from commerce.money.invoices.taxid import taxid_of

AT_ONCE: Final = 100
logger = logging.getLogger(__name__)


def issuers_waiting() -> list[tuple[str, str]]:
    """Who has papers without a number."""
    waiting = Invoice.objects.unnumbered().order_by("issuer_kind", "issuer_ref")
    return list(waiting.values_list("issuer_kind", "issuer_ref").distinct())


def number_waiting(*, issuer_kind: str, issuer_ref: str) -> int:
    """Number an issuer's waiting papers in the order they were asked for; a crash leaves each numbered or not."""
    numbered = 0
    while done := _number_some(issuer_kind, issuer_ref):
        numbered += done
    return numbered


@transaction.atomic
def _number_some(issuer_kind: str, issuer_ref: str) -> int:
    if not Invoice.objects.issued_by(issuer_kind, issuer_ref).unnumbered().exists():
        return 0
    series = _series(issuer_kind, issuer_ref, clock.now())
    invoices = locks.waiting_invoices(issuer_kind, issuer_ref, limit=AT_ONCE)
    for invoice in invoices:
        series.last_number += 1
        _give_number(invoice, series)
    _drop_taken_taxids(invoices)
    Invoice.objects.bulk_update(invoices, ["series", "jalali_year", "number", "issued_at", "taxid"])
    series.save(update_fields=["last_number", "last_issued_at"])
    Paper.objects.bulk_create(Paper(invoice=invoice, language=Paper.Language.PERSIAN) for invoice in invoices)
    for invoice in invoices:
        _tell(invoice)
    return len(invoices)


def _series(issuer_kind: str, issuer_ref: str, moment: datetime) -> InvoiceSeries:
    """The series of the year, locked; its days never go backwards."""
    year = clock.to_jalali(moment).year
    row, _made = InvoiceSeries.objects.get_or_create(issuer_kind=issuer_kind, issuer_ref=issuer_ref, jalali_year=year)
    series = locks.series(row.pk)
    series.last_issued_at = max(moment, series.last_issued_at or moment)
    return series


def _give_number(invoice: Invoice, series: InvoiceSeries) -> None:
    invoice.series, invoice.jalali_year = series, series.jalali_year
    invoice.number, invoice.issued_at = series.last_number, series.last_issued_at
    if invoice.memory_id and invoice.issued_at:
        day = clock.tehran_date(invoice.issued_at)
        invoice.taxid = taxid_of(memory_id=invoice.memory_id, day=day, serial=series.last_number)


def _drop_taken_taxids(invoices: Sequence[Invoice]) -> None:
    """A memory that another seller named too must not stop anybody's numbers: the later paper goes without."""
    given = [invoice.taxid for invoice in invoices if invoice.taxid]
    taken = set(Invoice.objects.filter(taxid__in=given).values_list("taxid", flat=True))
    for invoice in invoices:
        if invoice.taxid in taken:
            logger.warning("Invoice %s has no tax id: another paper has it.", invoice.public_id)
            invoice.taxid = ""


def _tell(invoice: Invoice) -> None:
    record(
        InvoiceNumbered(
            invoice=invoice.public_id,
            kind=invoice.kind,
            issuer_kind=invoice.issuer_kind,
            issuer_ref=invoice.issuer_ref,
            buyer_kind=invoice.buyer_kind,
            buyer_ref=invoice.buyer_ref,
            order=invoice.order_number,
        )
    )
