"""Whatever is sold, taken back, released, paid out, netted and restored: every rial has its owner."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.models import Posting
from commerce.money.ledger.selectors import balance_of, trial_balance
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.errors import NotThatMuchFree
from commerce.money.settlement.models import DirectSale, Earning, LineReversal, Sale, SoldLine
from commerce.money.settlement.selectors import debt_of, free_of, sales_of
from commerce.money.settlement.services import (
    LinePart,
    net_debt,
    pause_release,
    pay_goodwill,
    release_due,
    restore_reversals,
    resume_release,
    return_earnings,
    reverse_lines,
    reverse_sale,
    take_earnings,
)
from commerce.money.tax.models import TaxRate
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer
from tests.commerce.money.sales import COMMISSION, PROMOTIONS, REFUNDS, debt, delivered, delivery, free, item, sold

LOOK_HARD_EVERY = 8
MARKETS = ("tea", "pots")
PAID_OUT = AccountRef("suspense")
prices = st.one_of(st.integers(0, 50), st.integers(1, 10**9))
percents = st.integers(0, 100)
markets = st.sampled_from(MARKETS)
picks = st.integers(0, 10**6)


def part(amount: int, percent: int) -> int:
    return amount * percent // 100


class AnySales(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.all_of_it = transaction.atomic()
        self.all_of_it.__enter__()
        TaxRate.objects.all().delete()
        self.number = self.steps = 0
        self.sales: list[str] = []
        self.reversed: list[str] = []
        self.payouts: list[tuple[str, list]] = []
        self.given_by_us = self.given_by_markets = 0

    def key(self) -> str:
        self.number += 1
        return f"step-{self.number}"

    @initialize(percent=st.decimals(0, 60, places=2))
    def begin(self, percent: Decimal) -> None:
        set_rate(actor=SYSTEM, percent=percent)

    @rule(percent=st.decimals(0, 60, places=2))
    def rates_change(self, percent: Decimal) -> None:
        set_rate(actor=SYSTEM, percent=percent)

    @rule(
        market=markets,
        wanted=st.lists(st.tuples(prices, st.integers(1, 5), percents), min_size=1, max_size=3),
        post=prices,
        collected=st.sampled_from([0, 0, 100, 37, 95]),
    )
    def sell(self, market: str, wanted: list[tuple[int, int, int]], post: int, collected: int) -> None:
        lines = [item(price, quantity=many, market=market, ours=part(price, off)) for price, many, off in wanted]
        lines.append(delivery(post, market=market))
        paid = sum(line.amount - line.platform_discount for line in lines)
        self.sales.append(sold(*lines, with_seller=part(paid, collected)))

    @precondition(lambda self: self.sales)
    @rule(pick=picks, ago=st.integers(0, 14))
    def deliver(self, pick: int, ago: int) -> None:
        delivered(self.sales[pick % len(self.sales)], days=7, ago=ago)

    @precondition(lambda self: self.sales)
    @rule(pick=picks, ends=st.booleans())
    def dispute(self, pick: int, ends: bool) -> None:
        change = resume_release if ends else pause_release
        change(sale_ref=self.sales[pick % len(self.sales)], why="refund:x")

    @rule()
    def holds_end(self) -> None:
        release_due()

    @precondition(lambda self: self.sales)
    @rule(pick=picks, by=st.lists(st.tuples(st.booleans(), percents), min_size=1, max_size=4))
    def take_back(self, pick: int, by: list[tuple[bool, int]]) -> None:
        lines = SoldLine.objects.filter(sale_ref=self.sales[pick % len(self.sales)]).order_by("id")
        parts = [
            LinePart(line.line_ref, quantity=part(line.quantity_left + 1, size) if size < 100 else line.quantity_left)
            if by_quantity
            else LinePart(line.line_ref, amount=part(line.paid_left, size))
            for line, (by_quantity, size) in zip(lines, by, strict=False)
        ]
        key = self.key()
        reverse_lines(parts=parts, key=key)
        self.reversed.append(key)

    @precondition(lambda self: self.reversed)
    @rule(pick=picks)
    def restore(self, pick: int) -> None:
        key = self.reversed.pop(pick % len(self.reversed))
        restore_reversals(key=key)
        restore_reversals(key=key)

    @rule(market=markets, percent=st.integers(1, 101))
    def pay_out(self, market: str, percent: int) -> None:
        has = free_of(market)
        amount = part(max(has, 0), percent) + (percent > 100)
        if amount > max(has, 0):
            with pytest.raises(NotThatMuchFree):
                take_earnings(market_ref=market, amount=amount)
        elif amount:
            parts = take_earnings(market_ref=market, amount=amount)
            assert sum(one.amount for one in parts) == amount
            transfer(PAID_OUT, free(market), amount)
            self.payouts.append((market, parts))

    @precondition(lambda self: self.payouts)
    @rule(pick=picks)
    def payout_comes_back(self, pick: int) -> None:
        market, parts = self.payouts.pop(pick % len(self.payouts))
        return_earnings(market_ref=market, parts=parts)
        transfer(free(market), PAID_OUT, sum(one.amount for one in parts))

    @rule(market=markets)
    def net(self, market: str) -> None:
        before = free_of(market), debt_of(market)
        netted = net_debt(market_ref=market, key=self.key())
        assert netted == max(min(before), 0)
        assert (free_of(market), debt_of(market)) == (before[0] - netted, before[1] - netted)

    @rule(market=markets, percent=st.integers(1, 100))
    def debt_is_paid(self, market: str, percent: int) -> None:
        if amount := part(debt_of(market), percent):
            transfer(debt(market), CLEARING, amount)

    @rule(market=markets, amount=st.integers(1, 10**6), by_us=st.booleans())
    def goodwill(self, market: str, amount: int, by_us: bool) -> None:
        who, told = "platform" if by_us else "market", {"cause_kind": "test", "cause_ref": "1"}
        pay_goodwill(key=self.key(), amount=amount, funded_by=who, market_ref=market, **told)
        self.given_by_us += amount if by_us else 0
        self.given_by_markets += 0 if by_us else amount

    @invariant()
    def every_rial_has_its_owner(self) -> None:
        self.steps += 1
        if self.steps % LOOK_HARD_EVERY == 0:
            assert find_drift() == []
        stands = {line.kind: line.debit - line.credit for line in trial_balance()}
        assert sum(stands.values()) == 0
        sales, lines = list(Sale.objects.all()), list(SoldLine.objects.all())
        paid_left = sum(line.paid_left for line in lines)
        ours_left = sum(line.discount_left for line in lines)
        assert paid_left + ours_left == sum(sale.amount_left for sale in sales)
        assert balance_of(PROMOTIONS) == ours_left + self.given_by_us
        assert balance_of(RECEIPTS) == 0
        assert balance_of(REFUNDS) == self._given_back() + self.given_by_us + self.given_by_markets
        assert balance_of(COMMISSION) == sum(sale.amount_left - sale.vendor_left for sale in sales)
        for market in MARKETS:
            assert debt_of(market) >= 0
            self._has_what_it_earned(market)

    def _given_back(self) -> int:
        standing = LineReversal.objects.filter(restoration=None).values_list("amount", flat=True)
        return sum(standing)

    def _has_what_it_earned(self, market: str) -> None:
        """Its shares, less what it took in, was paid, and gave: in held, free and debt together."""
        earned = sum(sale.vendor_left for sale in sales_of(market))
        took = sum(DirectSale.objects.filter(market_ref=market).values_list("amount", flat=True))
        goodwill = -sum(Earning.objects.filter(market_ref=market, kind="goodwill").values_list("freed", flat=True))
        held = balance_of(AccountRef("vendor_held", "market", market))
        paid = sum(one.amount for whose, parts in self.payouts if whose == market for one in parts)
        debt_paid = self._paid_of_debt(market)
        assert held + free_of(market) - debt_of(market) == earned - took - goodwill - paid + debt_paid

    def _paid_of_debt(self, market: str) -> int:
        rows = Posting.objects.filter(account__kind="vendor_debt", account__owner_ref=market, entry__reason="test")
        return -sum(rows.values_list("amount", flat=True))

    def teardown(self) -> None:
        try:
            self.all_is_taken_back()
        finally:
            transaction.set_rollback(True)
            self.all_of_it.__exit__(None, None, None)

    def all_is_taken_back(self) -> None:
        for sale in self.sales:
            reverse_sale(sale_ref=sale, key=f"end:{sale}")
        self.every_rial_has_its_owner()
        assert find_drift() == []
        assert balance_of(COMMISSION) == 0
        assert balance_of(PROMOTIONS) == self.given_by_us
        assert not Sale.objects.exclude(held=0).exists()


class TestAnySales(AnySales.TestCase, TestCase):  # type: ignore[misc,name-defined]
    settings = settings(stateful_step_count=25)
