"""How a gateway shares what it takes: parts in percent that its bank sends to other accounts of ours."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput, Text
from commerce.foundation.core.validators import InvalidValue, normalise_iban
from commerce.money.payments.gateways.base import Bank, Splits

# Banks keep a rest of at least one percent for the account of the contract.
MOST_PERCENT = 99
PLACES = 3
LONGEST_DESCRIPTION = 100


def clean_wages(*, rows: Iterable[Mapping[str, Any]], bank: Bank) -> list[dict[str, str]]:
    """The rows as they are kept, percent as text of a decimal; raises InvalidInput for what the bank would refuse."""
    wages = [_clean(row) for row in rows]
    if wages and not isinstance(bank, Splits):
        raise _refusal("not_shared", _("This bank does not share a payment over accounts."))
    if isinstance(bank, Splits) and len(wages) > bank.most_wages:
        raise _refusal("too_many", _("The bank does not share a payment over so many accounts."))
    if len({wage["iban"] for wage in wages}) < len(wages):
        raise _refusal("twice", _("An account is named twice."))
    if sum(Decimal(wage["percent"]) for wage in wages) > MOST_PERCENT:
        raise _refusal("too_much", _("At most 99 percent can be sent to other accounts."))
    return wages


def _clean(row: Mapping[str, Any]) -> dict[str, str]:
    try:
        iban = normalise_iban(str(row.get("iban", "")))
    except InvalidValue as error:
        raise _refusal(error.code, error.message) from None
    return {
        "iban": iban,
        "percent": _percent(str(row.get("percent", ""))),
        "description": str(row.get("description", "")).strip()[:LONGEST_DESCRIPTION],
    }


def _percent(typed: str) -> str:
    try:
        percent = Decimal(typed)
    except InvalidOperation:
        percent = Decimal(0)
    if not percent.is_finite() or not 0 < percent <= MOST_PERCENT or percent != round(percent, PLACES):
        raise _refusal("percent", _("A part is more than 0 and at most 99 percent, with at most three decimals."))
    return f"{percent.normalize():f}"


def _refusal(code: str, text: Text) -> InvalidInput:
    return InvalidInput({"wages": [(code, text)]})
