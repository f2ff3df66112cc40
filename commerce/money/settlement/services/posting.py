"""Giving each holder its share, in the transaction that captures the payment."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from commerce.money.ledger.models import Entry
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement.models import DirectSale, LineShare
from commerce.money.settlement.selectors import sale_key, shares_of_sale

RECEIPTS = AccountRef("receipts")


@transaction.atomic
def post_sale(*, sale_ref: str, cause_ref: str, cause_kind: str = "payment", with_seller: int = 0) -> Entry | None:
    """Share out what the buyer paid, in one entry per sale however often asked; a sale for nothing has none.

    `with_seller` is what the market took in itself: it stays there, and the market owes us what is not its own.
    """
    shares = list(shares_of_sale(sale_ref))
    credits = Counter[AccountRef]()
    for share in shares:
        credits[share.account] += share.amount
    total = credits.total()
    if with_seller:
        _leave_with_seller(credits, _direct_sale(shares, with_seller))
    postings = [
        PostingDraft(RECEIPTS, total - with_seller),
        *(PostingDraft(account, -amount) for account, amount in sorted(credits.items())),
    ]
    return _post([posting for posting in postings if posting.amount], sale_ref, cause_kind, cause_ref)


def _direct_sale(shares: Sequence[LineShare], amount: int) -> DirectSale:
    line = shares[0].line
    direct, _made = DirectSale.objects.get_or_create(
        sale_ref=line.sale_ref, defaults={"market_ref": line.market_ref, "amount": amount}
    )
    return direct


def _leave_with_seller(credits: Counter[AccountRef], direct: DirectSale) -> None:
    """What the market has already is more than its own: a debt; or less: the rest is held for it."""
    left = credits.pop(direct.account("vendor_held"), 0) - direct.amount
    credits[direct.account("vendor_held" if left > 0 else "vendor_debt")] += left


def _post(postings: Sequence[PostingDraft], sale_ref: str, cause_kind: str, cause_ref: str) -> Entry | None:
    if not postings:
        return None
    return post_entry(
        key=sale_key(sale_ref), reason="sale", cause_kind=cause_kind, cause_ref=cause_ref, postings=postings
    )
