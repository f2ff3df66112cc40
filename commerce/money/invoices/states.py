"""Which moves the print of a paper may make."""

from typing import Final

from commerce.foundation.core.states import moves

PAPER: Final = moves({"waiting": "kept failed", "failed": "waiting kept", "kept": ""})
