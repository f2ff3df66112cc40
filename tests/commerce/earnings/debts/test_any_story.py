"""Whatever a market sells, takes in, gives back and pays, in any order: its debt adds up, never below zero."""

from decimal import Decimal

from django.test import TestCase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from commerce.earnings.debts.models import DebtBill, DebtPayment, DebtStanding
from commerce.earnings.debts.services import ask_relief, net, review
from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment
from commerce.money.settlement.errors import MoreThanSold
from commerce.money.settlement.models import SoldLine
from commerce.money.settlement.services import reverse_lines, take_earnings
from commerce.money.settlement.services.reversing import LinePart
from commerce.shop.commissions.services import set_rate
from tests.commerce.earnings.debts.owing import (
    account,
    another_month_begins,
    books_of,
    days_pass,
    sell,
    set_terms,
    take_cash,
)
from tests.commerce.earnings.debts.test_paying import pay
from tests.commerce.money.books import transfer
from tests.factories import make_market, omid
from tests.factories.sales import make_gateway

AMOUNTS = st.integers(1, 60_000_000)
LEAST_AT_A_BANK = 10_000
AT_ITS_BANK = "bank"


class Debts(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        set_rate(actor=SYSTEM, percent=Decimal("9.7"))
        set_terms(threshold=3_000_000, smallest=200_000)
        make_gateway()
        self.market = make_market(omid())
        self.sales: list[str] = []
        self.steps = 0

    @rule(amount=AMOUNTS)
    def takes_cash(self, amount: int) -> None:
        self.sales.append(take_cash(self.market, amount))

    @rule(amount=AMOUNTS)
    def sells(self, amount: int) -> None:
        self.sales.append(sell(self.market, amount))

    @rule(turn=st.integers(0, 50), part=st.integers(1, 100))
    def gives_back(self, turn: int, part: int) -> None:
        if not self.sales:
            return
        self.steps += 1
        line = SoldLine.objects.get(sale_ref=self.sales[turn % len(self.sales)])
        amount = line.amount_left * part // 100
        try:
            reverse_lines(parts=[LinePart(line.line_ref, 0, amount)], key=f"{self.market.public_id}:{self.steps}")
        except MoreThanSold:
            assert amount > line.amount_left

    @rule(part=st.integers(1, 100))
    def is_paid_out(self, part: int) -> None:
        free = max(books_of(self.market)[1], 0) * part // 100
        if free:
            take_earnings(market_ref=self.market.public_id, amount=free)
            transfer(AccountRef(AT_ITS_BANK), account("vendor_free", self.market), free)

    @rule(part=st.integers(1, 100))
    def asks_to_pay(self, part: int) -> None:
        if (amount := self.owed * part // 100) >= LEAST_AT_A_BANK:
            pay(self.market, amount)

    @rule(turn=st.integers(0, 50))
    def a_payment_comes(self, turn: int) -> None:
        acts = DebtPayment.objects.filter(market=self.market).values_list("public_id", flat=True)
        waiting = list(Payment.objects.filter(purpose="market_debt", reference__in=list(acts)).order_by("pk"))
        if waiting:
            payment = waiting[turn % len(waiting)]
            capture_payment(payment_id=payment.pk, receipt=payment.public_id)

    @rule(part=st.integers(1, 100))
    def staff_waive(self, part: int) -> None:
        if owed := self.owed:
            amount = max(owed * part // 100, 1)
            ask_relief(actor=SYSTEM, market_ref=self.market.public_id, kind="waiver", amount=amount, reason="story")

    @rule()
    def nets(self) -> None:
        net(market_ref=self.market.public_id)
        debt, free = books_of(self.market)
        assert debt == 0 or free <= 0

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        days_pass(self.market, days)

    @rule()
    def a_month_ends(self) -> None:
        DebtBill.objects.filter(market=self.market).update(month="")
        another_month_begins(self.market)

    @rule()
    def is_looked_at(self) -> None:
        review(market_ref=self.market.public_id)
        standing = DebtStanding.objects.filter(market=self.market).first()
        if standing is None:
            return
        left = sum(DebtBill.objects.filter(market=self.market, status="open").values_list("left", flat=True))
        assert (standing.owed, standing.billed) == (self.owed, left)
        assert left <= standing.owed
        self.market.refresh_from_db()
        if standing.owed < 200_000:
            assert self.market.forbidden == []

    @property
    def owed(self) -> int:
        debt, free = books_of(self.market)
        return debt + max(-free, 0)

    @invariant()
    def nothing_is_lost(self) -> None:
        debt, _free = books_of(self.market)
        assert debt >= 0
        assert balance_of(AccountRef("receipts")) == 0
        for act in DebtPayment.objects.filter(market=self.market, status="done"):
            assert act.to_debt + act.to_free == act.amount

    def teardown(self) -> None:
        try:
            self.is_looked_at()
            assert find_drift() == []
        finally:
            super().teardown()


class TestDebts(Debts.TestCase, TestCase):  # type: ignore[misc,name-defined]
    settings = settings(stateful_step_count=25)
