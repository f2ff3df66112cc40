"""Names in the order of the Persian alphabet.

The embedded PostgreSQL has no ICU, so no Persian collation: by code point پ چ ژ گ would come after ه. For closed lists;
a list of any length wants a stored key.
"""

from django.db.models import F, Func, TextField, Value

ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
# Consecutive private characters stand for the letters; the half-space, having none, does not count.
PLACES = "".join(chr(0xE000 + place) for place in range(len(ALPHABET)))
HALF_SPACE = "\u200c"


class Alphabetical(Func):
    """Order by this, not by the column of a Persian name."""

    function = "translate"
    output_field = TextField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column), Value(ALPHABET + HALF_SPACE), Value(PLACES))
