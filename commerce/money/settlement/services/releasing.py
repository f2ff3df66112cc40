"""The hold is over: what is left of a sale is its market's, and its marketers', to be paid."""

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.db.models import Q

from commerce.foundation.core import clock
from commerce.foundation.core.events import record
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement import locks
from commerce.money.settlement.accounts import FREED, freed
from commerce.money.settlement.events import SaleReleased
from commerce.money.settlement.models import Earning, Sale
from commerce.money.settlement.selectors import release_key, shares_of_sale
from commerce.money.settlement.services.earning import raise_earning
from commerce.money.settlement.shares import VENDOR

logger = logging.getLogger(__name__)
BATCH: Final = 200


def release_due() -> int:
    """Release every sale whose hold is over; answers how many. One that fails keeps no other waiting."""
    return sum(_release_apart(sale_ref) for sale_ref in _due())


@transaction.atomic
def release_sale(*, sale_ref: str) -> bool:
    """Make what is left of a sale free, once, when its hold is over and nothing keeps it."""
    sale = locks.lock_sales([sale_ref]).get(sale_ref)
    moment = clock.now()
    if sale is None or not Sale.objects.due(moment).filter(pk=sale.pk).exists():
        return False
    amount = sale.held
    if debits := _debits(sale):
        if amount:
            locks.lock_earnings(Earning.Kind.SALE, [sale_ref])
            raise_earning(market_ref=sale.market_ref, kind=Earning.Kind.SALE, ref=sale_ref, amount=amount)
        post_entry(
            key=release_key(sale_ref),
            reason="sale_released",
            cause_kind="sale",
            cause_ref=sale_ref,
            postings=[PostingDraft(account, amount) for account, amount in sorted(debits.items())],
        )
    Sale.objects.filter(pk=sale.pk).update(released_at=moment, held=0)
    record(SaleReleased(sale=sale_ref, market=sale.market_ref, amount=amount))
    return True


def _debits(sale: Sale) -> dict[AccountRef, int]:
    held = Counter({sale.account("vendor_held"): sale.held})
    for share in shares_of_sale(sale.sale_ref):
        if share.holder != VENDOR and share.account_kind in FREED:
            held[share.account] += share.amount_left
    debits = {account: amount for account, amount in held.items() if amount}
    return debits | {freed(account): -amount for account, amount in debits.items()}


def _due() -> Iterator[str]:
    """Batch by batch, those first whose hold is over longest; each once, released or not."""
    due = Sale.objects.due(clock.now()).order_by("release_at", "id").values_list("release_at", "id", "sale_ref")
    batch = list(due[:BATCH])
    while batch:
        yield from (sale_ref for _release_at, _id, sale_ref in batch)
        release_at, last, _sale_ref = batch[-1]
        batch = list(due.filter(Q(release_at__gt=release_at) | Q(release_at=release_at, id__gt=last))[:BATCH])


def _release_apart(sale_ref: str) -> bool:
    try:
        return release_sale(sale_ref=sale_ref)
    except Exception:
        logger.exception("Releasing sale %s failed", sale_ref)
        return False
