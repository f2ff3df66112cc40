"""The facts of invoices, by public references only."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class InvoiceNumbered(Event):
    """A paper has its number: from now on it can be had."""

    name: ClassVar[str] = "invoice.numbered"
    invoice: str
    kind: str
    issuer_kind: str
    issuer_ref: str
    buyer_kind: str
    buyer_ref: str
    order: str
