"""Asking that money leaves, and changing one's mind."""

from django.conf import settings
from django.db import IntegrityError, transaction

from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import NotFound
from commerce.foundation.core.states import move
from commerce.money.remittances import locks
from commerce.money.remittances.errors import BankAccountCooling, BankAccountUnverified, RemittanceKeyReused
from commerce.money.remittances.events import RemittanceAsked, RemittanceCancelled
from commerce.money.remittances.kinds import kinds
from commerce.money.remittances.models import BankAccount, Remittance
from commerce.money.remittances.states import REMITTANCE
from commerce.money.remittances.telling import tell

SAME = ("kind", "owner_kind", "owner_ref", "amount", "reference")


@transaction.atomic
def ask_remittance(
    *,
    actor: Actor,
    kind: str,
    owner_kind: str,
    owner_ref: str,
    bank_account: str,
    amount: int,
    reference: str,
    key: str,
) -> Remittance:
    """Ask that money goes to a verified bank account of its owner; asked again by the same key, it is the same one.

    The caller puts the amount on the kind's transit account in the same transaction.
    """
    draft = Remittance(
        key=key,
        kind=kind,
        transit=kinds.get(kind).transit,
        owner_kind=owner_kind,
        owner_ref=owner_ref,
        amount=amount,
        reference=reference,
        asked_by=actor.key,
        approvals_needed=2 if amount > settings.REMITTANCE_TWO_APPROVALS_ABOVE else 1,
    )
    if known := _known(draft):
        return known
    draft.bank_account = _usable(locks.bank_account(bank_account), owner_kind, owner_ref)
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        if known := _known(draft):
            return known
        raise
    tell(draft, actor=actor, fact=RemittanceAsked)
    return draft


@transaction.atomic
def cancel_remittance(*, actor: Actor, owner_kind: str, owner_ref: str, public_id: str) -> Remittance:
    """Take one's asking back as long as the platform did not agree; the money returns to where it was."""
    remittance = locks.remittance(public_id)
    if (remittance.owner_kind, remittance.owner_ref) != (owner_kind, owner_ref):
        raise NotFound()
    move(remittance, to=Remittance.Status.CANCELLED, table=REMITTANCE, ended_at=clock.now())
    remittance.kind_row.on_refused(remittance)
    tell(remittance, actor=actor, fact=RemittanceCancelled)
    return remittance


def _known(draft: Remittance) -> Remittance | None:
    known = Remittance.objects.select_related("bank_account").filter(key=draft.key).first()
    if known and any(getattr(known, name) != getattr(draft, name) for name in SAME):
        raise RemittanceKeyReused(f"{draft.key} asked for another remittance before.")
    return known


def _usable(account: BankAccount, owner_kind: str, owner_ref: str) -> BankAccount:
    if (account.owner_kind, account.owner_ref) != (owner_kind, owner_ref):
        raise NotFound()
    if account.status != BankAccount.Status.VERIFIED:
        raise BankAccountUnverified
    if account.usable_from > clock.now():
        raise BankAccountCooling(usable_from=account.usable_from)
    return account
