"""The entries of money that leaves, and of money that comes back."""

from commerce.money.ledger.services import AccountRef, EntryDraft, PostingDraft
from commerce.money.remittances.models import Remittance

BANK = AccountRef("bank")


def sent_entry(remittance: Remittance) -> EntryDraft:
    """Off the transit account, out of our bank."""
    return _entry(remittance, "sent", remittance.amount)


def returned_entry(remittance: Remittance) -> EntryDraft:
    """Back into our bank, and on the transit account until its owner's app takes it from there."""
    return _entry(remittance, "returned", -remittance.amount)


def _entry(remittance: Remittance, act: str, amount: int) -> EntryDraft:
    return EntryDraft(
        key=f"remit:{remittance.public_id}:{act}",
        reason=f"remittance_{act}",
        cause_kind="remittance",
        cause_ref=remittance.public_id,
        postings=[PostingDraft(AccountRef(remittance.transit), amount), PostingDraft(BANK, -amount)],
    )
