"""Who of the staff makes, checks and resolves."""

from typing import Final

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.reconciliation.errors import CheckerIsMaker
from commerce.money.reconciliation.models import StatementFile

VIEW: Final = "reconciliation.view_statementfile"
MAKE: Final = "reconciliation.add_statementfile"
CHECK: Final = "reconciliation.check_statementfile"
RESOLVE: Final = "reconciliation.resolve_statementrow"


def require_making(actor: Actor) -> None:
    """Whoever uploads, maps, submits and discards."""
    _require(actor, MAKE)


def require_checking(actor: Actor, file: StatementFile) -> None:
    """Whoever posts it or sends it back: never one of those who made it."""
    _require(actor, CHECK)
    if actor.key in {file.uploaded_by, file.submitted_by}:
        raise CheckerIsMaker


def require_resolving(actor: Actor) -> None:
    """Whoever says what a difference was."""
    _require(actor, RESOLVE)


def _require(actor: Actor, right: str) -> None:
    if right not in actor.rights:
        raise Forbidden(wanted_right=right)
