"""Sales for tests of settlement."""

import itertools

from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.services import SaleLine, freeze_shares, post_sale
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer

COMMISSION = AccountRef("commission")
REFUNDS = AccountRef("refunds_payable")
_numbers = itertools.count(1)


def held(market: str = "market") -> AccountRef:
    return AccountRef("vendor_held", "market", market)


def item(amount: int, *, quantity: int = 1, market: str = "market", ref: str = "") -> SaleLine:
    ref = ref or f"line-{next(_numbers)}"
    return SaleLine(ref=ref, market_ref=market, product_ref="p", kind="good", amount=amount, quantity=quantity)


def delivery(amount: int, *, market: str = "market") -> SaleLine:
    ref = f"delivery-{next(_numbers)}"
    return SaleLine(ref=ref, market_ref=market, product_ref="", kind="delivery", amount=amount, shipping=True)


def sold(*lines: SaleLine) -> str:
    """A sale that was paid; answers with its reference."""
    sale = f"sale-{next(_numbers)}"
    freeze_shares(sale_ref=sale, lines=lines)
    if total := sum(line.amount for line in lines):
        transfer(RECEIPTS, CLEARING, total)
    post_sale(sale_ref=sale, cause_ref=sale)
    return sale
