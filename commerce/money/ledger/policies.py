"""Which Django permission staff need in the books."""

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden

VIEW = "ledger.view_entry"
CLOSE = "ledger.add_period"
CHECK = "ledger.add_checkrun"


def require_viewing(actor: Actor) -> None:
    """Whoever reads and exports the books."""
    _require(actor, VIEW)


def require_closing(actor: Actor) -> None:
    """Whoever closes months."""
    _require(actor, CLOSE)


def require_checking(actor: Actor) -> None:
    """Whoever has the books checked; the system may by itself."""
    if actor != SYSTEM:
        _require(actor, CHECK)


def _require(actor: Actor, right: str) -> None:
    if right not in actor.rights:
        raise Forbidden(wanted_right=right)
