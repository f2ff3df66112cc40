"""Who may say what the platform takes."""

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden

SET_RATE = "commissions.add_commissionrate"


def may_set_rate(actor: Actor) -> bool:
    """Staff with the permission, and the platform itself."""
    return actor.kind == "system" or SET_RATE in actor.rights


def require_set_rate(actor: Actor) -> None:
    """Say no to whoever may not set rates."""
    if not may_set_rate(actor):
        raise Forbidden(wanted_right=SET_RATE)
