"""How markets of tests come to owe, and how time passes for them."""

import itertools
from datetime import timedelta

from django.db.models import F

from commerce.earnings.debts.models import DebtBill, DebtStanding
from commerce.earnings.debts.services import review, save_terms
from commerce.earnings.debts.services.terms import Rung, TermsDraft
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.services import (
    freeze_shares,
    note_earning,
    post_sale,
    release_sale,
    reverse_sale,
    start_hold,
)
from commerce.shop.markets.models import Market
from tests.commerce.money.books import RECEIPTS, transfer
from tests.commerce.money.sales import item, sold

LADDER = (
    Rung("notice", 0),
    Rung("no_payouts", 3),
    Rung("no_cash", 7),
    Rung("no_own_gateway", 10),
    Rung("no_new_orders", 30, 50_000_000),
)
_numbers = itertools.count(1)


def account(kind: str, market: Market) -> AccountRef:
    return AccountRef(kind, "market", market.public_id)


def books_of(market: Market) -> tuple[int, int]:
    """What it owes of what it took in itself, and what it has free."""
    return balance_of(account("vendor_debt", market)), balance_of(account("vendor_free", market))


def take_cash(market: Market, amount: int) -> str:
    """The market took so much in cash, of which 11 percent is not its own: a tenth, and the tax on it."""
    sale = f"cash-{next(_numbers)}"
    freeze_shares(sale_ref=sale, lines=[item(amount, market=market.public_id)])
    post_sale(sale_ref=sale, cause_ref=sale, with_seller=amount)
    return sale


def owe(market: Market, debt: int) -> str:
    """The market took in so much that it owes this."""
    return take_cash(market, debt * 100 // 11)


def sell(market: Market, amount: int) -> str:
    """A sale through the platform whose hold is over: 89 percent of it are free."""
    sale = sold(item(amount, market=market.public_id))
    start_hold(sale_ref=sale, delivered_at=clock.now() - timedelta(days=2), days=1)
    release_sale(sale_ref=sale)
    return sale


def fall_below(market: Market, amount: int) -> None:
    """So much more was taken back from the market than it had."""
    ref = f"clawback-{next(_numbers)}"
    note_earning(market_ref=market.public_id, kind="correction", ref=ref, amount=-amount)
    transfer(RECEIPTS, account("vendor_free", market), amount)


def take_back(sale: str) -> None:
    reverse_sale(sale_ref=sale, key=f"back:{sale}")


def look(market: Market) -> DebtStanding:
    standing = review(market_ref=market.public_id)
    assert standing is not None
    return standing


def days_pass(market: Market, days: int) -> None:
    """As if all that happened had happened so many days earlier."""
    earlier = timedelta(days=days)
    for bill in DebtBill.objects.filter(market=market):
        DebtBill.objects.filter(pk=bill.pk).update(issued_at=F("issued_at") - earlier, due_at=F("due_at") - earlier)


def another_month_begins(market: Market, was: str = "1399-12") -> None:
    DebtStanding.objects.filter(market=market).update(month=was)


def set_terms(**changes):
    told = {"bill_by": "both", "threshold": 10_000_000, "grace_days": 7, "nets": True, "smallest": 500_000}
    whose = {name: changes.pop(name) for name in ("market", "plan") if name in changes}
    return save_terms(actor=SYSTEM, draft=TermsDraft(**{**told, "ladder": LADDER, **changes}), **whose)


def bills(market: Market) -> list[tuple[str, int, int, str]]:
    rows = DebtBill.objects.filter(market=market).order_by("pk")
    return list(rows.values_list("reason", "amount", "left", "status"))
