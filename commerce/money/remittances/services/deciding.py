"""The platform's yes and no to money that is to leave, and to the accounts it may go to."""

from django.db import IntegrityError, transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import IllegalTransition, NotFound
from commerce.foundation.core.states import move
from commerce.foundation.core.text import clean_text
from commerce.money.remittances import locks
from commerce.money.remittances.errors import AlreadyApproved
from commerce.money.remittances.events import RemittanceApproved, RemittanceRefused
from commerce.money.remittances.holders import confirm_holder
from commerce.money.remittances.models import Approval, BankAccount, Remittance
from commerce.money.remittances.policies import require_decider, require_verifier
from commerce.money.remittances.states import BANK_ACCOUNT, REMITTANCE
from commerce.money.remittances.telling import SUBJECT, tell

Status = Remittance.Status


@transaction.atomic
def approve_remittance(*, actor: Actor, public_id: str) -> Remittance:
    """Agree that money leaves; a large amount waits for a second person's yes."""
    remittance = locks.remittance(public_id)
    require_decider(actor=actor, remittance=remittance)
    if remittance.status != Status.ASKED:
        raise IllegalTransition(wanted=Status.APPROVED)
    _say_yes(actor, remittance)
    if remittance.approvals.count() < remittance.approvals_needed:
        note(actor=actor, action="remittance.half_approved", subject_kind=SUBJECT, subject_ref=remittance.public_id)
        return remittance
    move(remittance, to=Status.APPROVED, table=REMITTANCE, approved_at=clock.now())
    tell(remittance, actor=actor, fact=RemittanceApproved)
    return remittance


@transaction.atomic
def refuse_remittance(*, actor: Actor, public_id: str, reason: str) -> Remittance:
    """Let money not leave, and tell why; it returns to its owner's account at once."""
    remittance = locks.remittance(public_id)
    require_decider(actor=actor, remittance=remittance)
    told = clean_text(reason)
    move(remittance, to=Status.REFUSED, table=REMITTANCE, ended_at=clock.now(), reason=told)
    remittance.kind_row.on_refused(remittance)
    tell(remittance, actor=actor, fact=RemittanceRefused, reason=told)
    return remittance


def verify_bank_account(*, actor: Actor, public_id: str, holder: str) -> BankAccount:
    """Confirm in whose name a bank account is; from then on money may go there."""
    account = BankAccount.objects.kept().filter(public_id=public_id).first()
    if account is None:
        raise NotFound()
    require_verifier(actor=actor, account=account)
    confirmed = clean_text(holder)
    confirm_holder(account.iban, confirmed)
    return _decide(actor, public_id, to=BankAccount.Status.VERIFIED, holder=confirmed)


def refuse_bank_account(*, actor: Actor, public_id: str, reason: str) -> BankAccount:
    """Let no money go to a bank account, also where it was verified before, and tell why."""
    return _decide(actor, public_id, to=BankAccount.Status.REFUSED, refusal_reason=clean_text(reason))


def _say_yes(actor: Actor, remittance: Remittance) -> None:
    try:
        with transaction.atomic():
            Approval.objects.create(remittance=remittance, approver=actor.key)
    except IntegrityError:
        raise AlreadyApproved from None


@transaction.atomic
def _decide(actor: Actor, public_id: str, *, to: str, **told: str) -> BankAccount:
    account = locks.bank_account(public_id)
    require_verifier(actor=actor, account=account)
    move(account, to=to, table=BANK_ACCOUNT, decided_by=actor.key, decided_at=clock.now(), **told)
    note(actor=actor, action=f"bank_account.{to}", subject_kind="bank_account", subject_ref=public_id, data=told)
    return account
