import re

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_digits
from commerce.foundation.core.validators.invalid import InvalidValue, refuse_invalid

_POSTAL_CODE = re.compile(r"[0-9]{10}")
_USUAL_SHAPE = re.compile(r"(?!([0-9])\1{3})[13-9]{4}[1346-9][013-9]{5}")


def normalise_postal_code(value: str) -> str:
    """A postal code as typed → ten digits."""
    code = clean_digits(value)
    if not _POSTAL_CODE.fullmatch(code):
        raise InvalidValue("invalid_postal_code", _("A postal code has 10 digits."))
    return code


def validate_postal_code(value: str) -> None:
    """Refuse what is not ten digits."""
    refuse_invalid(normalise_postal_code, value)


def looks_like_postal_code(code: str) -> bool:
    """Whether a code has the usual shape. Sources disagree on it, so a no is a warning, never a refusal."""
    return bool(_USUAL_SHAPE.fullmatch(code))
