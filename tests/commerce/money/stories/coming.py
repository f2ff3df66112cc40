"""Money comes: top-ups, cards and orders, paid by all sorts of money, in time, late, twice or not at all."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment, open_handoff
from commerce.money.payments.states import WAITING
from commerce.money.wallets import services as wallets
from commerce.shop.order.models import Order
from commerce.shop.order.services import PaymentWish, cancel_unpaid_order, pay_order
from tests.commerce.money.stories import fair
from tests.commerce.money.stories.story import (
    Story,
    amounts,
    any_of,
    as_far_as,
    moods,
    one,
    people,
    slugs,
    trying,
    wishes,
)
from tests.commerce.money.stories.tills import till_of
from tests.commerce.money.wallets.money import gift_codes, grant


class MoneyComes(Story):
    @rule(who=people, amount=amounts, slug=slugs, until=as_far_as)
    def top_up(self, who: int, amount: int, slug: str, until: str) -> None:
        with trying():
            _top_up, payment = wallets.ask_top_up(user=self.person(who), amount=amount, gateway_slug=slug)
            go(payment, until)

    @rule(who=people, amount=amounts, slug=slugs, until=as_far_as)
    def buy_card(self, who: int, amount: int, slug: str, until: str) -> None:
        user = self.person(who)
        with trying():
            _card, payment = wallets.ask_gift_card(user=user, amount=amount, mobile=user.mobile, gateway_slug=slug)
            go(payment, until)

    @rule(who=people, quantities=st.sampled_from([(1, 0), (0, 1), (2, 1)]), wish=wishes, until=as_far_as)
    def order(self, who: int, quantities: tuple[int, int], wish: PaymentWish, until: str) -> None:
        with trying():
            go(fair.order(self.ground, self.person(who), quantities, wish).payment, until)

    @rule(who=people, wish=wishes, again=wishes, until=as_far_as)
    def pay_another_way(self, who: int, wish: PaymentWish, again: PaymentWish, until: str) -> None:
        with trying():
            placed = fair.order(self.ground, self.person(who), (1, 0), wish)
            go(placed.payment, "at the bank")
            go(pay_order(actor=fair.actor_of(placed.order.user), number=placed.order.number, wish=again), until)

    @rule(which=any_of, until=as_far_as)
    def go_on_paying(self, which: int, until: str) -> None:
        with trying():
            go(one(Payment.objects.filter(method="gateway", captured_at=None), which), until)

    @rule(which=any_of, said=st.sampled_from(["ok", "ok", "nok"]), answers=moods)
    def come_back(self, which: int, said: str, answers: list[str]) -> None:
        with trying():
            payment = one(Payment.objects.exclude(authority=""), which)
            with self.banks_answer(answers):
                fair.come_back(payment, said)

    @rule(which=any_of)
    def find_a_transfer(self, which: int) -> None:
        with trying():
            capture_payment(payment_id=one(Payment.objects.filter(method="transfer", captured_at=None), which).pk)

    @rule(which=any_of)
    def cancel_order(self, which: int) -> None:
        with trying():
            placed = one(Order.objects.filter(paid_at=None), which)
            cancel_unpaid_order(actor=fair.actor_of(placed.user), number=placed.number)

    @rule(who=people, amount=amounts)
    def give_credit(self, who: int, amount: int) -> None:
        grant(self.person(who), amount)

    @rule(amount=amounts)
    def give_card_away(self, amount: int) -> None:
        self.codes += [code.replace("-", "") for code in gift_codes(amount)]


def go(payment: Payment | None, until: str) -> None:
    """Go on paying at a bank, as far as somebody goes; an attempt that is over may still be paid there."""
    if payment is None or payment.method != "gateway" or until == "asked":
        return
    if payment.status in WAITING:
        open_handoff(payment=payment)
        payment.refresh_from_db()
    if not payment.authority or until == "at the bank":
        return
    till_of(payment).pays(payment)
    if until == "back":
        fair.come_back(payment)
