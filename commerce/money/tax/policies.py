"""Who may say what the law takes."""

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden

SET_RATE = "tax.add_taxrate"


def require_set_rate(actor: Actor) -> None:
    """Say no to whoever may not set rates."""
    if actor.kind != "system" and SET_RATE not in actor.rights:
        raise Forbidden(wanted_right=SET_RATE)
