"""Which rule decides about a line, which ones it passed by and why, and how much that makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from commerce.foundation.core.money import percent_of
from commerce.shop.commissions.facts import Facts
from commerce.shop.commissions.models import CommissionRate, CommissionRule

# A frozen decision names this many rules passed by; the table may be longer.
PASSED_KEPT = 20

# Whom a rule names comes first, so that a rule about others is always passed by as theirs.
CONDITIONS: Mapping[str, Callable[[CommissionRule, Facts], bool]] = {
    "markets": lambda rule, facts: not rule.markets or facts.market in rule.markets,
    "plans": lambda rule, facts: not rule.plans or facts.plan in rule.plans,
    "products": lambda rule, facts: not rule.products or facts.product in rule.products,
    "applies_to": lambda rule, facts: rule.applies_to in {"both", "shipping" if facts.shipping else "items"},
    "categories": lambda rule, facts: not rule.categories or not facts.categories.isdisjoint(rule.categories),
    "brands": lambda rule, facts: not rule.brands or facts.brand in rule.brands,
    "payments": lambda rule, facts: not rule.payments or facts.payment in rule.payments,
    "min_price": lambda rule, facts: rule.min_price is None or facts.price >= rule.min_price,
    "max_price": lambda rule, facts: rule.max_price is None or facts.price < rule.max_price,
}
# A rule passed by for one of these is about somebody else: its name is not for everybody.
OF_OTHERS = frozenset({"markets", "plans", "products"})


@dataclass(frozen=True, slots=True)
class Decision:
    """The commission of a line in rials, before the tax on it, and how it came about."""

    amount: int
    rule: dict[str, Any]
    passed: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {**self.rule, "passed": self.passed[:PASSED_KEPT]}


def decide(
    facts: Facts, *, amount: int, rules: Sequence[CommissionRule], rate: CommissionRate | None, vat_percent: Decimal
) -> Decision:
    """The first rule that fits decides, else the general rate; with its tax a commission never exceeds the line."""
    passed: list[dict[str, str]] = []
    most = most_before_tax(amount, vat_percent)
    for rule in rules:
        if why := why_not(rule, facts):
            passed.append({"id": rule.public_id, "name": rule.name, "why": why})
            continue
        fee = fee_of(rule, amount)
        return Decision(min(fee, most), snapshot_of(rule) | _bounds(rule, amount, fee, most), passed)
    if rate is None or facts.shipping:
        return Decision(0, {"rule": "no_rate"}, passed)
    fee = percent_of(amount, rate.percent)
    since = rate.starts_at.isoformat()
    general = {"rule": "flat_percentage", "percent": str(rate.percent), "since": since, "of": amount}
    return Decision(min(fee, most), general | ({"bound": "line"} if fee > most else {}), passed)


def why_not(rule: CommissionRule, facts: Facts) -> str:
    """The first condition of a rule that a line does not meet; empty where it meets them all."""
    return next((name for name, is_met in CONDITIONS.items() if not is_met(rule, facts)), "")


def fee_of(rule: CommissionRule, amount: int) -> int:
    """Percent and fixed together, not below the floor, not above the cap; nothing on nothing."""
    if not amount:
        return 0
    fee = max(percent_of(amount, rule.percent) + rule.fixed, rule.floor)
    return fee if rule.cap is None else min(fee, rule.cap)


def most_before_tax(amount: int, vat_percent: Decimal) -> int:
    """The largest commission that fits into a line together with its tax."""
    most = int(amount * 100 / (100 + vat_percent))
    while most + percent_of(most, vat_percent) > amount:
        most -= 1
    return most


def _bounds(rule: CommissionRule, amount: int, fee: int, most: int) -> dict[str, Any]:
    """What the fee was taken of, and which bound decided it: the floor, the cap, or all that the line has room for."""
    plain = percent_of(amount, rule.percent) + rule.fixed if amount else 0
    bound = "line" if fee > most else "floor" if fee > plain else "cap" if fee < plain else ""
    return {"of": amount, "bound": bound}


def snapshot_of(rule: CommissionRule) -> dict[str, Any]:
    """A rule as it was when it decided."""
    return {
        "rule": "commission_rule",
        "id": rule.public_id,
        "name": rule.name,
        "percent": str(rule.percent),
        "fixed": rule.fixed,
        "floor": rule.floor,
        "cap": rule.cap,
    }
