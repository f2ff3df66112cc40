"""Sending cash to a mobile number: who it goes to is shown, a fresh code confirms it, and a day has its limit."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.wallets.models import Transfer
from commerce.money.wallets.services import freeze_wallet
from tests.commerce.money.wallets.money import WALLET, ask, grant, pockets, stepped_up, top_up
from tests.factories import bearer, make_user, new_mobile

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> User:
    user = make_user(first_name="سارا", last_name="محمدی")
    top_up(user, 1_000_000)
    return user


@pytest.fixture
def omid() -> User:
    return make_user(first_name="امید", last_name="رضایی")


def send(client: Any, receiver: User, amount: int = 300_000, **more: Any) -> Any:
    return ask(client, "transfers/", {"mobile": receiver.mobile, "amount": amount, **more})


def preview(client: Any, mobile: str, amount: int = 300_000) -> Any:
    return client.post(f"{WALLET}transfers/preview/", {"mobile": mobile, "amount": amount})


def test_both_sides_see_the_transfer_and_neither_the_others_balance(sara: User, omid: User) -> None:
    answer = send(stepped_up(sara), omid, note="برای ناهار")

    assert answer.status_code == 201
    assert answer.json()["receiver"] == "ا*** ر***"
    assert (pockets(sara)["cash"], pockets(omid)["cash"]) == (700_000, 300_000)
    sent = bearer(sara).get(f"{WALLET}entries/").json()["results"][0]
    received = bearer(omid).get(f"{WALLET}entries/").json()["results"][0]
    assert (sent["kind"], sent["amount"]["amount"], sent["balance"]["amount"]) == ("transfer_sent", -300_000, 700_000)
    assert (received["amount"]["amount"], received["balance"]["amount"]) == (300_000, 300_000)
    assert "برای ناهار" in received["text"]
    assert "س*** م***" in received["text"]
    assert sent["reference"] == received["reference"] == answer.json()["id"]
    assert OutboxEvent.objects.filter(name="wallet.transferred").count() == 1
    assert find_drift() == []


def test_without_a_fresh_code_nothing_is_sent(sara: User, omid: User) -> None:
    answer = send(bearer(sara), omid)

    assert (answer.status_code, answer.json()["code"]) == (403, "step_up_required")


def test_after_a_change_of_number_nothing_is_sent_for_a_day(sara: User, omid: User) -> None:
    User.objects.filter(pk=sara.pk).update(mobile_changed_at=timezone.now())

    assert send(stepped_up(sara), omid).json()["code"] == "cooling_off"


def test_promotional_credit_is_not_sent(sara: User, omid: User) -> None:
    grant(sara, 500_000)

    assert send(stepped_up(sara), omid, 1_000_001).json()["code"] == "insufficient_funds"
    assert pockets(sara)["cash"] == 1_000_000


def test_nobody_sends_to_themselves(sara: User) -> None:
    assert send(stepped_up(sara), sara).json()["code"] == "transfer_to_self"


def test_a_day_has_its_limit(sara: User, omid: User, settings: Any) -> None:
    settings.TRANSFERS_DAILY_MOST = 500_000
    client = stepped_up(sara)
    assert send(client, omid).status_code == 201

    beyond = send(client, omid)

    assert (beyond.status_code, beyond.json()["code"]) == (409, "daily_limit_reached")
    assert beyond.json()["left"]["amount"] == 200_000
    assert send(client, omid, 200_000).status_code == 201
    assert preview(client, omid.mobile, 100_000).json()["left_today"]["amount"] == 0


def test_a_new_day_begins_anew(sara: User, omid: User, settings: Any) -> None:
    settings.TRANSFERS_DAILY_MOST = 300_000
    client = stepped_up(sara)
    send(client, omid)

    sara.wallet.allowances.update(since=timezone.now() - timedelta(days=2))

    assert send(client, omid).status_code == 201


def test_who_receives_is_shown_masked(sara: User, omid: User) -> None:
    shown = preview(bearer(sara), "۰" + omid.mobile[3:]).json()

    assert shown["receiver"] == "ا*** ر***"
    assert shown["mobile"] == f"0{omid.mobile[3:6]}***{omid.mobile[-4:]}"
    assert omid.last_name not in str(shown)


def test_closed_frozen_and_strange_numbers_give_one_answer(sara: User) -> None:
    closed, frozen = make_user(is_active=False), make_user()
    freeze_wallet(actor=SYSTEM, user=frozen, reason="بررسی")
    client = stepped_up(sara)

    answers = [preview(client, mobile) for mobile in (closed.mobile, frozen.mobile, new_mobile())]
    answers += [send(client, closed), send(client, frozen)]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(404, "no_such_receiver")}


def test_nobody_finds_out_who_is_here_by_trying_numbers(sara: User) -> None:
    client = bearer(sara)
    for _number in range(11):
        assert preview(client, new_mobile()).status_code == 404

    refused = preview(client, new_mobile())

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


def test_who_has_nothing_asks_nothing(omid: User) -> None:
    assert preview(bearer(omid), new_mobile()).json()["code"] == "insufficient_funds"


def test_money_goes_to_whom_was_shown_or_not_at_all(sara: User, omid: User) -> None:
    client = stepped_up(sara)
    confirmation = preview(client, omid.mobile).json()["confirmation"]
    mobile = omid.mobile
    User.objects.filter(pk=omid.pk).update(mobile=new_mobile())
    heir = make_user(mobile)

    answer = send(client, heir, confirmation=confirmation)

    assert (answer.status_code, answer.json()["code"]) == (409, "receiver_changed")
    assert Transfer.objects.count() == 0


def test_what_was_shown_can_be_confirmed(sara: User, omid: User) -> None:
    client = stepped_up(sara)
    confirmation = preview(client, omid.mobile).json()["confirmation"]

    assert send(client, omid, 300_001, confirmation=confirmation).json()["code"] == "receiver_changed"
    assert send(client, omid, confirmation=confirmation).status_code == 201


def test_a_retry_sends_once(sara: User, omid: User) -> None:
    client, body = stepped_up(sara), {"mobile": omid.mobile, "amount": 300_000}

    first, again = (ask(client, "transfers/", body, key="once") for _time in range(2))

    assert first.json() == again.json()
    assert pockets(omid)["cash"] == 300_000


def test_a_frozen_wallet_sends_nothing(sara: User, omid: User) -> None:
    freeze_wallet(actor=SYSTEM, user=sara, reason="بررسی")

    assert send(stepped_up(sara), omid).json()["code"] == "wallet_frozen"
    assert preview(bearer(sara), omid.mobile).json()["code"] == "wallet_frozen"
