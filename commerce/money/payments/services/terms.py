"""What is agreed about a gateway besides its credentials, checked before it is kept."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput, Text
from commerce.foundation.core.pictures import take_picture
from commerce.foundation.core.validators import mask_iban
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway
from commerce.money.payments.purposes import purposes
from commerce.money.payments.services.wages import clean_wages

OWNERS_TERMS = frozenset({"title_fa", "title_en", "is_active", "is_test", "min_amount", "max_amount"})
STAFF_TERMS = OWNERS_TERMS | {
    "position",
    "logo",
    "purposes",
    "fee_percent",
    "fee_fixed",
    "fee_most",
    "wages",
    "pay_within_seconds",
    "ask_for_seconds",
}
SHORTEST_SECONDS, LONGEST_SECONDS = 60, 7 * 24 * 60 * 60


def set_terms(*, gateway: Gateway, terms: Mapping[str, Any], changeable: Iterable[str]) -> None:
    """Set fields of a gateway that is saved by the caller; raises InvalidInput for what cannot be."""
    if unknown := set(terms) - set(changeable):
        raise InvalidInput({field: [("unknown_field", _("This cannot be changed."))] for field in sorted(unknown)})
    for field, value in terms.items():
        setattr(gateway, field, _CLEAN[field](value, gateway) if field in _CLEAN else value)
    if not 0 < gateway.min_amount <= gateway.max_amount:
        raise _refusal("max_amount", "limits_crossed", _("It is not below the smallest amount."))


def as_noted(*, gateway: Gateway, terms: Mapping[str, Any]) -> dict[str, Any]:
    """What the audit trail keeps of a change."""
    return {field: _noted(field, getattr(gateway, field)) for field in sorted(terms)}


def _noted(field: str, value: Any) -> Any:
    if field == "wages":
        return [{**wage, "iban": mask_iban(wage["iban"])} for wage in value]
    if field == "logo":
        return value.name or ""
    return str(value) if isinstance(value, Decimal) else value


def _title(field: str) -> Callable[[Any, Gateway], str]:
    def clean(value: Any, gateway: Gateway) -> str:
        title = str(value).strip()
        if not 0 < len(title) <= 80:
            raise _refusal(field, "required", _("A gateway has a name of at most 80 letters."))
        return title

    return clean


def _purposes(value: Any, gateway: Gateway) -> list[str]:
    wanted = sorted(set(value))
    if [name for name in wanted if name not in purposes]:
        raise _refusal("purposes", "invalid_choice", _("There is no such purpose."))
    return wanted


def _percent(value: Any, gateway: Gateway) -> Decimal:
    percent = Decimal(value)
    if not percent.is_finite() or not 0 <= percent < 100 or percent != round(percent, 3):
        raise _refusal(
            "fee_percent", "percent", _("A fee is from 0 to below 100 percent, with at most three decimals.")
        )
    return percent


def _rials(field: str, *, may_be_none: bool = False) -> Callable[[Any, Gateway], int | None]:
    def clean(value: Any, gateway: Gateway) -> int | None:
        if (value is None and not may_be_none) or (value is not None and value < 0):
            raise _refusal(field, "min_value", _("It is not below zero."))
        return None if value is None else int(value)

    return clean


def _seconds(field: str) -> Callable[[Any, Gateway], int | None]:
    def clean(value: Any, gateway: Gateway) -> int | None:
        if value is not None and not SHORTEST_SECONDS <= value <= LONGEST_SECONDS:
            raise _refusal(field, "out_of_range", _("It is from a minute to a week."))
        return None if value is None else int(value)

    return clean


def _logo(value: Any, gateway: Gateway) -> Any:
    return take_picture(value, field="logo").thumbnail if value else ""


def _wages(value: Any, gateway: Gateway) -> list[dict[str, str]]:
    return clean_wages(rows=value, bank=banks.get(gateway.adapter))


def _refusal(field: str, code: str, text: Text) -> InvalidInput:
    return InvalidInput({field: [(code, text)]})


_CLEAN: Mapping[str, Callable[[Any, Gateway], Any]] = {
    "title_fa": _title("title_fa"),
    "title_en": _title("title_en"),
    "purposes": _purposes,
    "fee_percent": _percent,
    "fee_fixed": _rials("fee_fixed"),
    "fee_most": _rials("fee_most", may_be_none=True),
    "pay_within_seconds": _seconds("pay_within_seconds"),
    "ask_for_seconds": _seconds("ask_for_seconds"),
    "logo": _logo,
    "wages": _wages,
}
