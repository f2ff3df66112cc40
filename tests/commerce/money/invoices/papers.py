"""Papers for tests of invoices."""

import itertools
from decimal import Decimal

from commerce.foundation.core import clock
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.services import Content, PaperLine, Party, ask_invoice, number_waiting

_numbers = itertools.count(1)


def seller(ref: str = "m1", **told) -> Party:
    words = {"name": "چای‌خانهٔ شمال", "is_registered": True, "national_id": "10380284790"}
    return Party(kind="market", ref=ref, **words | told)


def buyer(ref: str = "u1", **told) -> Party:
    return Party(kind="user", ref=ref, **{"name": "سارا محمدی‌نژاد", "phone": "09350000001"} | told)


def row(amount: int = 1_000_000, *, tax: int | None = None, ref: str = "", discount: int = 0, **told) -> PaperLine:
    tax = amount // 10 if tax is None else tax
    words = {"name": "چای سیاه", "quantity": 1, "tax_class": "standard", "percent": Decimal(10)}
    return PaperLine(
        ref=ref or f"line-{next(_numbers)}",
        unit_price=amount + discount,
        gross=amount + discount,
        discount=discount,
        before_tax=amount,
        tax=tax,
        total=amount + tax,
        **words | told,
    )


def asked(*lines: PaperLine, cause: str = "", issuer: Party | None = None, **told) -> Invoice:
    """A paper that waits for its number."""
    words = {"kind": Invoice.Kind.SALE, "sale_ref": f"sale-{next(_numbers)}", "happened_at": clock.now()} | told
    notes = words.pop("notes", ())
    content = Content(issuer=issuer or seller(), buyer=words.pop("buyer", buyer()), lines=lines or [row()], notes=notes)
    return ask_invoice(cause=cause or f"test:{next(_numbers)}", content=content, **words)


def numbered(*lines: PaperLine, **told) -> Invoice:
    """A paper with its number."""
    invoice = asked(*lines, **told)
    number_waiting(issuer_kind=invoice.issuer_kind, issuer_ref=invoice.issuer_ref)
    invoice.refresh_from_db()
    return invoice
