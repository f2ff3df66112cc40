"""Sales for tests of settlement."""

import itertools
from datetime import datetime, timedelta

from django.utils import timezone

from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import SaleLine, freeze_shares, post_sale, release_sale, start_hold
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer

COMMISSION = AccountRef("commission")
REFUNDS = AccountRef("refunds_payable")
PROMOTIONS = AccountRef("platform_promotions")
_numbers = itertools.count(1)


def held(market: str = "market") -> AccountRef:
    return AccountRef("vendor_held", "market", market)


def free(market: str = "market") -> AccountRef:
    return AccountRef("vendor_free", "market", market)


def debt(market: str = "market") -> AccountRef:
    return AccountRef("vendor_debt", "market", market)


def item(amount: int, *, quantity: int = 1, market: str = "market", ref: str = "", ours: int = 0) -> SaleLine:
    """So much of the amount is a discount that we pay."""
    ref = ref or f"line-{next(_numbers)}"
    return SaleLine(
        ref=ref,
        market_ref=market,
        product_ref="p",
        kind="good",
        amount=amount,
        quantity=quantity,
        platform_discount=ours,
    )


def delivery(amount: int, *, market: str = "market") -> SaleLine:
    ref = f"delivery-{next(_numbers)}"
    return SaleLine(ref=ref, market_ref=market, product_ref="", kind="delivery", amount=amount, shipping=True)


def sold(*lines: SaleLine, with_seller: int = 0) -> str:
    """A sale that was paid, so much of it to the market itself; answers with its reference."""
    sale = f"sale-{next(_numbers)}"
    freeze_shares(sale_ref=sale, lines=lines)
    if with_us := sum(line.amount - line.platform_discount for line in lines) - with_seller:
        transfer(RECEIPTS, CLEARING, with_us)
    post_sale(sale_ref=sale, cause_ref=sale, with_seller=with_seller)
    return sale


def delivered(sale: str, *, days: int = 7, ago: int = 0) -> datetime:
    """The sale was delivered so many days ago."""
    moment = timezone.now() - timedelta(days=ago)
    start_hold(sale_ref=sale, delivered_at=moment, days=days)
    return moment


def released(sale: str) -> Sale:
    """The sale was delivered, and its hold is over."""
    delivered(sale, days=7, ago=8)
    assert release_sale(sale_ref=sale)
    return Sale.objects.get(sale_ref=sale)
