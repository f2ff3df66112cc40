"""Giving each holder its share, in the transaction that captures the payment."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from commerce.foundation.core.events import record
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import entry_of
from commerce.money.ledger.services import AccountRef, PostingDraft, lock_balances, post_entry
from commerce.money.settlement.accounts import PROMOTIONS, RECEIPTS
from commerce.money.settlement.errors import SaleNotFrozen
from commerce.money.settlement.events import SalePosted
from commerce.money.settlement.models import DirectSale, LineShare, Sale, SoldLine
from commerce.money.settlement.selectors import sale_key, shares_of_sale
from commerce.money.settlement.shares import VENDOR


@transaction.atomic
def post_sale(*, sale_ref: str, cause_ref: str, cause_kind: str = "payment", with_seller: int = 0) -> Entry | None:
    """Share out what the buyer and the platform paid, in one entry however often asked; a sale for nothing has none.

    `with_seller` is what the market took in itself: it stays there, and the market owes us what is not its own.
    """
    lines, shares = list(SoldLine.objects.filter(sale_ref=sale_ref)), list(shares_of_sale(sale_ref))
    sale, is_new = _sale(sale_ref, lines, shares, with_seller)
    if not is_new:
        return entry_of(sale_key(sale_ref))
    if with_seller:
        DirectSale.objects.create(sale_ref=sale_ref, market_ref=sale.market_ref, amount=with_seller)
        # What of it was not taken at the door is taken back in the same transaction.
        lock_balances(accounts=[sale.account("vendor_free"), sale.account("vendor_debt")])
    record(SalePosted(sale=sale_ref, market=sale.market_ref))
    debits = _debits(sale, shares, with_seller)
    if not debits:
        return None
    return post_entry(
        key=sale_key(sale_ref),
        reason="sale",
        cause_kind=cause_kind,
        cause_ref=cause_ref,
        postings=[PostingDraft(account, amount) for account, amount in sorted(debits.items())],
    )


def _sale(sale_ref: str, lines: Sequence[SoldLine], shares: Sequence[LineShare], with_seller: int) -> tuple[Sale, bool]:
    if not lines:
        raise SaleNotFrozen(sale_ref)
    vendor_amount = sum(share.amount for share in shares if share.holder == VENDOR)
    fields = {
        "market_ref": lines[0].market_ref,
        "amount": sum(line.amount for line in lines),
        "platform_discount": sum(line.platform_discount for line in lines),
        "vendor_amount": vendor_amount,
        "held": max(vendor_amount - with_seller, 0),
    }
    return Sale.objects.get_or_create(sale_ref=sale_ref, defaults=fields)


def _debits(sale: Sale, shares: Sequence[LineShare], with_seller: int) -> Counter[AccountRef]:
    """What the market has already is more than its own: a debt; or less: the rest is held for it."""
    debits = Counter[AccountRef]({RECEIPTS: sale.paid - with_seller, PROMOTIONS: sale.platform_discount})
    for share in shares:
        if share.holder != VENDOR:
            debits[share.account] -= share.amount
    debits[sale.account("vendor_held")] -= sale.held
    debits[sale.account("vendor_debt")] += with_seller - sale.vendor_amount + sale.held
    return Counter({account: amount for account, amount in debits.items() if amount})
