"""A refund whose answer is missing is asked about before anything is sent again."""

import pytest
from django.db.models import F

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Refund
from commerce.money.payments.services import (
    send_due_refunds,
    send_refund,
)
from tests.commerce.money.payments.conftest import PRICE
from tests.commerce.money.payments.refunding import back, later, now_of, owed, paid

pytestmark = pytest.mark.django_db


def test_a_lost_answer_is_asked_for_and_nothing_is_sent_twice(sara, paper):
    vault = paper("telling")
    vault.moods = ["lost"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    assert (now_of(refund).status, owed()) == ("unknown", 1_000_000)

    later(refund, minutes=2)
    send_due_refunds()

    assert vault.calls == ["refund", "find"]
    assert (now_of(refund).status, len(vault.sent), owed()) == ("sent", 1, 0)


def test_what_never_reached_the_bank_is_sent_again_under_its_number(sara, paper):
    vault = paper("telling")
    vault.moods = ["silent"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    later(refund, minutes=2)

    send_due_refunds()

    assert vault.calls == ["refund", "find", "refund"]
    assert vault.sent == [(refund.number, 1_000_000)]


def test_a_lost_reversal_is_asked_for_again_and_never_followed_by_a_refund(sara, paper):
    vault = paper("reversing")
    vault.moods = ["lost", "no"]
    paid(sara)
    [refund] = back(PRICE)
    send_due_refunds()
    later(refund, minutes=40)

    send_due_refunds()

    assert vault.calls == ["reverse", "reverse"]
    assert (now_of(refund).status, refund.next_try_at, refund.last_code) == ("unknown", None, "nobody_knows")


def test_a_bank_that_cannot_be_asked_leaves_it_to_staff(sara, paper):
    vault = paper("refunding")
    vault.moods = ["lost"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()

    assert (now_of(refund).status, refund.next_try_at) == ("unknown", None)
    assert send_refund(refund_id=refund.pk).status == "unknown"
    assert (vault.calls, owed()) == (["refund"], 1_000_000)


def test_a_bank_that_never_answers_is_left_to_staff_in_the_end(sara, paper):
    vault = paper("telling")
    vault.moods = ["silent"] * 5
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    later(refund, days=4)

    send_due_refunds()

    assert (now_of(refund).status, refund.next_try_at) == ("unknown", None)


def test_who_died_while_sending_is_followed_by_another_who_asks_first(sara, paper, shelf):
    vault = paper("telling")
    paid(sara)
    [refund] = back(1_000_000)
    shelf.broken = True
    send_due_refunds()
    assert (now_of(refund).status, len(vault.sent), owed()) == ("sending", 1, 1_000_000)
    shelf.broken = False

    assert send_due_refunds() == 0
    later(refund, minutes=5)
    send_due_refunds()

    assert (now_of(refund).status, len(vault.sent), owed()) == ("sent", 1, 0)


def test_a_lost_reversal_that_is_found_in_the_bank_s_books_is_sent(sara, paper):
    vault = paper("inquiring")
    vault.moods = ["lost", "no"]
    paid(sara)
    [refund] = back(PRICE)
    send_due_refunds()
    later(refund, minutes=40)

    send_due_refunds()

    assert vault.calls == ["reverse", "reverse", "inquire"]
    assert (now_of(refund).status, owed()) == ("sent", 0)


def test_a_bank_that_will_not_tell_of_a_refund_is_asked_again(sara, paper):
    vault = paper("telling")
    vault.moods = ["lost", "no"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    for _again in range(2):
        later(refund, minutes=5)
        send_due_refunds()

    assert vault.calls == ["refund", "find", "find"]
    assert (now_of(refund).status, len(vault.sent)) == ("sent", 1)


@pytest.mark.parametrize("heard", [Refused("-1"), Unreachable("timeout")])
def test_a_try_that_slept_through_its_lease_is_not_heard_any_more(sara, paper, monkeypatch, heard):
    paper("able")
    paid(sara)
    [refund] = back(1_000_000)

    def answer_after_another_took_over(attempt, returning):
        Refund.objects.filter(pk=refund.pk).update(tries=F("tries") + 1)
        raise heard

    monkeypatch.setattr(banks.get("paper-able"), "refund", answer_after_another_took_over)

    send_due_refunds()

    assert (now_of(refund).way, refund.status) == ("gateway", "sending")
