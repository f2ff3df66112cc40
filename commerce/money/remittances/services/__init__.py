"""What may be asked of remittances."""

from commerce.money.remittances.services.asking import ask_remittance, cancel_remittance
from commerce.money.remittances.services.bank_accounts import (
    add_bank_account,
    forget_bank_accounts,
    make_default,
    remove_bank_account,
)
from commerce.money.remittances.services.batching import check_batch, dissolve_batch, make_batch
from commerce.money.remittances.services.deciding import (
    approve_remittance,
    refuse_bank_account,
    refuse_remittance,
    verify_bank_account,
)
from commerce.money.remittances.services.ending import mark_returned, mark_settled
from commerce.money.remittances.services.exporting import BatchFile, due_exports, export_batch, hand_out_file
from commerce.money.remittances.services.formatting import save_batch_format
from commerce.money.remittances.services.importing import apply_results, keep_results
from commerce.money.remittances.services.sending import mark_sent

__all__ = [
    "BatchFile",
    "add_bank_account",
    "apply_results",
    "approve_remittance",
    "ask_remittance",
    "cancel_remittance",
    "check_batch",
    "dissolve_batch",
    "due_exports",
    "export_batch",
    "forget_bank_accounts",
    "hand_out_file",
    "keep_results",
    "make_batch",
    "make_default",
    "mark_returned",
    "mark_sent",
    "mark_settled",
    "refuse_bank_account",
    "refuse_remittance",
    "remove_bank_account",
    "save_batch_format",
    "verify_bank_account",
]
