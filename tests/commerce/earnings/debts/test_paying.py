"""A market pays what it owes: once, late, twice or too much, and no rial is lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from commerce.earnings.debts.errors import MoreThanOwed, NothingOwed
from commerce.earnings.debts.models import DebtBill, DebtPayment
from commerce.earnings.debts.receivers import is_awaited
from commerce.earnings.debts.services import net, pay_debt
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment, recover_open_payments, start_payment
from commerce.shop.markets.models import Market
from tests.commerce.earnings.debts.owing import bills, books_of, days_pass, fall_below, look, owe, sell
from tests.commerce.money.wallets.money import top_up
from tests.factories import omid, tenant_of
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bank(rates):
    make_gateway()


def pay(market, amount=None, role="owner", **how):
    actor = Actor(kind="user", ref=omid().public_id)
    return pay_debt(actor=actor, tenant=tenant_of(market, role), payer=omid(), amount=amount, **how)


def comes(payment, receipt="1"):
    return capture_payment(payment_id=payment.pk, receipt=receipt)


def receipts():
    return balance_of(AccountRef("receipts"))


def test_all_of_it_unless_told(market):
    owe(market, 11_000_000)
    look(market)
    act, payment = pay(market)
    assert (payment.purpose, payment.amount, payment.reference) == ("market_debt", 11_000_000, act.public_id)
    comes(payment)
    act.refresh_from_db()
    assert (act.status, act.to_debt, act.to_free) == ("done", 11_000_000, 0)
    assert books_of(market) == (0, 0)
    assert receipts() == 0
    assert bills(market) == [("threshold", 11_000_000, 0, "paid")]
    assert DebtBill.objects.get().settled_by == "payment"
    call_command("ledger_check")


def test_paying_lifts_in_the_same_transaction(market):
    owe(market, 11_000_000)
    look(market)
    days_pass(market, 30)
    look(market)
    assert Market.objects.get().forbidden
    comes(pay(market)[1])
    assert Market.objects.get().forbidden == []


def test_a_part_lowers_the_bill(market):
    owe(market, 11_000_000)
    look(market)
    comes(pay(market, 4_000_000)[1])
    assert bills(market) == [("threshold", 11_000_000, 7_000_000, "open")]


def test_both_kinds_are_paid_at_once(market):
    fall_below(market, 3_000_000)
    owe(market, 2_200_000)
    act, payment = pay(market)
    comes(payment)
    act.refresh_from_db()
    assert (act.to_debt, act.to_free) == (2_200_000, 3_000_000)
    assert books_of(market) == (0, 0)
    call_command("ledger_check")


def test_more_than_is_owed_is_refused_before_the_bank(market):
    with pytest.raises(NothingOwed):
        pay(market)
    owe(market, 1_100_000)
    with pytest.raises(MoreThanOwed):
        pay(market, 1_100_001)
    for strange in (0, -5):
        with pytest.raises(InvalidInput):
            pay(market, strange)
    assert not Payment.objects.exists()


def test_paid_twice_the_second_is_the_market_s_own(market):
    owe(market, 1_100_000)
    first, second = pay(market), pay(market)
    comes(first[1], "1")
    assert not is_awaited(second[0].public_id)
    comes(second[1], "2")
    assert books_of(market) == (0, 1_100_000)
    assert receipts() == 0
    call_command("ledger_check")


def test_money_that_comes_late_is_money(market):
    owe(market, 1_100_000)
    act, payment = pay(market)
    Payment.objects.update(deadline_at=clock.now() - timedelta(seconds=1))
    recover_open_payments()
    act.refresh_from_db()
    assert act.status == "ended"
    comes(payment)
    act.refresh_from_db()
    assert (act.status, books_of(market)) == ("done", (0, 0))
    call_command("ledger_check")


def test_what_was_netted_meanwhile_is_the_market_s_own(market):
    owe(market, 1_100_000)
    _act, payment = pay(market)
    sell(market, 1_000_000)
    net(market_ref=market.public_id)
    comes(payment)
    assert books_of(market) == (0, 890_000)
    call_command("ledger_check")


def test_heard_twice_is_paid_once(market):
    owe(market, 2_200_000)
    _act, payment = pay(market, 1_100_000)
    comes(payment)
    comes(payment)
    assert books_of(market) == (1_100_000, 0)


def test_from_the_wallet_of_who_pays_at_once(market):
    top_up(omid(), 1_100_000)
    owe(market, 1_100_000)
    act, payment = pay(market, method="wallet")
    assert (act.status, payment.status) == ("done", "captured")
    assert books_of(market) == (0, 0)
    call_command("ledger_check")


def test_two_at_once_from_a_wallet_make_no_credit_of_it_money_to_be_paid_out(market):
    """Credit in a wallet is to be spent; what a market has free goes to its bank."""
    top_up(omid(), 2_200_000)
    owe(market, 1_100_000)
    rival = DebtPayment.objects.create(market=market, amount=1_100_000, asked_by="rival")
    pay(market, method="wallet")

    with pytest.raises(MoreThanOwed):
        start_payment(
            purpose="market_debt",
            reference=rival.public_id,
            payer=omid(),
            method="wallet",
            amount=1_100_000,
            expires_at=clock.now() + timedelta(minutes=5),
        )

    assert books_of(market) == (0, 0)
    assert not Payment.objects.filter(reference=rival.public_id).exists()


def test_only_who_may_manage_money_pays(market):
    owe(market, 1_100_000)
    for role in ("manager", "clerk"):
        with pytest.raises(Forbidden):
            pay(market, role=role)
    assert not DebtPayment.objects.exists()


def test_what_a_bank_takes_back_is_owed_again(market):
    from commerce.money.payments.services import record_chargeback, win_chargeback
    from commerce.money.payments.services.charging_back import BankClaim

    staff = Actor(kind="user", ref="reza", rights=frozenset({"payments.add_chargeback"}))
    owe(market, 11_000_000)
    look(market)
    payment = comes(pay(market)[1])
    claim = BankClaim(amount=5_000_000, reason="not mine", deadline_on=clock.today())

    taken = record_chargeback(actor=staff, payment=payment.public_id, claim=claim)
    assert books_of(market) == (5_000_000, 0)
    call_command("ledger_check")

    win_chargeback(actor=staff, chargeback=taken.public_id, because="it was theirs")
    assert books_of(market) == (0, 0)
    assert balance_of(AccountRef("refunds_payable")) == 0
    call_command("ledger_check")
