"""The number by which the tax office knows an invoice: memory, day, serial, and a digit that proves them."""

from datetime import date
from typing import Final

EPOCH: Final = date(1970, 1, 1)
# Verhoeff: the multiplication table of the dihedral group of ten, and the powers of its permutation.
_PRODUCTS: Final = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
_PERMUTATIONS: Final = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 5, 7, 6, 2, 8, 3, 0, 9, 4),
    (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7),
    (9, 4, 5, 3, 1, 2, 6, 8, 7, 0),
    (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5),
    (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)
_INVERSES: Final = (0, 4, 3, 2, 1, 5, 6, 7, 8, 9)


def verhoeff_digit(digits: str) -> int:
    """The check digit to write behind some digits."""
    check = 0
    for place, digit in enumerate(reversed(digits), start=1):
        check = _PRODUCTS[check][_PERMUTATIONS[place % 8][int(digit)]]
    return _INVERSES[check]


def taxid_of(*, memory_id: str, day: date, serial: int) -> str:
    """The 22 characters: memory id, days since 1970 in hex, serial in hex, check digit."""
    days = (day - EPOCH).days
    letters = "".join(one if one.isdigit() else str(ord(one)) for one in memory_id)
    check = verhoeff_digit(f"{letters}{days:06}{serial:012}")
    return f"{memory_id}{days:05X}{serial:010X}{check}"
