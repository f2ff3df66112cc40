"""The entries of a payout: out of a market's free money, its fee to us, the rest on its way to the bank; and back."""

from commerce.earnings.payouts.models import Payout
from commerce.money.ledger.services import AccountRef, EntryDraft, PostingDraft

TRANSIT = AccountRef("payouts_in_transit")
INCOME = AccountRef("platform_income")
VAT = AccountRef("vat_payable")


def made_entry(payout: Payout) -> EntryDraft:
    """Free money of a market is on its way."""
    return _entry(payout, f"payout:{payout.public_id}", "payout_made", 1)


def back_entry(payout: Payout) -> EntryDraft:
    """All of it is free again, the fee too: what it was for did not come about."""
    return _entry(payout, f"payout_back:{payout.public_id}", f"payout_{payout.status}", -1)


def _entry(payout: Payout, key: str, reason: str, sign: int) -> EntryDraft:
    free = AccountRef("vendor_free", "market", payout.market_ref)
    parts = [(free, payout.amount), (TRANSIT, -payout.net), (INCOME, -payout.fee), (VAT, -payout.vat)]
    return EntryDraft(
        key=key,
        reason=reason,
        cause_kind="payout",
        cause_ref=payout.public_id,
        postings=[PostingDraft(account, amount * sign) for account, amount in parts if amount],
    )
