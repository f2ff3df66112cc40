"""Where an owner's money may go. One bank account is the default whenever there is any."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.policies import Credentials, require_step_up
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.text import clean_text
from commerce.money.remittances import locks
from commerce.money.remittances.errors import BankAccountInUse, TooManyBankAccounts
from commerce.money.remittances.models import BankAccount, Remittance
from commerce.money.remittances.models.bank_account import index_of
from commerce.money.remittances.selectors import bank_account_of, bank_accounts_of

MOST_BANK_ACCOUNTS = 20
SUBJECT = "bank_account"
GOING_THERE = (*Remittance.IN_TRANSIT, Remittance.Status.SENT)


@transaction.atomic
def add_bank_account(
    *, actor: Actor, owner_kind: str, owner_ref: str, iban: str, holder: str, credentials: Credentials
) -> BankAccount:
    """Add an IBAN, already normalised, after a step-up; money can go there once it is verified and no longer new."""
    require_step_up(credentials=credentials)
    locks.bank_accounts_of(owner_kind, owner_ref)
    kept = bank_accounts_of(owner_kind=owner_kind, owner_ref=owner_ref)
    if kept.filter(iban_index=index_of(iban)).exists():
        raise InvalidInput({"iban": [("bank_account_exists", _("This bank account is here already."))]})
    if kept.count() >= MOST_BANK_ACCOUNTS:
        raise TooManyBankAccounts
    account = BankAccount(
        owner_kind=owner_kind,
        owner_ref=owner_ref,
        holder=_name(holder),
        added_by=actor.key,
        usable_from=clock.now() + timedelta(seconds=settings.BANK_ACCOUNT_COOLING_SECONDS),
        is_default=not kept.filter(is_default=True).exists(),
    )
    account.write_iban(iban)
    account.save()
    _note(actor, "added", account)
    return account


@transaction.atomic
def remove_bank_account(
    *, actor: Actor, owner_kind: str, owner_ref: str, public_id: str, credentials: Credentials
) -> None:
    """Take a bank account away, after a step-up; not while money is on its way there."""
    locks.bank_accounts_of(owner_kind, owner_ref)
    bank_account_of(owner_kind=owner_kind, owner_ref=owner_ref, public_id=public_id)
    require_step_up(credentials=credentials)
    account = locks.bank_account(public_id)
    if account.remittances.filter(status__in=GOING_THERE).exists():
        raise BankAccountInUse
    _take_away(account)
    _note(actor, "removed", account)


@transaction.atomic
def make_default(
    *, actor: Actor, owner_kind: str, owner_ref: str, public_id: str, credentials: Credentials
) -> BankAccount:
    """Let money go here when nobody says where, after a step-up."""
    locks.bank_accounts_of(owner_kind, owner_ref)
    account = bank_account_of(owner_kind=owner_kind, owner_ref=owner_ref, public_id=public_id)
    require_step_up(credentials=credentials)
    _pass_default_to(account)
    _note(actor, "made_default", account)
    return account


@transaction.atomic
def forget_bank_accounts(*, owner_kind: str, owner_ref: str) -> None:
    """Take away all bank accounts of an owner who leaves; those that money never went to vanish."""
    locks.bank_accounts_of(owner_kind, owner_ref)
    accounts = BankAccount.objects.of(owner_kind, owner_ref)
    if accounts.filter(remittances__status__in=GOING_THERE).exists():
        raise BankAccountInUse
    accounts.filter(remittances=None).delete()
    accounts.kept().update(removed_at=clock.now(), is_default=False)


def _name(typed: str) -> str:
    holder = clean_text(typed)
    if not holder:
        raise InvalidInput({"holder": [("required", _("Say in whose name the account is."))]})
    return holder


def _take_away(account: BankAccount) -> None:
    was_default = account.is_default
    account.removed_at, account.is_default = clock.now(), False
    account.save(update_fields=["removed_at", "is_default"])
    others = bank_accounts_of(owner_kind=account.owner_kind, owner_ref=account.owner_ref)
    if was_default and (newest := others.order_by("-added_at", "-id").first()):
        _pass_default_to(newest)


def _pass_default_to(account: BankAccount) -> None:
    bank_accounts_of(owner_kind=account.owner_kind, owner_ref=account.owner_ref).update(is_default=False)
    account.is_default = True
    account.save(update_fields=["is_default"])


def _note(actor: Actor, act: str, account: BankAccount) -> None:
    details = {"iban": account.iban_mask, "owner": f"{account.owner_kind}:{account.owner_ref}"}
    note(actor=actor, action=f"bank_account.{act}", subject_kind=SUBJECT, subject_ref=account.public_id, data=details)
