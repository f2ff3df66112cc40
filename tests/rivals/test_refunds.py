"""Fifty at once at one refund, or at one payment: money leaves once, and never more than came."""

import pytest

from commerce.money.ledger.models import Entry
from commerce.money.payments.errors import MoreThanPaid
from commerce.money.payments.models import Payment, PaymentNote, Refund
from commerce.money.payments.services import refund_money, send_refund
from tests.commerce.money.payments.conftest import PRICE, gateway, paper, sara, shelf  # noqa: F401
from tests.commerce.money.payments.refunding import back, later, paid
from tests.rivals.test_payments import all_at_once

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]


def test_fifty_senders_send_once(sara, paper, shelf):  # noqa: F811
    vault = paper("able")
    payment = paid(sara)
    [refund] = back(1_000_000)

    all_at_once(lambda number: send_refund(refund_id=refund.pk))

    refund.refresh_from_db()
    assert (refund.status, refund.tries, len(vault.sent)) == ("sent", 1, 1)
    assert Entry.objects.filter(key=f"refund:{refund.public_id}").count() == 1
    assert shelf.refunded == [(payment.public_id, 1_000_000, "gateway")]
    assert PaymentNote.objects.filter(kind="refunded").count() == 1


def test_fifty_who_follow_a_lost_answer_send_nothing_again(sara, paper, shelf):  # noqa: F811
    vault = paper("telling")
    vault.moods = ["lost"]
    paid(sara)
    [refund] = back(1_000_000)
    send_refund(refund_id=refund.pk)
    later(refund, minutes=5)

    all_at_once(lambda number: send_refund(refund_id=refund.pk, only_if_due=True))

    refund.refresh_from_db()
    assert (refund.status, len(vault.sent)) == ("sent", 1)


def test_fifty_decisions_take_no_more_than_was_paid(sara, paper):  # noqa: F811
    paper("able")
    paid(sara)

    def decide(number: int) -> int:
        try:
            told = {"purpose": "thing", "reference": "t-1", "amount": PRICE // 10, "reason": "test"}
            return len(refund_money(**told, key=f"rival-{number}"))
        except MoreThanPaid:
            return 0

    assert sum(all_at_once(decide)) == 10
    assert Payment.objects.get().returning == PRICE


def test_one_decision_asked_for_fifty_times_is_one(sara, paper):  # noqa: F811
    paper("able")
    paid(sara)
    told = {"purpose": "thing", "reference": "t-1", "amount": 1_000, "reason": "test", "key": "once"}

    all_at_once(lambda number: refund_money(**told))

    assert (Refund.objects.count(), Payment.objects.get().returning) == (1, 1_000)
