"""Who may read papers, and who may have them made."""

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import Forbidden

VIEW = "invoices.view_invoice"
RETRY = "invoices.change_paper"
BILL = "invoices.add_commissionrun"
OWN = "money.view"


def require(right: str, *, held_by: Actor | Tenant) -> None:
    """Refuse whoever lacks a right."""
    if right not in held_by.rights:
        raise Forbidden(wanted_right=right)


def require_billing(actor: Actor) -> None:
    """Refuse who may not have commission invoices made."""
    if actor.kind != "system":
        require(BILL, held_by=actor)
