"""Gift cards: given away by staff, bought for a friend, redeemed once by whoever has the code."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput
from commerce.foundation.sms.models import SmsMessage
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.wallets import codes, services
from commerce.money.wallets.errors import SecondPersonNeeded
from commerce.money.wallets.models import GiftCard, GiftCardBatch
from tests.commerce.money.wallets.money import (
    WALLET,
    ask,
    capture,
    gift_codes,
    pockets,
    staff,
    stepped_up,
    time_is_over,
)
from tests.factories import bearer, deliver_facts, make_user, new_mobile
from tests.factories.people import Phone
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db
CARDS, BREAKAGE, PROMOTIONS = (AccountRef(kind) for kind in ("gift_cards", "breakage", "platform_promotions"))
MAKER = staff("maker", "add_giftcardbatch")
CHECKER = staff("checker", "approve_giftcardbatch", "change_giftcard")


@pytest.fixture
def sara() -> User:
    make_gateway()
    return make_user(first_name="سارا", last_name="محمدی")


def redeem(client: Any, code: str) -> Any:
    return client.post(f"{WALLET}gift-cards/redeem/", {"code": code})


def batch(count: int = 2, amount: int = 1_000_000) -> GiftCardBatch:
    until = timezone.now() + timedelta(days=30)
    return services.make_gift_card_batch(actor=MAKER, title="عید", count=count, amount=amount, expires_at=until)


def test_a_code_becomes_gift_credit(sara: User) -> None:
    (code,) = gift_codes(700_000)
    client = bearer(sara)

    answer = redeem(client, code)

    assert (answer.status_code, answer.json()["amount"]["amount"]) == (200, 700_000)
    assert pockets(sara) == {"cash": 0, "gift": 700_000, "promotional": 0, "held": 0}
    assert balance_of(CARDS) == 0
    assert client.get(WALLET).json()["spendable"]["amount"] == 700_000
    assert client.get(f"{WALLET}entries/").json()["results"][0]["kind"] == "gift_card"
    assert find_drift() == []


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\u200c"])
def test_a_code_is_read_however_it_is_typed(sara: User, typed: Any) -> None:
    assert redeem(bearer(sara), typed(gift_codes(700_000)[0])).status_code == 200


def test_a_mistyped_code_is_told_so_and_no_card_is_looked_for(sara: User) -> None:
    (code,) = gift_codes(700_000)
    other = "3" if code[0] == "2" else "2"

    answer = redeem(bearer(sara), other + code[1:])

    assert answer.status_code == 400
    assert answer.json()["errors"]["code"][0]["code"] == "invalid_gift_code"


def test_every_slip_of_one_character_and_every_swap_is_seen() -> None:
    code = codes.new_code()
    slips = [code[:place] + letter + code[place + 1 :] for place in range(16) for letter in codes.ALPHABET]
    swaps = [code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in range(14)]

    for wrong in {*slips, *swaps} - {code}:
        with pytest.raises(codes.InvalidValue):
            codes.read_code(wrong)
    assert codes.read_code(codes.shown(code)) == code


def test_used_expired_cancelled_and_made_up_codes_get_one_answer(sara: User) -> None:
    used, expired, cancelled = gift_codes(100_000, 200_000, 300_000)
    redeem(bearer(make_user()), used)
    time_is_over(GiftCard.objects.get(amount=200_000))
    services.void_gift_card(actor=CHECKER, gift_card=GiftCard.objects.get(amount=300_000).public_id, reason="گم شده")

    answers = [redeem(bearer(sara), code) for code in (used, expired, cancelled, codes.new_code())]

    assert {(one.status_code, one.json()["code"]) for one in answers} == {(409, "gift_card_not_valid")}
    assert pockets(sara)["gift"] == 0


def test_a_retry_by_its_own_redeemer_is_answered_the_same(sara: User) -> None:
    (code,) = gift_codes(700_000)

    assert redeem(bearer(sara), code).json() == redeem(bearer(sara), code).json()
    assert pockets(sara)["gift"] == 700_000


def test_nobody_tries_codes_for_long(sara: User) -> None:
    (real,) = gift_codes(700_000)
    client = bearer(sara)
    for _try in range(11):
        assert redeem(client, codes.new_code()).status_code == 409

    assert redeem(client, codes.new_code()).status_code == 429
    assert redeem(client, real).status_code == 429
    assert redeem(bearer(make_user()), real).status_code == 200


def test_a_frozen_wallet_redeems_nothing(sara: User) -> None:
    services.freeze_wallet(actor=SYSTEM, user=sara, reason="بررسی")

    assert redeem(bearer(sara), gift_codes(700_000)[0]).json()["code"] == "wallet_frozen"


def test_no_code_is_kept_anywhere(sara: User) -> None:
    (code,) = gift_codes(700_000)
    plain = code.replace("-", "")

    rows = str(list(GiftCard.objects.values())) + str(list(GiftCardBatch.objects.values()))

    assert plain not in rows
    assert GiftCard.objects.get().code_ending == plain[-4:]


def test_codes_of_a_batch_are_shown_once_to_who_asked(sara: User) -> None:
    made = batch()

    with pytest.raises(Forbidden):
        services.fetch_gift_card_codes(actor=staff("other", "add_giftcardbatch"), batch=made.public_id)
    shown = services.fetch_gift_card_codes(actor=MAKER, batch=made.public_id)
    with pytest.raises(IllegalTransition):
        services.fetch_gift_card_codes(actor=MAKER, batch=made.public_id)

    assert len(set(shown)) == 2
    assert (balance_of(CARDS), balance_of(PROMOTIONS)) == (2_000_000, 2_000_000)
    assert find_drift() == []


def test_above_a_daily_sum_a_second_person_agrees(settings: Any) -> None:
    settings.GIFT_CARDS_UNCHECKED_MOST = 2_000_000
    assert batch().status == "approved"
    beyond = batch(count=1)
    assert beyond.status == "asked"

    with pytest.raises(IllegalTransition):
        services.fetch_gift_card_codes(actor=MAKER, batch=beyond.public_id)
    with pytest.raises(Forbidden):
        services.approve_gift_card_batch(actor=MAKER, batch=beyond.public_id)
    both = staff("maker", "add_giftcardbatch", "approve_giftcardbatch")
    with pytest.raises(SecondPersonNeeded):
        services.approve_gift_card_batch(actor=both, batch=beyond.public_id)
    services.approve_gift_card_batch(actor=CHECKER, batch=beyond.public_id)

    assert len(services.fetch_gift_card_codes(actor=MAKER, batch=beyond.public_id)) == 1


def test_what_a_second_person_refuses_is_never_issued(settings: Any) -> None:
    settings.GIFT_CARDS_UNCHECKED_MOST = 0
    made = batch()

    services.refuse_gift_card_batch(actor=CHECKER, batch=made.public_id, reason="بودجه نیست")

    with pytest.raises(IllegalTransition):
        services.fetch_gift_card_codes(actor=MAKER, batch=made.public_id)
    assert balance_of(CARDS) == 0


def test_an_unused_card_ends_as_breakage(sara: User) -> None:
    gift_codes(700_000)
    time_is_over(GiftCard.objects.get())

    assert services.expire_gift_cards() == 1
    assert services.expire_gift_cards() == 0

    assert (balance_of(CARDS), balance_of(BREAKAGE)) == (0, 700_000)
    assert find_drift() == []


def test_a_cancelled_card_says_why_and_costs_nothing() -> None:
    gift_codes(700_000)
    card = GiftCard.objects.get()

    with pytest.raises(InvalidInput):
        services.void_gift_card(actor=CHECKER, gift_card=card.public_id, reason=" ")
    services.void_gift_card(actor=CHECKER, gift_card=card.public_id, reason="چاپ اشتباه")

    assert (balance_of(CARDS), balance_of(PROMOTIONS)) == (0, 0)
    assert find_drift() == []


def buy(client: Any, **more: Any) -> Any:
    return ask(client, "gift-cards/", {"amount": 500_000, **more})


def paid(client: Any, committing: Any, **more: Any) -> GiftCard:
    bought = buy(client, **more).json()
    with committing(execute=True):
        capture(Payment.objects.get(public_id=bought["payment"]["id"]))
        deliver_facts()
    return GiftCard.objects.get(public_id=bought["gift_card"]["id"])


def code_on(mobile: str) -> str:
    text: str = Phone(mobile).messages[-1]["text"]
    return next(word for word in text.split() if word.count("-") == 3)


def test_a_bought_card_is_sent_to_a_friend(sara: User, django_capture_on_commit_callbacks: Any) -> None:
    friend = make_user()
    client = bearer(sara)

    card = paid(client, django_capture_on_commit_callbacks, mobile=friend.mobile, message="تولدت مبارک")

    assert (card.status, card.times_sent, balance_of(CARDS)) == ("active", 1, 500_000)
    text = Phone(friend.mobile).messages[-1]["text"]
    assert "سارا محمدی" in text
    assert "تولدت مبارک" in text
    assert SmsMessage.objects.get(mobile=friend.mobile).body == ""
    assert redeem(bearer(friend), code_on(friend.mobile)).status_code == 200
    listed = client.get(f"{WALLET}gift-cards/").json()["results"][0]
    assert (listed["status"], "***" in listed["mobile"]) == ("redeemed", True)
    assert find_drift() == []


def test_a_paid_card_is_sent_once_however_often_it_is_told(sara: User, django_capture_on_commit_callbacks: Any) -> None:
    card = paid(bearer(sara), django_capture_on_commit_callbacks)

    services.send_sold_card(gift_card=card.public_id)

    assert GiftCard.objects.get().times_sent == 1
    assert card.mobile == sara.mobile


def test_a_card_nobody_paid_is_dropped_until_its_money_comes(sara: User) -> None:
    buy(bearer(sara))
    payment = Payment.objects.get()
    services.gift_card_ended(payment=payment)
    assert (GiftCard.objects.get().status, balance_of(CARDS)) == ("dropped", 0)

    services.gift_card_captured(payment=payment)

    assert GiftCard.objects.get().status == "active"


def test_a_card_sent_again_has_a_new_code_and_the_old_one_is_void(
    sara: User, django_capture_on_commit_callbacks: Any
) -> None:
    wrong, friend = new_mobile(), make_user()
    card = paid(bearer(sara), django_capture_on_commit_callbacks, mobile=wrong)
    address = f"gift-cards/{card.public_id}/send/"
    assert ask(bearer(sara), address, {"mobile": friend.mobile}).json()["code"] == "step_up_required"

    with django_capture_on_commit_callbacks(execute=True):
        assert ask(stepped_up(sara), address, {"mobile": friend.mobile}).status_code == 200

    assert redeem(bearer(make_user()), code_on(wrong)).status_code == 409
    assert redeem(bearer(friend), code_on(friend.mobile)).status_code == 200
    assert ask(stepped_up(sara), address, {}).json()["code"] == "illegal_transition"


def test_a_card_is_not_sent_for_ever(sara: User, django_capture_on_commit_callbacks: Any, settings: Any) -> None:
    settings.GIFT_CARD_SENDINGS = 2
    card = paid(bearer(sara), django_capture_on_commit_callbacks)
    client, address = stepped_up(sara), f"gift-cards/{card.public_id}/send/"

    assert ask(client, address, {}).status_code == 200
    assert ask(client, address, {}).json()["code"] == "gift_card_sent_often"


def test_anothers_card_does_not_exist(sara: User, django_capture_on_commit_callbacks: Any) -> None:
    card = paid(bearer(sara), django_capture_on_commit_callbacks)

    assert ask(stepped_up(make_user()), f"gift-cards/{card.public_id}/send/", {}).status_code == 404
    assert bearer(make_user()).get(f"{WALLET}gift-cards/").json()["results"] == []


def test_a_bought_card_that_staff_cancel_is_the_buyers_cash(
    sara: User, django_capture_on_commit_callbacks: Any
) -> None:
    card = paid(bearer(sara), django_capture_on_commit_callbacks)

    services.void_gift_card(actor=CHECKER, gift_card=card.public_id, reason="درخواست خریدار")

    assert (pockets(sara)["cash"], balance_of(CARDS)) == (500_000, 0)
    assert find_drift() == []


@pytest.mark.parametrize("message", ["ببین http://bad.example", "www.bad.ir", "bad.ir را ببین"])
def test_a_message_leads_nowhere(sara: User, message: str) -> None:
    assert buy(bearer(sara), message=message).json()["errors"]["message"][0]["code"] == "no_links"


@pytest.mark.parametrize(("amount", "code"), [(99_999, "amount_too_small"), (100_000_001, "amount_too_large")])
def test_cards_hold_neither_too_little_nor_too_much(sara: User, amount: int, code: str) -> None:
    assert buy(bearer(sara), amount=amount).json()["code"] == code
