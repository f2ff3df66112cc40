"""How much a cart holds."""

from typing import Final

MOST_LINES: Final = 100
MOST_OF_ONE: Final = 999
# In rials; money columns hold a thousand times as much.
MOST_WORTH: Final = 10**15
