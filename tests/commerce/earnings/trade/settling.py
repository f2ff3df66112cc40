"""Holds end, debts are netted and paid, payouts leave and come back, banks take money back and give it again."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from commerce.earnings.debts.services import net, pay_debt, review_all
from commerce.earnings.payouts.models import Payout
from commerce.earnings.payouts.services import ask_early_payout, cancel_payout
from commerce.foundation.core import clock
from commerce.money.payments.models import Chargeback, Payment
from commerce.money.payments.services import (
    BankClaim,
    check_chargeback,
    lose_chargeback,
    record_chargeback,
    win_chargeback,
)
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import Batch
from tests.commerce.earnings.trade import street
from tests.commerce.earnings.trade.story import TradeStory
from tests.commerce.earnings.trade.street import ASKER, DECIDER
from tests.commerce.money.outgoing import CHECKER, MAKER, sent, stepped_up
from tests.commerce.money.stories import fair
from tests.commerce.money.stories.story import any_of, moods, one, trying
from tests.factories import tenant_of

markets = st.integers(0, 1)


class MoneySettles(TradeStory):
    @rule()
    def holds_end(self):
        street.holds_end()

    @rule(market=markets)
    def net_what_is_owed(self, market):
        net(market_ref=self.ground.markets[market].public_id)
        review_all()

    @rule(market=markets, part=st.integers(1, 3))
    def pay_what_is_owed(self, market, part):
        owner, named = self.ground.owners[market], self.ground.markets[market]
        told = {"actor": fair.actor_of(owner), "tenant": tenant_of(named), "payer": owner, "gateway_slug": "plain"}
        with trying():
            fair.pay(pay_debt(**told, amount=None if part == 1 else 10_000 * part)[1])

    @rule(market=markets, until=st.sampled_from(["asked", "approved", "sent", "settled", "returned"]))
    def pay_out(self, market, until):
        with trying():
            street.pay_out(self.ground.markets[market], until)

    @rule(market=markets, amount=st.none() | st.integers(1, 3_000_000))
    def ask_early(self, market, amount):
        owner, named = self.ground.owners[market], self.ground.markets[market]
        told = {"actor": fair.actor_of(owner), "tenant": tenant_of(named), "credentials": stepped_up()}
        with trying():
            ask_early_payout(**told, amount=amount)

    @rule(which=any_of, act=st.sampled_from(["approve", "approve", "refuse", "cancel", "settle", "return"]))
    def decide_payout(self, which, act):
        with trying():
            payout = one(Payout.objects.exclude(status__in=["refused", "cancelled", "returned"]), which)
            named = payout.remittance.public_id
            match act:
                case "approve":
                    remittances.approve_remittance(actor=CHECKER, public_id=named)
                case "refuse":
                    remittances.refuse_remittance(actor=CHECKER, public_id=named, reason="نام نمی‌خواند")
                case "cancel":
                    place = [market.public_id for market in self.ground.markets].index(payout.market_ref)
                    told = {"actor": fair.actor_of(self.ground.owners[place])}
                    cancel_payout(**told, tenant=tenant_of(self.ground.markets[place]), public_id=payout.public_id)
                case "settle":
                    remittances.mark_settled(actor=MAKER, public_id=named)
                case "return":
                    remittances.mark_returned(actor=MAKER, public_id=named, reason="حساب بسته است")

    @rule(act=st.sampled_from(["send", "send", "dissolve"]))
    def batch(self, act):
        with trying():
            batch = remittances.make_batch(actor=MAKER, batch_format="paya-csv")
            if act == "send":
                sent(batch)
            else:
                remittances.dissolve_batch(actor=CHECKER, batch=batch.public_id)
        assert not Batch.objects.filter(status="checked").exists()

    @rule(which=any_of, part=st.integers(1, 4), our_fault=st.booleans())
    def bank_takes_back(self, which, part, our_fault):
        with trying():
            payment = one(Payment.objects.filter(method="gateway", purpose="order").exclude(captured_at=None), which)
            claim = BankClaim(max(payment.left // part, 1), "نشناخت", clock.today() + timedelta(days=9), our_fault)
            made = record_chargeback(actor=ASKER, payment=payment.public_id, claim=claim)
            if made.status == "recorded":
                check_chargeback(actor=DECIDER, chargeback=made.public_id)

    @rule(which=any_of, won=st.booleans())
    def dispute_ends(self, which, won):
        with trying():
            row = one(Chargeback.objects.filter(status="open"), which)
            end = win_chargeback if won else lose_chargeback
            end(actor=ASKER, chargeback=row.public_id, because="نامهٔ بانک")

    @rule(answers=moods)
    def minutes_pass(self, answers):
        with self.banks_answer(answers):
            fair.sweep()
