"""Who may turn a switch."""

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden

SET_FLAG = "flags.change_flag"


def require_set_flag(actor: Actor) -> None:
    """Refuse whoever may not turn switches; what the platform does by itself needs no right."""
    if actor != SYSTEM and SET_FLAG not in actor.rights:
        raise Forbidden(wanted_right=SET_FLAG)
