"""Putting money in, over HTTP: asked, paid, paid late, never paid."""

import pytest

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.payments.models import Payment
from commerce.money.payments.services import expire_unopened_payments
from commerce.money.wallets.models import TopUp, Wallet
from commerce.money.wallets.services import freeze_wallet
from tests.commerce.money.wallets.money import WALLET, ask, capture, pockets
from tests.factories import bearer, make_user
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> User:
    make_gateway()
    return make_user()


def test_a_top_up_is_paid_at_the_bank_and_is_in_the_wallet(sara: User) -> None:
    client = bearer(sara)

    answer = ask(client, "top-ups/", {"amount": 500_000, "gateway": "test-bank"})

    assert answer.status_code == 201
    assert answer.json()["top_up"]["status"] == "asked"
    assert "/redirect/" in answer.json()["payment"]["redirect_url"]
    capture(Payment.objects.get(public_id=answer.json()["payment"]["id"]))
    wallet = client.get(WALLET).json()
    assert (wallet["cash"]["amount"], wallet["spendable"]["amount"], wallet["currency"]) == (500_000, 500_000, "IRR")
    entry = client.get(f"{WALLET}entries/").json()["results"][0]
    assert (entry["kind"], entry["amount"]["amount"], entry["balance"]["amount"]) == ("top_up", 500_000, 500_000)
    assert entry["reference"] == answer.json()["top_up"]["id"]
    assert find_drift() == []


def test_a_retry_hears_how_the_top_up_stands(sara: User) -> None:
    client = bearer(sara)
    first = ask(client, "top-ups/", {"amount": 500_000}, key="once")
    capture(Payment.objects.get())

    again = ask(client, "top-ups/", {"amount": 500_000}, key="once")

    assert again.status_code == 201
    assert again.json()["top_up"] | {"status": "asked", "done_at": None} == first.json()["top_up"]
    assert (again.json()["top_up"]["status"], again.json()["payment"]["status"]) == ("done", "captured")
    assert TopUp.objects.count() == 1


@pytest.mark.parametrize(("amount", "code"), [(99_999, "amount_too_small"), (1_000_000_001, "amount_too_large")])
def test_too_little_and_too_much_is_not_taken(sara: User, amount: int, code: str) -> None:
    answer = ask(bearer(sara), "top-ups/", {"amount": amount})

    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert Payment.objects.count() == 0


def test_money_that_comes_late_is_the_wallets(sara: User) -> None:
    ask(bearer(sara), "top-ups/", {"amount": 500_000})
    payment = Payment.objects.get()
    Payment.objects.update(deadline_at=payment.created_at)
    expire_unopened_payments()
    assert TopUp.objects.get().status == "ended"

    capture(payment)

    assert TopUp.objects.get().status == "done"
    assert pockets(sara)["cash"] == 500_000


def test_a_frozen_wallet_asks_for_no_more_but_takes_what_is_on_its_way(sara: User) -> None:
    client = bearer(sara)
    ask(client, "top-ups/", {"amount": 500_000})
    freeze_wallet(actor=SYSTEM, user=sara, reason="بررسی")

    assert ask(client, "top-ups/", {"amount": 500_000}).json()["code"] == "wallet_frozen"
    capture(Payment.objects.get())

    wallet = client.get(WALLET).json()
    assert (wallet["cash"]["amount"], wallet["spendable"]["amount"], wallet["is_frozen"]) == (500_000, 0, True)


def test_looking_makes_no_wallet(sara: User) -> None:
    assert bearer(sara).get(WALLET).json()["spendable"]["amount"] == 0
    assert bearer(sara).get(f"{WALLET}entries/").json()["results"] == []
    assert Wallet.objects.count() == 0
