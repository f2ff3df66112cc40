"""Fifty at once on one wallet and on one gift card: nobody spends twice, one of fifty has the card."""

import itertools
import random
from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.foundation.accounts.policies import Credentials
from commerce.foundation.core.actors import Actor
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.wallets import services
from commerce.money.wallets.errors import DailyLimitReached, GiftCardNotValid
from commerce.money.wallets.models import (
    GiftCard,
    GiftCardBatch,
    PromotionalGrant,
    Transfer,
    WalletEntry,
    WalletHold,
)
from tests.commerce.money.books import together
from tests.commerce.money.wallets.money import gift_codes, grant, pockets, time_is_over, top_up
from tests.factories import make_user

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]
RIVALS = 50


def confirmed() -> Credentials:
    return Credentials("shopper", "session", stepped_up_at=timezone.now())


def hold(user, amount: int, number: int) -> WalletHold:
    return services.hold_money(user=user, amount=amount, cause_kind="payment", cause_ref=f"p-{number}")


def test_fifty_payments_from_a_wallet_that_is_enough_for_seven():
    sara = make_user()
    top_up(sara, 500_000)
    grant(sara, 150_000)
    grant(sara, 50_000, days=3)

    answers = together(lambda number: hold(sara, 100_000, number), RIVALS)

    assert sum(isinstance(answer, WalletHold) for answer in answers) == 7
    assert sum(isinstance(answer, InsufficientFunds) for answer in answers) == RIVALS - 7
    assert pockets(sara) == {"cash": 0, "gift": 0, "promotional": 0, "held": 700_000}
    assert find_drift() == []


def test_fifty_holds_for_one_payment_are_one():
    sara = make_user()
    top_up(sara, 500_000)

    answers = together(lambda number: hold(sara, 100_000, 1), RIVALS)

    assert len({answer.pk for answer in answers}) == 1
    assert pockets(sara)["held"] == 100_000


def test_of_taking_and_letting_go_at_once_one_happens():
    sara = make_user()
    top_up(sara, 500_000)
    hold(sara, 100_000, 1)

    def end(number: int) -> None:
        act = services.take_money if number % 2 else services.let_go
        act(cause_kind="payment", cause_ref="p-1")

    together(end, RIVALS)

    status = WalletHold.objects.get().status
    assert pockets(sara) == {"cash": 400_000 if status == "taken" else 500_000, "gift": 0, "promotional": 0, "held": 0}
    assert find_drift() == []


def test_one_of_fifty_has_the_gift_card():
    (code,) = gift_codes(700_000)
    people = [make_user() for _number in range(RIVALS)]

    answers = together(
        lambda number: services.redeem_gift_card(user=people[number], code=code.replace("-", "")), RIVALS
    )

    assert sum(isinstance(answer, GiftCard) for answer in answers) == 1
    assert sum(isinstance(answer, GiftCardNotValid) for answer in answers) == RIVALS - 1
    assert sum(pockets(person)["gift"] for person in people) == 700_000
    assert find_drift() == []


def test_rivals_do_not_pass_the_limit_of_a_day_together(settings):
    settings.TRANSFERS_DAILY_MOST = 500_000
    sara, omid = make_user(), make_user()
    top_up(sara, 10_000_000)

    def send(number: int) -> Transfer:
        return services.transfer_cash(user=sara, credentials=confirmed(), mobile=omid.mobile, amount=100_000)

    # No more than a person may look up in an hour.
    answers = together(send, 10)

    assert sum(isinstance(answer, Transfer) for answer in answers) == 5
    assert sum(isinstance(answer, DailyLimitReached) for answer in answers) == 5
    assert pockets(omid)["cash"] == 500_000
    assert find_drift() == []


def test_nobody_gives_away_more_than_their_daily_sum_by_asking_at_once(settings):
    settings.PROMOTIONAL_UNCHECKED_MOST = settings.GIFT_CARDS_UNCHECKED_MOST = 500_000
    rights = frozenset({"wallets.add_promotionalgrant", "wallets.add_giftcardbatch"})
    reza, until = Actor(kind="user", ref="reza", rights=rights), timezone.now() + timedelta(days=9)
    people = [make_user() for _number in range(10)]

    def give(number: int) -> None:
        services.grant_promotional(actor=reza, user=people[number], amount=100_000, expires_at=until, campaign="x")
        services.make_gift_card_batch(actor=reza, title="x", count=1, amount=100_000, expires_at=until)

    together(give, 10)

    assert PromotionalGrant.objects.filter(status="active").count() == 5
    assert GiftCardBatch.objects.filter(status="approved").count() == 5


def test_people_who_pay_each_other_never_wait_in_a_circle():
    people = [make_user() for _number in range(10)]
    for one in people:
        top_up(one, 1_000_000)

    def send_around(number: int) -> Transfer:
        giver, taker = random.Random(number).sample(people, 2)
        return services.transfer_cash(user=giver, credentials=confirmed(), mobile=taker.mobile, amount=10_000)

    answers = together(send_around, RIVALS)

    assert all(isinstance(answer, Transfer) for answer in answers), answers
    assert sum(pockets(one)["cash"] for one in people) == 10_000_000
    assert find_drift() == []


def test_spending_and_expiring_at_once_lose_nothing():
    sara = make_user()
    credit = grant(sara, 100_000)
    top_up(sara, 5_000_000)
    time_is_over(credit)

    def spend_or_expire(number: int) -> object:
        return services.expire_grants() if number % 5 == 0 else hold(sara, 10_000, number)

    together(spend_or_expire, RIVALS)

    now = pockets(sara)
    assert (now["promotional"], now["cash"] + now["held"]) == (0, 5_000_000)
    assert find_drift() == []


def test_the_statement_of_a_rush_runs_on():
    sara = make_user()
    top_up(sara, 10_000_000)

    together(lambda number: hold(sara, 1_000 + number, number), RIVALS)

    lines = list(WalletEntry.objects.order_by("at", "id").values_list("amount", "balance"))
    assert all(after == before + amount for (_, before), (amount, after) in itertools.pairwise(lines))
    assert lines[-1][1] == 10_000_000 - sum(range(1_000, 1_000 + RIVALS))
    assert timezone.now() - WalletEntry.objects.latest("at").at < timedelta(minutes=5)
