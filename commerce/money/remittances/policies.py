"""Who may let money leave. Making, checking and approving are never one person's alone."""

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.remittances.errors import OwnDecision
from commerce.money.remittances.models import BankAccount, Batch, Remittance
from commerce.money.remittances.owners import acts_for

VERIFY = "remittances.verify_bankaccount"
MAKE = "remittances.add_batch"
CHECK = "remittances.check_batch"
SEND = "remittances.send_batch"
FORMAT = "remittances.change_batchformat"


def require(right: str, *, actor: Actor) -> None:
    """Refuse whoever lacks a right."""
    if right not in actor.rights:
        raise Forbidden(wanted_right=right)


def may_decide(*, actor: Actor, remittance: Remittance) -> bool:
    """Whether somebody is a stranger to the money: neither its owner, nor of its people, nor who asked."""
    return remittance.asked_by != actor.key and not _is_owner(actor, remittance)


def require_decider(*, actor: Actor, remittance: Remittance) -> None:
    """Refuse who may not approve this kind of money, and who asked for it."""
    require(remittance.kind_row.approver_right, actor=actor)
    require_stranger(actor=actor, remittance=remittance)


def require_stranger(*, actor: Actor, remittance: Remittance) -> None:
    """Refuse whose money it is, and who asked: nobody gives it back to themselves either."""
    if not may_decide(actor=actor, remittance=remittance):
        raise OwnDecision


def require_verifier(*, actor: Actor, account: BankAccount) -> None:
    """Refuse who may not verify bank accounts, and who added this one."""
    require(VERIFY, actor=actor)
    if account.added_by == actor.key or _is_owner(actor, account):
        raise OwnDecision


def require_checker(*, actor: Actor, batch: Batch) -> None:
    """Refuse who may not check batches, and who made this one."""
    require(CHECK, actor=actor)
    if batch.made_by == actor.key:
        raise OwnDecision


def _is_owner(actor: Actor, owned: Remittance | BankAccount) -> bool:
    return acts_for(actor, kind=owned.owner_kind, ref=owned.owner_ref)
