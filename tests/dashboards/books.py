"""Something in the books for their screens."""

from dataclasses import dataclass

from commerce.money.ledger.models import Entry, Export
from commerce.money.ledger.services import ask_export, write_export
from commerce.money.reconciliation.models import StatementFile
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer
from tests.commerce.money.ledger.days import ACCOUNTANT
from tests.commerce.money.reconciliation.files import csv_of, read, uploaded


@dataclass(frozen=True)
class Books:
    entry: Entry
    export: Export
    file: StatementFile


def some_books() -> Books:
    """An entry, the journal as a file, and a settlement file with one row that nobody knows."""
    entry = transfer(RECEIPTS, CLEARING, 1_000, key="an entry")
    export = Export.objects.first() or write_export(export_id=ask_export(actor=ACCOUNTANT, format="csv").pk)
    file = StatementFile.objects.first() or read(uploaded(csv_of([["1", "STRANGE", "", "50", "0", ""]])))
    return Books(entry, export, file)
