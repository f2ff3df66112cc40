"""Whatever people, banks, markets, staff and clocks do with money, in whatever order: no rial is lost or made."""

from unittest import mock

from django.test import TestCase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.services import rebuild, take_snapshots
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Refund
from tests.commerce.money.stories import adding_up, fair
from tests.commerce.money.stories.coming import MoneyComes
from tests.commerce.money.stories.leaving import MoneyLeaves
from tests.commerce.money.stories.tills import TILLS

LOOK_HARD_EVERY = 10


class AnyMoney(MoneyComes, MoneyLeaves):
    def __init__(self) -> None:
        super().__init__()
        self.steps = 0

    @rule(what=st.sampled_from(fair.CLOCKS))
    def time_runs_out(self, what: str) -> None:
        fair.time_runs_out(what)

    @rule()
    def take_snapshots(self) -> None:
        take_snapshots()

    @invariant()
    def money_adds_up(self) -> None:
        self.steps += 1
        adding_up.books_balance()
        for user in self.ground.people:
            adding_up.statement_ends_right(user)
        if self.steps % LOOK_HARD_EVERY == 0:
            self.look_hard()

    def look_hard(self) -> None:
        adding_up.banks_agree()
        for user in self.ground.people:
            adding_up.is_even(user)
        assert find_drift() == []

    def teardown(self) -> None:
        try:
            self.all_answers_come()
            self.look_hard()
            assert rebuild() == 0
        finally:
            super().teardown()

    def all_answers_come(self) -> None:
        """Banks answer in the end, and staff find out the rest: then banks hold what the books say."""
        for _round in range(3):
            fair.sweep()
            self.staff_find_out()
        assert not Refund.objects.exclude(way="bank").exclude(status="sent").exists()
        assert sum(till.holds for till in TILLS.values()) == adding_up.standings()["gateway_clearing"]


class TestAnyMoney(AnyMoney.TestCase, TestCase):  # type: ignore[misc,name-defined]
    settings = settings(stateful_step_count=90)

    @classmethod
    def setUpTestData(cls) -> None:
        cls.enterClassContext(mock.patch.dict(banks._entries, TILLS))
        AnyMoney.ground = fair.a_busy_fair()
