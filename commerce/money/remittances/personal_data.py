"""The bank accounts' part of an export and of a farewell."""

from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.money.remittances.selectors import bank_accounts_of
from commerce.money.remittances.services import forget_bank_accounts


@exporters.register("bank_accounts")
def export(user: User) -> list[dict[str, Any]]:
    columns = ("public_id", "iban", "holder", "status", "added_at")
    return list(bank_accounts_of(owner_kind="user", owner_ref=user.public_id).values(*columns))


@erasers.register("bank_accounts")
def erase(user: User) -> None:
    forget_bank_accounts(owner_kind="user", owner_ref=user.public_id)
