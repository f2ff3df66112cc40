"""National codes of persons and legal ids of companies: ten and eleven digits with a check digit."""

import re

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_digits
from commerce.foundation.core.validators.invalid import InvalidValue, refuse_invalid

_NATIONAL_CODE = re.compile(r"[0-9]{8,10}")
_LEGAL_ID = re.compile(r"[0-9]{11}")
_LEGAL_WEIGHTS = (29, 27, 23, 19, 17) * 2


def normalise_national_code(value: str) -> str:
    """A person's national code as typed → ten digits; spreadsheets drop its leading zeros."""
    code = clean_digits(value)
    if not _NATIONAL_CODE.fullmatch(code) or not _is_national_code(padded := code.zfill(10)):
        raise InvalidValue("invalid_national_code", _("This is not a valid national code."))
    return padded


def _is_national_code(code: str) -> bool:
    if len(set(code)) == 1 or code[3:9] == "000000":
        return False
    remainder = sum(int(digit) * weight for digit, weight in zip(code, range(10, 1, -1), strict=False)) % 11
    return int(code[9]) == (remainder if remainder < 2 else 11 - remainder)


def validate_national_code(value: str) -> None:
    """Refuse what is not a person's national code."""
    refuse_invalid(normalise_national_code, value)


def normalise_legal_id(value: str) -> str:
    """A company's legal id as typed → eleven digits."""
    legal_id = clean_digits(value)
    if not _LEGAL_ID.fullmatch(legal_id) or not _is_legal_id(legal_id):
        raise InvalidValue("invalid_legal_id", _("This is not a valid legal id."))
    return legal_id


def _is_legal_id(legal_id: str) -> bool:
    if legal_id[3:9] == "000000":
        return False
    shift = int(legal_id[9]) + 2
    total = sum((int(digit) + shift) * weight for digit, weight in zip(legal_id, _LEGAL_WEIGHTS, strict=False))
    return int(legal_id[10]) == total % 11 % 10


def validate_legal_id(value: str) -> None:
    """Refuse what is not a company's legal id."""
    refuse_invalid(normalise_legal_id, value)
