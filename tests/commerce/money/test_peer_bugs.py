"""Bugs that other marketplaces and wallets really had, by their numbers; the others lie with their subjects."""

import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.services import ask_bank, open_handoff, recover_open_payments, take_callback
from commerce.money.wallets import services
from commerce.money.wallets.models import PromotionalGrant, Wallet, WalletHold
from commerce.shop.order.models import Order
from tests.commerce.money.books import together
from tests.commerce.money.outgoing import bank_account
from tests.commerce.money.payments.conftest import PRICE, bank, gateway, later, sara, shelf  # noqa: F401
from tests.commerce.money.payments.test_every_bank_story import name, visit  # noqa: F401
from tests.commerce.money.wallets.money import ask, gift_codes, grant, pockets, stepped_up, top_up
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.sales import place

many_connections = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]


@pytest.mark.django_db
def test_peer_bug_16_nobody_withdraws_more_than_the_cash_there_is(sara):  # noqa: F811
    top_up(sara, 1_000_000)
    grant(sara, 5_000_000)
    services.redeem_gift_card(user=sara, code=gift_codes(5_000_000)[0].replace("-", ""))
    account = bank_account(sara.public_id)

    answer = ask(stepped_up(sara), "withdrawals/", {"amount": 1_000_001, "bank_account": account.public_id})

    assert (answer.status_code, answer.json()["code"]) == (409, "insufficient_funds")
    assert (pockets(sara)["cash"], balance_of(AccountRef("withdrawals_in_transit"))) == (1_000_000, 0)


@pytest.mark.django_db
def test_peer_bug_17_banks_are_told_rials_and_people_tomans(visit, sara):  # noqa: F811
    at_bank = visit(amount=2_500_000)
    shown = bearer(sara).get(f"/api/v1/payments/{at_bank.payment.public_id}/").json()["amount"]

    at_bank.pay()

    assert shown == {"amount": 2_500_000, "currency": "IRR", "display": "۲۵۰٬۰۰۰ تومان"}
    assert (at_bank.seen.amount, at_bank.now.status) == (2_500_000, "captured")
    assert balance_of(AccountRef("gateway_clearing")) == 2_500_000


@pytest.mark.django_db
def test_peer_bug_18_a_payment_that_is_verified_twice_is_credited_once(sara, gateway, bank):  # noqa: F811
    _top_up, payment = services.ask_top_up(user=sara, amount=PRICE, gateway_slug="zarinpal")
    at_the_bank(payment)
    bank.pay(payment)
    bank.trouble("verify", "lose")
    for _time in range(3):
        take_callback(gateway_slug="zarinpal", data={"Authority": payment.authority, "Status": "OK"})
        ask_bank(payment_id=payment.pk)

    payment.refresh_from_db()
    assert (payment.status, payment.last_code) == ("captured", "101")
    assert PaymentNote.objects.filter(kind="paid").count() == 1
    assert pockets(sara)["cash"] == PRICE


@pytest.mark.django_db
def test_peer_bug_19_an_order_is_paid_though_its_buyer_never_comes_back(sara, gateway, bank):  # noqa: F811
    placed = place(sara, (offer_of(make_product(make_market(), price=PRICE)), 1))
    payment = Payment.objects.get(public_id=placed["payment"]["id"])
    assert payment.gateway == gateway
    at_the_bank(payment)
    bank.pay(payment)
    later(payment, minutes=3)

    recover_open_payments()

    assert Order.objects.get().status == "paid"
    assert find_drift() == []


@pytest.mark.django_db
def test_peer_bug_20_who_cancels_at_the_bank_sees_a_page_that_says_so(visit):  # noqa: F811
    at_bank = visit()
    browser, told = Client(), at_bank.press("cancel")

    noted = browser.post(reverse("payments:callback", args=[at_bank.name]), told)
    page = browser.get(urlsplit(noted["Location"]).path)

    assert (noted.status_code, page.status_code, at_bank.now.status) == (303, 200, "cancelled")
    assert 'data-outcome="unpaid" data-status="cancelled"' in page.content.decode()


class TestRivals:
    pytestmark = many_connections

    def test_peer_bug_21_who_waited_for_a_wallet_reads_it_again(self):
        mina = make_user()
        top_up(mina, 1_000_000)
        answers: list[object] = []
        with transaction.atomic():
            hold(mina, 700_000, "first")
            second = threading.Thread(target=lambda: answers.extend(together(lambda _: hold(mina, 700_000, "2nd"), 1)))
            second.start()
            second.join(timeout=1)
            assert second.is_alive()
        second.join()

        assert [type(answer) for answer in answers] == [InsufficientFunds]
        assert (pockets(mina)["cash"], pockets(mina)["held"]) == (300_000, 700_000)

    def test_peer_bug_22_a_wallet_that_many_make_at_once_is_one(self):
        mina = make_user()
        until = timezone.now() + timedelta(days=30)

        answers = together(lambda _: give(mina, until), 20)

        assert all(isinstance(answer, PromotionalGrant) for answer in answers), answers
        assert Wallet.objects.filter(user=mina).count() == 1
        assert pockets(mina)["promotional"] == 20 * 10_000
        assert find_drift() == []


def at_the_bank(payment: Payment) -> None:
    open_handoff(payment=payment)
    payment.refresh_from_db()


def hold(user, amount: int, cause: str) -> WalletHold:
    return services.hold_money(user=user, amount=amount, cause_kind="payment", cause_ref=cause)


def give(user, until) -> PromotionalGrant:
    told = {"actor": SYSTEM, "user": user, "expires_at": until, "campaign": "یلدا"}
    return services.grant_promotional(**told, amount=10_000)
