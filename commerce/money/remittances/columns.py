"""What a column of a bank's file may hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from commerce.foundation.core.errors import Text
from commerce.money.remittances.models import Remittance

Cell = str | int


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """A value by its place in the file (from 1) and its remittance."""

    title: Text
    cell: Callable[[int, Remittance], Cell]


def _description(place: int, remittance: Remittance) -> str:
    # Banks here print it on the receiver's statement.
    with override("fa"):
        return f"{remittance.kind_row.title} {remittance.tracking}"


VALUES: Final = {
    "row": ColumnValue(_("row number"), lambda place, remittance: place),
    "iban": ColumnValue(_("IBAN"), lambda place, remittance: str(remittance.bank_account.iban)),
    "iban_digits": ColumnValue(_("IBAN without IR"), lambda place, remittance: remittance.bank_account.iban[2:]),
    "amount": ColumnValue(_("amount (rial)"), lambda place, remittance: remittance.amount),
    "holder": ColumnValue(_("account holder"), lambda place, remittance: remittance.bank_account.holder),
    "description": ColumnValue(_("description"), _description),
    "tracking": ColumnValue(_("tracking number"), lambda place, remittance: remittance.tracking),
    "reference": ColumnValue(_("our reference"), lambda place, remittance: remittance.public_id),
}
# Without these the bank cannot pay, or we cannot read what it answers.
NEEDED: Final = frozenset({"amount", "tracking"})
IBANS: Final = frozenset({"iban", "iban_digits"})
