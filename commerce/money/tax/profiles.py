"""What a seller types about itself for the tax office: read in any shape, kept in one."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput, Text
from commerce.foundation.core.text import clean_digits, clean_text
from commerce.foundation.core.validators import (
    InvalidValue,
    normalise_legal_id,
    normalise_national_code,
    normalise_postal_code,
)

_LEGAL_LENGTH = 11
_ECONOMIC_CODE = re.compile(r"[0-9]{11,14}")
_MEMORY_ID = re.compile(r"[A-Z0-9]{6}")
_PHONE = re.compile(r"\+?[0-9]{5,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxDetails:
    """A tax profile as typed; a national id of None stays as it is."""

    is_registered: bool = False
    registered_since: date | None = None
    legal_name: str = ""
    national_id: str | None = ""
    economic_code: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    memory_id: str = ""


def normalise_owner_id(value: str) -> str:
    """A company's legal id or a person's national code as typed → its digits."""
    digits = clean_digits(value)
    return normalise_legal_id(digits) if len(digits) >= _LEGAL_LENGTH else normalise_national_code(digits)


def normalise_economic_code(value: str) -> str:
    """An economic code as typed → 11 to 14 digits."""
    return _shaped(
        clean_digits(value), _ECONOMIC_CODE, "invalid_economic_code", _("An economic code has 11 to 14 digits.")
    )


def normalise_memory_id(value: str) -> str:
    """A fiscal memory id as typed → six capital letters and digits."""
    text = clean_digits(value).upper()
    return _shaped(text, _MEMORY_ID, "invalid_memory_id", _("A fiscal memory id has 6 Latin letters and digits."))


def normalise_phone(value: str) -> str:
    """A phone number as typed → its digits."""
    return _shaped(clean_digits(value), _PHONE, "invalid_phone", _("This is not a phone number."))


def normalise_details(details: TaxDetails, *, national_id: str) -> dict[str, Any]:
    """The columns of a profile in the one shape that is kept, beside the national id that is known already.

    Refuses each field that cannot be taken, all at once.
    """
    problems: dict[str, list[tuple[str, Text]]] = {}
    kept = asdict(details) | {
        "legal_name": clean_text(details.legal_name),
        "address": clean_text(details.address),
        "national_id": national_id if details.national_id is None else details.national_id,
    }
    for field, normalise in _READERS.items():
        if not clean_text(kept[field]):
            kept[field] = ""
            continue
        try:
            kept[field] = normalise(kept[field])
        except InvalidValue as error:
            problems[field] = [(error.code, error.message)]
    for field, problem in _missing(kept).items():
        problems.setdefault(field, [problem])
    if problems:
        raise InvalidInput(problems)
    return kept


_READERS: dict[str, Callable[[str], str]] = {
    "national_id": normalise_owner_id,
    "economic_code": normalise_economic_code,
    "postal_code": normalise_postal_code,
    "phone": normalise_phone,
    "memory_id": normalise_memory_id,
}


def _missing(kept: dict[str, object]) -> dict[str, tuple[str, Text]]:
    if not kept["is_registered"]:
        return {}
    needed = ("registered_since", "legal_name", "national_id", "economic_code")
    return {
        field: ("required", _("A seller who is registered for VAT has to say this."))
        for field in needed
        if not kept[field]
    }


def _shaped(text: str, pattern: re.Pattern[str], code: str, message: Text) -> str:
    if not pattern.fullmatch(text):
        raise InvalidValue(code, message)
    return text
