"""Rows for the screens about debts."""

from dataclasses import dataclass
from decimal import Decimal

from commerce.earnings.debts.models import DebtBill, DebtRelief, DebtTerms
from commerce.earnings.debts.services import ask_relief
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.shop.commissions.services import set_rate
from commerce.shop.markets.models import Market
from tests.commerce.earnings.debts.owing import look, owe, set_terms

MAKER = Actor(kind="user", ref="maker", rights=frozenset({"debts.add_debtrelief"}))


@dataclass(frozen=True)
class Debts:
    """A market that owes on terms of its own, a bill of it, and a relief that waits for a second person."""

    terms: DebtTerms
    bill: DebtBill
    relief: DebtRelief


def some_debts(market: Market) -> Debts:
    terms = set_terms(market=market)
    bill = DebtBill.objects.filter(market=market).first()
    if bill is None:
        set_rate(actor=SYSTEM, percent=Decimal(10))
        owe(market, 55_000_000)
        look(market)
        bill = DebtBill.objects.get(market=market)
    relief = ask_relief(actor=MAKER, market_ref=market.public_id, kind="waiver", amount=20_000_000, reason="ورشکسته")
    return Debts(terms, bill, relief)
