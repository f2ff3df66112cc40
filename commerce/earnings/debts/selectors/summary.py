"""A market's debt as people read it: how much, why, until when, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from commerce.earnings.debts.models import DebtBill, DebtTerms, Sanction
from commerce.earnings.debts.selectors.causes import Cause, causes_of
from commerce.earnings.debts.selectors.owed import Owed, account_of, owed_of
from commerce.earnings.debts.selectors.terms import terms_of
from commerce.foundation.core import clock
from commerce.money.ledger.selectors import balance_of
from commerce.shop.markets.models import Restriction
from commerce.shop.markets.selectors import restrictions_of


@dataclass(frozen=True, slots=True)
class Step:
    """What follows, and when: at a moment if the oldest bill is not paid, or from an amount on."""

    what: str
    title: str
    at: datetime | None
    from_amount: int | None
    is_on: bool


@dataclass(frozen=True)
class DebtSummary:
    """Everything a market may ask about its debt."""

    owed: Owed
    held: int
    causes: Sequence[Cause]
    bills: Sequence[DebtBill]
    restrictions: Sequence[Restriction]
    steps: Sequence[Step]
    terms: DebtTerms

    @property
    def debt(self) -> int:
        return self.owed.debt

    @property
    def below_zero(self) -> int:
        return self.owed.below

    @property
    def total(self) -> int:
        return self.owed.total

    @property
    def free(self) -> int:
        return max(self.owed.free, 0)

    @property
    def oldest_due_at(self) -> datetime | None:
        return min((bill.due_at for bill in self.bills), default=None)

    @property
    def billed(self) -> int:
        return sum(bill.left for bill in self.bills)

    @property
    def unbilled(self) -> int:
        return max(self.total - self.billed, 0)

    @property
    def overdue(self) -> int:
        now = clock.now()
        return sum(bill.left for bill in self.bills if bill.due_at <= now)

    @property
    def made_up_by_sales(self) -> int:
        """What money that is still held will make up for, when its hold is over."""
        return min(self.total, self.held) if self.terms.nets else min(self.below_zero, self.held)


def bills_of(market_ref: str) -> QuerySet[DebtBill]:
    """A market's bills, the newest first."""
    return DebtBill.objects.filter(market__public_id=market_ref).order_by("-issued_at", "-pk")


def debt_summary(market_ref: str) -> DebtSummary:
    """How a market stands: what it owes, why, its open bills, what it may not do and what comes next."""
    owed, terms = owed_of(market_ref), terms_of(market_ref)
    bills = list(bills_of(market_ref).filter(status=DebtBill.Status.OPEN).order_by("upto", "pk"))
    restrictions = list(restrictions_of(market_ref).filter(lifted_at=None))
    return DebtSummary(
        owed=owed,
        held=balance_of(account_of("vendor_held", market_ref)),
        causes=causes_of(market_ref, owed),
        bills=bills,
        restrictions=restrictions,
        steps=_steps(terms, bills, owed, {row.what for row in restrictions}),
        terms=terms,
    )


def _steps(terms: DebtTerms, bills: Sequence[DebtBill], owed: Owed, on: set[str]) -> list[Step]:
    if not owed.total:
        return []
    due = min((bill.due_at for bill in bills), default=None)
    return [_step(rung, due, on) for rung in terms.ladder.all()]


def _step(rung: Sanction, due: datetime | None, on: set[str]) -> Step:
    at = due + timedelta(days=rung.after_days) if due and rung.after_days is not None else None
    happened = bool(at and at <= clock.now()) if rung.what == Sanction.What.NOTICE else rung.what in on
    return Step(rung.what, rung.get_what_display(), at, rung.from_amount, is_on=happened)
