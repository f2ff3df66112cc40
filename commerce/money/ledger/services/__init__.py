"""What may be asked of the ledger."""

from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.drafts import EntryDraft, PostingDraft
from commerce.money.ledger.services.posting import post_entries, post_entry, reverse_entry
from commerce.money.ledger.services.rebuilding import rebuild
from commerce.money.ledger.services.snapshots import take_snapshots

__all__ = [
    "AccountRef",
    "EntryDraft",
    "PostingDraft",
    "post_entries",
    "post_entry",
    "rebuild",
    "reverse_entry",
    "take_snapshots",
]
