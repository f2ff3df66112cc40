"""Reads of money that leaves and of the accounts it goes to."""

from django.db.models import QuerySet, Sum

from commerce.foundation.core.errors import NotFound
from commerce.money.remittances.models import BankAccount, Remittance


def bank_accounts_of(*, owner_kind: str, owner_ref: str) -> "QuerySet[BankAccount]":
    """The bank accounts an owner keeps."""
    return BankAccount.objects.of(owner_kind, owner_ref).kept()


def bank_account_of(*, owner_kind: str, owner_ref: str, public_id: str) -> BankAccount:
    """One bank account of an owner; another's does not exist for them."""
    account = bank_accounts_of(owner_kind=owner_kind, owner_ref=owner_ref).filter(public_id=public_id).first()
    if account is None:
        raise NotFound()
    return account


def default_bank_account(*, owner_kind: str, owner_ref: str) -> BankAccount | None:
    """Where an owner's money goes when nobody says where."""
    return bank_accounts_of(owner_kind=owner_kind, owner_ref=owner_ref).filter(is_default=True).first()


def remittances_of(*, owner_kind: str, owner_ref: str, kind: str = "") -> "QuerySet[Remittance]":
    """The money of an owner that left or is to leave."""
    rows = Remittance.objects.of(owner_kind, owner_ref).select_related("bank_account")
    return rows.filter(kind=kind) if kind else rows


def remittance_of(*, owner_kind: str, owner_ref: str, public_id: str) -> Remittance:
    """One remittance of an owner; another's does not exist for them."""
    found = remittances_of(owner_kind=owner_kind, owner_ref=owner_ref).filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def in_transit(*, kind: str) -> int:
    """How many rials of a kind left their owners' accounts and did not leave us."""
    return int(Remittance.objects.in_transit().filter(kind=kind).aggregate(total=Sum("amount"))["total"] or 0)
