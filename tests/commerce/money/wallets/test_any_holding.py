"""Whatever is held, taken, let go and given back: not a rial is lost, and every pocket is what the model says."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.services import rebuild
from commerce.money.payments.models import Payment
from commerce.money.payments.tenders import tenders
from commerce.money.wallets import services
from commerce.money.wallets.models import HoldSource, PromotionalGrant
from tests.commerce.money.wallets.money import gift_codes, grant, pay_by_wallet, pockets, refund, time_is_over, top_up
from tests.factories import make_user

WALLET = tenders.get("wallet")
pytestmark = pytest.mark.django_db
amounts = st.integers(1, 400_000)


class Purse(RuleBasedStateMachine):
    """One person's wallet beside its totals: what was put in is in the pockets, held, or spent."""

    def __init__(self) -> None:
        super().__init__()
        self.user = make_user()
        self.put_in = self.expired = 0
        self.held: list[Payment] = []
        self.taken: dict[Payment, int] = {}

    @rule(amount=st.integers(100_000, 500_000))
    def fill(self, amount: int) -> None:
        top_up(self.user, amount)
        self.put_in += amount

    @rule(amount=amounts, days=st.integers(1, 60))
    def give_credit(self, amount: int, days: int) -> None:
        grant(self.user, amount, days=days)
        self.put_in += amount

    @rule(amount=st.integers(100_000, 300_000))
    def redeem(self, amount: int) -> None:
        services.redeem_gift_card(user=self.user, code=gift_codes(amount)[0].replace("-", ""))
        self.put_in += amount

    @rule(amount=amounts)
    def hold(self, amount: int) -> None:
        before = pockets(self.user)
        payment = pay_by_wallet(self.user, amount)
        if amount > spendable(before):
            with pytest.raises(InsufficientFunds):
                WALLET.hold(payment)
            assert pockets(self.user) == before
            return
        WALLET.hold(payment)
        self.held.append(payment)
        after = pockets(self.user)
        assert after["promotional"] == 0 or (after["gift"], after["cash"]) == (before["gift"], before["cash"])
        assert after["gift"] == 0 or after["cash"] == before["cash"]

    @precondition(lambda self: self.held)
    @rule(place=st.integers(0, 10), times=st.integers(1, 2))
    def let_go(self, place: int, times: int) -> None:
        payment = self.held.pop(place % len(self.held))
        sources = list(HoldSource.objects.filter(hold__cause_ref=payment.public_id, hold__status="held"))
        before = pockets(self.user)
        for _time in range(times):
            WALLET.let_go(payment)
        after = pockets(self.user)
        for pocket, account in (("cash", "wallet"), ("gift", "gift"), ("promotional", "promotional")):
            back = sum(source.amount for source in sources if source.pocket == account)
            assert after[pocket] == before[pocket] + back

    @precondition(lambda self: self.held)
    @rule(place=st.integers(0, 10), times=st.integers(1, 2))
    def take(self, place: int, times: int) -> None:
        payment = self.held.pop(place % len(self.held))
        for _time in range(times):
            WALLET.take(payment)
        self.taken[payment] = payment.amount

    @precondition(lambda self: any(self.taken.values()))
    @rule(place=st.integers(0, 10), part=st.integers(1, 400_000))
    def refund(self, place: int, part: int) -> None:
        open_ones = [payment for payment, left in self.taken.items() if left]
        payment = open_ones[place % len(open_ones)]
        amount = min(part, self.taken[payment])
        WALLET.give_back(refund(payment, amount))
        self.taken[payment] -= amount
        sources = HoldSource.objects.filter(hold__cause_ref=payment.public_id, hold__status="taken")
        assert sum(source.left for source in sources) == self.taken[payment]
        if not self.taken[payment]:
            assert all(source.left == 0 for source in sources)

    @precondition(lambda self: PromotionalGrant.objects.filter(wallet__user=self.user, status="active").exists())
    @rule()
    def let_the_next_credit_expire(self) -> None:
        first = PromotionalGrant.objects.filter(wallet__user=self.user, status="active").order_by("expires_at").first()
        assert first is not None
        self.expired += first.left
        time_is_over(first)
        services.expire_grants()

    @invariant()
    def nothing_is_lost(self) -> None:
        now = pockets(self.user)
        assert now["held"] == sum(payment.amount for payment in self.held)
        assert sum(now.values()) + sum(self.taken.values()) + self.expired == self.put_in

    def teardown(self) -> None:
        assert find_drift() == []
        assert rebuild() == 0


def spendable(now: dict[str, int]) -> int:
    return now["cash"] + now["gift"] + now["promotional"]


class TestPurse(Purse.TestCase):  # type: ignore[misc,name-defined]
    settings = settings(stateful_step_count=20)
