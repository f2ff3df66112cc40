"""Giving each holder its share, in the transaction that captures the payment."""

from collections import Counter

from commerce.money.ledger.models import Entry
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement.selectors import sale_key, shares_of_sale

RECEIPTS = AccountRef("receipts")


def post_sale(*, sale_ref: str, cause_ref: str, cause_kind: str = "payment") -> Entry | None:
    """Share out what the buyer paid, in one entry per sale however often asked; a sale for nothing has none."""
    credits: Counter[AccountRef] = Counter()
    for share in shares_of_sale(sale_ref):
        credits[share.account] += share.amount
    total = credits.total()
    if not total:
        return None
    return post_entry(
        key=sale_key(sale_ref),
        reason="sale",
        cause_kind=cause_kind,
        cause_ref=cause_ref,
        postings=[
            PostingDraft(RECEIPTS, total),
            *(PostingDraft(account, -amount) for account, amount in sorted(credits.items()) if amount),
        ],
    )
