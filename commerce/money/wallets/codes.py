"""Gift card codes: 16 characters nobody mistakes for each other, of which the last checks the others."""

import secrets

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import crypto
from commerce.foundation.core.ids import ALPHABET as LOWER
from commerce.foundation.core.text import to_ascii_digits
from commerce.foundation.core.validators import InvalidValue

# 31 letters and digits, a prime: one wrong or two swapped characters never check out.
ALPHABET = LOWER.upper()
LENGTH = 16
GROUP = 4


def new_code() -> str:
    """A code nobody can guess: 74 random bits and the check."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 1))
    return body + _check(body)


def read_code(typed: str) -> str:
    """A code as typed, in either case and with whatever between its groups; refuses what was mistyped."""
    code = "".join(letter for letter in to_ascii_digits(typed).upper() if letter.isalnum())
    if len(code) != LENGTH or not set(code) <= set(ALPHABET) or _check(code[:-1]) != code[-1]:
        raise InvalidValue("invalid_gift_code", _("This is not a gift card code; look again at its letters."))
    return code


def shown(code: str) -> str:
    """A code as people read it: ABCD-EFGH-JKMN-PQRS."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def fingerprint(code: str) -> str:
    """The keyed hash by which a card is found; the code itself is nowhere."""
    return crypto.blind_index(code, purpose="gift_card")


def _check(body: str) -> str:
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]
