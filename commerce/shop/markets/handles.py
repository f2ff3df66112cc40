"""The handle: a market's name in addresses. Latin, short, and none that would look like the platform's own."""

import re
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.text import to_ascii_digits

_SHAPE = re.compile(r"(?!.*--)[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")
_RESERVED = Path(__file__).resolve().parent / "data" / "reserved_handles.txt"


@cache
def reserved() -> frozenset[str]:
    """Handles that no market may have."""
    return frozenset(_RESERVED.read_text(encoding="utf-8").split())


def normalise_handle(typed: str) -> str:
    """A handle as typed → as kept; refuses one of another shape and one that is reserved."""
    handle = to_ascii_digits(typed).strip().lower()
    if not _SHAPE.fullmatch(handle):
        text = _("3 to 40 Latin letters, digits and single hyphens, with no hyphen at an end.")
        raise InvalidInput({"handle": [("invalid_handle", text)]})
    if handle in reserved():
        raise InvalidInput({"handle": [("reserved_handle", _("This handle is kept for the platform."))]})
    return handle
