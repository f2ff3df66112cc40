"""Who may do what about debts."""

from commerce.earnings.debts.errors import SecondPersonNeeded
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden

CHANGE_TERMS = "debts.change_debtterms"
CHANGE_BILLS = "debts.change_debtbill"
RELIEVE = "debts.add_debtrelief"
APPROVE_RELIEF = "debts.approve_debtrelief"
PAY = "money.manage"


def require(right: str, actor: Actor) -> None:
    """Refuse whoever lacks a right; what the platform does by itself needs none."""
    if actor != SYSTEM and right not in actor.rights:
        raise Forbidden(wanted_right=right)


def require_second_person(actor: Actor, *, maker: str) -> None:
    """Refuse the one who asked for it as the one who agrees to it."""
    if actor.key == maker:
        raise SecondPersonNeeded()
