"""What may be asked of remittances."""

from commerce.money.remittances.services.asking import ask_remittance, cancel_remittance
from commerce.money.remittances.services.bank_accounts import (
    add_bank_account,
    forget_bank_accounts,
    make_default,
    remove_bank_account,
)

__all__ = [
    "add_bank_account",
    "ask_remittance",
    "cancel_remittance",
    "forget_bank_accounts",
    "make_default",
    "remove_bank_account",
]
