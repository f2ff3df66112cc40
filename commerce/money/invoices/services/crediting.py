"""Taking papers back: never by a change, always by a credit note that names what it corrects."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from commerce.foundation.core.money import divide_half_up
from commerce.money.invoices import locks
from commerce.money.invoices.content import Content, PaperLine, Party
from commerce.money.invoices.errors import MoreThanInvoiced
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.services.asking import ask_invoice

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Credited:
    """So much of a line of a paper goes back: an amount with its tax, and pieces where there are any."""

    ref: str
    amount: int
    quantity: int = 0
    paid_by_platform: int = 0


@transaction.atomic
def ask_credit_note(
    *, cause: str, corrects: Invoice, parts: Sequence[Credited], happened_at: datetime, facts: Mapping[str, str] = {}
) -> Invoice:
    """Take back parts of a sale invoice. The tax goes back in proportion, and all of it with the last rial."""
    if known := Invoice.objects.filter(cause=cause).first():
        return known
    original = locks.invoice(corrects.pk)
    before = _credited_before(original)
    rows = {row["ref"]: row for row in original.content["lines"]}
    lines = [_line(rows[part.ref], part, before[part.ref]) for part in parts if part.amount]
    content = _content_like(original, lines, facts)
    return _ask_like(original, cause, Invoice.Kind.CREDIT_NOTE, content, happened_at)


@transaction.atomic
def ask_restored(*, cause: str, credit_note: Invoice, happened_at: datetime) -> Invoice:
    """Sell anew what a credit note took back: a charged-back payment that was won, say."""
    lines = [_as_line(row) for row in credit_note.content["lines"]]
    content = _content_like(credit_note, lines, credit_note.content["facts"])
    return _ask_like(credit_note, cause, Invoice.Kind.SALE, content, happened_at)


def _credited_before(original: Invoice) -> dict[str, dict[str, int]]:
    """What credit notes took back of each line, less what was sold anew after them."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: {"total": 0, "tax": 0})
    notes = Invoice.objects.filter(corrects=original)
    for sign, invoices in ((1, notes), (-1, Invoice.objects.filter(corrects__in=notes))):
        for invoice in invoices:
            for row in invoice.content["lines"]:
                for column, of_line in sums[row["ref"]].items():
                    sums[row["ref"]][column] = of_line + sign * row[column]
    return sums


def _line(row: Row, part: Credited, before: Mapping[str, int]) -> PaperLine:
    gone = before["total"] + part.amount
    if gone > row["total"]:
        raise MoreThanInvoiced(f"{part.ref}: {gone} of {row['total']}")
    tax = divide_half_up(row["tax"] * gone, row["total"]) - before["tax"]
    net = part.amount - tax
    return PaperLine(
        ref=row["ref"],
        name=row["name"],
        quantity=part.quantity,
        unit=row["unit"] if part.quantity else "",
        unit_price=divide_half_up(net, part.quantity) if part.quantity else net,
        gross=net,
        before_tax=net,
        tax_class=row["tax_class"],
        percent=Decimal(row["percent"]),
        tax=tax,
        total=part.amount,
        paid_by_platform=part.paid_by_platform,
        sstid=row["sstid"],
        mu=row["mu"],
    )


def _as_line(row: Row) -> PaperLine:
    moadian = {"vra", "vam", "tsstam"}
    return PaperLine(**{name: row[name] for name in row if name not in moadian} | {"percent": Decimal(row["percent"])})


def _content_like(invoice: Invoice, lines: Sequence[PaperLine], facts: Mapping[str, str]) -> Content:
    """Lines between the same two parties, under the same words."""
    content = invoice.content
    issuer = Party(
        kind=invoice.issuer_kind,
        ref=invoice.issuer_ref,
        national_id=invoice.issuer_national_id,
        memory_id=invoice.memory_id,
        **content["issuer"],
    )
    buyer = Party(
        kind=invoice.buyer_kind, ref=invoice.buyer_ref, national_id=invoice.buyer_national_id, **content["buyer"]
    )
    return Content(issuer=issuer, buyer=buyer, lines=lines, notes=content["notes"], facts=dict(facts))


def _ask_like(invoice: Invoice, cause: str, kind: str, content: Content, happened_at: datetime) -> Invoice:
    return ask_invoice(
        cause=cause,
        kind=kind,
        content=content,
        happened_at=happened_at,
        sale_ref=invoice.sale_ref,
        order_number=invoice.order_number,
        corrects=invoice,
    )
