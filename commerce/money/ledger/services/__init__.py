"""What may be asked of the ledger."""

from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.drafts import EntryDraft, PostingDraft
from commerce.money.ledger.services.checking import ask_check, run_check
from commerce.money.ledger.services.closing import close_period
from commerce.money.ledger.services.counting import count_days
from commerce.money.ledger.services.exporting import ask_export, export_rows, write_export
from commerce.money.ledger.services.locking import lock_balances
from commerce.money.ledger.services.posting import post_entries, post_entry, reverse_entry
from commerce.money.ledger.services.rebuilding import rebuild
from commerce.money.ledger.services.snapshots import take_snapshots

__all__ = [
    "AccountRef",
    "EntryDraft",
    "PostingDraft",
    "ask_check",
    "ask_export",
    "close_period",
    "count_days",
    "export_rows",
    "lock_balances",
    "post_entries",
    "post_entry",
    "rebuild",
    "reverse_entry",
    "run_check",
    "take_snapshots",
    "write_export",
]
