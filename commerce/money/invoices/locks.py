"""Locks of this app. Order: market, series, invoices by id, papers."""

import hashlib

from django.db import connection

from commerce.money.invoices.models import Invoice, InvoiceSeries, Paper


def fees_of(market_ref: str) -> None:
    """Let one transaction at a time bill the fees of a market."""
    digest = hashlib.blake2b(f"invoices.fees:{market_ref}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)])


def series(series_id: int) -> InvoiceSeries:
    """A series as it is now, ours until the transaction ends."""
    return InvoiceSeries.objects.select_for_update().get(pk=series_id)


def waiting_invoices(issuer_kind: str, issuer_ref: str, *, limit: int) -> list[Invoice]:
    """An issuer's papers without a number, oldest first; those that another year's numbering holds are left out."""
    waiting = Invoice.objects.issued_by(issuer_kind, issuer_ref).unnumbered().order_by("id")
    return list(waiting.select_for_update(of=("self",), skip_locked=True)[:limit])


def invoice(invoice_id: int) -> Invoice:
    """A paper whose corrections are ours to add until the transaction ends."""
    return Invoice.objects.select_for_update(of=("self",)).get(pk=invoice_id)


def paper(invoice_id: int, language: str) -> Paper:
    """A print as it is now, ours until the transaction ends."""
    rows = Paper.objects.select_for_update(of=("self",)).select_related("invoice__corrects")
    return rows.get(invoice=invoice_id, language=language)
