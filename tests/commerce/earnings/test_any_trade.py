"""Whatever is sold, refunded, charged back, owed and paid out, in whatever order: everyone has what is theirs."""

from unittest import mock

from django.test import TestCase
from hypothesis import settings
from hypothesis.stateful import invariant

from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.services import rebuild
from commerce.money.payments.gateways import banks
from tests.commerce.earnings.trade import adding_up
from tests.commerce.earnings.trade.selling import GoodsAreSold
from tests.commerce.earnings.trade.settling import MoneySettles
from tests.commerce.earnings.trade.street import a_busy_street
from tests.commerce.money.stories.adding_up import books_balance
from tests.commerce.money.stories.tills import TILLS
from tests.factories.goods import deliver_facts

LOOK_HARD_EVERY = 8


class AnyTrade(GoodsAreSold, MoneySettles):
    def __init__(self) -> None:
        super().__init__()
        self.steps = 0
        self.decided = adding_up.frozen()

    def number(self) -> int:
        return self.steps

    @invariant()
    def everyone_has_what_is_theirs(self) -> None:
        self.steps += 1
        books_balance()
        adding_up.sales_add_up()
        adding_up.holders_have_their_shares()
        adding_up.markets_have_what_is_theirs(self.ground.markets)
        adding_up.bank_paid_payouts_once()
        adding_up.buyers_are_owed_what_orders_say()
        self.history_stands()
        if self.steps % LOOK_HARD_EVERY == 0:
            deliver_facts()
            assert find_drift() == []

    def history_stands(self) -> None:
        now = adding_up.frozen()
        assert {pk: now.get(pk) for pk in self.decided} == self.decided
        self.decided = now

    def teardown(self) -> None:
        try:
            deliver_facts()
            assert not OutboxEvent.objects.filter(delivered_at=None).exists()
            assert find_drift() == []
            assert rebuild() == 0
        finally:
            super().teardown()


class TestAnyTrade(AnyTrade.TestCase, TestCase):  # type: ignore[misc,name-defined]
    settings = settings(stateful_step_count=30)

    @classmethod
    def setUpTestData(cls) -> None:
        cls.enterClassContext(mock.patch.dict(banks._entries, TILLS))
        AnyTrade.ground = a_busy_street()
