"""The platform's share of a sale, and the tax on it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from commerce.foundation.core import clock
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.shares import SaleLine, Share, share_holder
from commerce.money.tax.models import TaxClass
from commerce.money.tax.selectors import rate_on, tax_on
from commerce.shop.commissions.deciding import Decision, decide
from commerce.shop.commissions.facts import facts_of
from commerce.shop.commissions.selectors import rate_at, rules_at

COMMISSION = AccountRef("commission")
VAT = AccountRef("vat_payable")


@share_holder("commission")
def commission_of(lines: Sequence[SaleLine], at: datetime | None) -> Iterator[Share]:
    """The commission of each line and the value added tax on it, by the rules of a moment."""
    vat = vat_percent(at)
    for line, decision in decisions_for(lines, at=at, vat=vat):
        if line.shipping and not decision.amount:
            continue
        yield Share(line.ref, "commission", COMMISSION, decision.amount, decision.as_json())
        if tax := tax_on(decision.amount, vat):
            rule = {"rule": "vat_on_commission", "percent": str(vat), "of": decision.amount}
            yield Share(line.ref, "commission_vat", VAT, tax, rule)


def decisions_for(
    lines: Sequence[SaleLine], *, at: datetime | None = None, vat: Decimal | None = None
) -> list[tuple[SaleLine, Decision]]:
    """What is decided about each line at a moment, now unless told; `vat` is the tax on our fees where it is known."""
    rules, rate = list(rules_at(at)), rate_at(at)
    vat = vat_percent(at) if vat is None else vat
    facts = facts_of(lines, rules)
    return [
        (line, decide(facts[line.ref], amount=line.before_tax, rules=rules, rate=rate, vat_percent=vat))
        for line in lines
    ]


def vat_percent(at: datetime | None = None) -> Decimal:
    """The tax on our own fees."""
    rate = rate_on(tax_class=TaxClass.STANDARD, day=clock.tehran_date(at) if at else None)
    return rate.percent if rate else Decimal(0)
