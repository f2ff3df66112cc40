"""Fifty at once on one debt: netted, paid, billed and grown together, it is neither paid twice nor lost."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from commerce.earnings.debts.models import DebtBill, DebtPayment, DebtStanding
from commerce.earnings.debts.services import approve_relief, ask_relief, net, review
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import IllegalTransition
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.services import capture_payment
from commerce.shop.commissions.services import set_rate
from commerce.shop.markets.models import Market, Restriction
from commerce.shop.markets.services import lift, restrict
from tests.commerce.earnings.debts.owing import books_of, days_pass, look, owe, sell, set_terms, take_back, take_cash
from tests.commerce.earnings.debts.test_paying import pay
from tests.commerce.money.books import together
from tests.factories import make_market, omid
from tests.factories.sales import make_gateway

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]
RIVALS = 50
RIGHTS = frozenset({"debts.add_debtrelief", "debts.approve_debtrelief"})


@pytest.fixture
def market():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    set_terms()
    make_gateway()
    return make_market(omid(), takes_cash=True)


def free_for(market, amount):
    """A sale whose money nobody has netted yet."""
    set_terms(nets=False)
    sell(market, amount)
    set_terms()


def failed(answers):
    return [answer for answer in answers if isinstance(answer, Exception)]


def test_fifty_net_pay_sell_and_take_back_at_once(market):
    """11,000,000 are owed and billed; 13,350,000 are free; ten more sales, ten payments, ten returns."""
    owe(market, 11_000_000)
    look(market)
    ours = [take_cash(market, 1_000_000) for _number in range(10)]
    payments = [pay(market, 500_000)[1] for _number in range(10)]
    free_for(market, 15_000_000)

    def act(number):
        do, turn = number % 5, number // 5
        if do == 0:
            return net(market_ref=market.public_id)
        if do == 1:
            return capture_payment(payment_id=payments[turn].pk, receipt=f"r{turn}")
        if do == 2:
            return take_cash(market, 1_000_000)
        if do == 3:
            return take_back(ours[turn])
        return review(market_ref=market.public_id)

    assert failed(together(act, RIVALS)) == []

    # 11,000,000 + 20 × 110,000 owed, 10 × 110,000 forgiven, 10 × 1,000,000 to repay buyers, 5,000,000 paid
    owed, free = books_of(market)
    assert owed - free == 11_000_000 + 1_100_000 + 10_000_000 - 13_350_000 - 5_000_000
    net(market_ref=market.public_id)
    standing = look(market)
    debt, free = books_of(market)
    assert debt >= 0
    assert debt == 0 or free <= 0
    assert standing.owed == debt + max(-free, 0)
    assert DebtPayment.objects.aggregate(all=Sum("to_debt") + Sum("to_free"))["all"] == 5_000_000
    assert balance_of(AccountRef("receipts")) == 0
    assert find_drift() == []


def test_fifty_looks_bill_once(market):
    owe(market, 11_000_000)
    assert failed(together(lambda _number: review(market_ref=market.public_id), RIVALS)) == []
    assert DebtBill.objects.count() == DebtStanding.objects.count() == 1


def test_fifty_sweeps_net_once(market):
    owe(market, 1_100_000)
    free_for(market, 10_000_000)
    answers = together(lambda _number: net(market_ref=market.public_id), RIVALS)
    assert failed(answers) == []
    assert sum(answers) == 1_100_000
    assert books_of(market) == (0, 7_800_000)


def test_fifty_captures_of_one_payment_pay_once(market):
    owe(market, 1_100_000)
    payment = pay(market)[1]
    assert failed(together(lambda _number: capture_payment(payment_id=payment.pk, receipt="r"), RIVALS)) == []
    assert books_of(market) == (0, 0)
    assert find_drift() == []


def test_fifty_agree_to_one_waiver(market):
    owe(market, 22_000_000)
    asked = ask_relief(
        actor=Actor("user", "reza", RIGHTS), market_ref=market.public_id, kind="waiver", amount=20_000_000, reason="x"
    )
    agree = lambda number: approve_relief(actor=Actor("user", f"staff-{number}", RIGHTS), relief=asked.public_id)  # noqa: E731
    refusals = failed(together(agree, RIVALS))
    assert len(refusals) == RIVALS - 1
    assert {type(refusal) for refusal in refusals} == {IllegalTransition}
    assert books_of(market) == (2_000_000, 0)


def test_paid_while_sanctions_are_brought(market):
    owe(market, 11_000_000)
    look(market)
    days_pass(market, 60)
    payment = pay(market)[1]

    def act(number):
        if number == 25:
            return capture_payment(payment_id=payment.pk, receipt="r")
        return review(market_ref=market.public_id)

    assert failed(together(act, RIVALS)) == []
    assert Market.objects.get().forbidden == []
    assert not Restriction.objects.filter(lifted_at=None).exists()


def test_fifty_forbid_and_allow(market):
    def act(number):
        told = {"actor": SYSTEM, "market_ref": market.public_id, "what": "no_cash", "why": "x"}
        return restrict(**told, debt="bill") if number % 2 else lift(**told)

    assert failed(together(act, RIVALS)) == []
    open_ones = list(Restriction.objects.filter(lifted_at=None).values_list("what", flat=True))
    assert Market.objects.get().forbidden == open_ones
