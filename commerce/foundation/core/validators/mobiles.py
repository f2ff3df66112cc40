import re

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_digits, persian_digits
from commerce.foundation.core.validators.invalid import InvalidValue, refuse_invalid

# Operators add prefixes and numbers move between them, so only the shape is judged.
_MOBILE = re.compile(r"(?:\+98|0098|98)?0?(9[0-9]{9})")


def normalise_mobile(value: str) -> str:
    """An Iranian mobile number as typed → E.164, +989XXXXXXXXX."""
    found = _MOBILE.fullmatch(clean_digits(value))
    if not found:
        raise InvalidValue("invalid_mobile", _("Enter a mobile number like 09123456789."))
    return f"+98{found[1]}"


def validate_mobile(value: str) -> None:
    """Refuse what is not an Iranian mobile number."""
    refuse_invalid(normalise_mobile, value)


def local_mobile(mobile: str) -> str:
    """A stored mobile number as people here dial it: 09123456789."""
    return "0" + mobile.removeprefix("+98")


def display_mobile(mobile: str, *, language: str = "fa") -> str:
    """A stored mobile number for reading: 0912 345 6789."""
    digits = local_mobile(mobile)
    spaced = f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return persian_digits(spaced) if language == "fa" else spaced


def mask_mobile(mobile: str) -> str:
    """A stored mobile number that tells its owner enough and others little: 0912***6789."""
    digits = local_mobile(mobile)
    return f"{digits[:4]}***{digits[-4:]}"
