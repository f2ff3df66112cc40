"""Money that goes back leaves once, by the best way there is, and the books know where it is meanwhile."""

import pytest
from django.core.management import call_command

from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.models import PaymentNote
from commerce.money.payments.services import (
    send_due_refunds,
)
from tests.commerce.money.payments.conftest import PRICE
from tests.commerce.money.payments.refunding import at_bank_clearing, back, in_wallet, later, now_of, owed, paid

pytestmark = pytest.mark.django_db


def test_a_decided_refund_is_set_aside_and_not_sent_yet(sara, paper, shelf):
    vault = paper("able")
    payment = paid(sara)

    [refund] = back(1_000_000)

    assert (refund.status, refund.way, refund.amount) == ("created", "gateway", 1_000_000)
    assert (now_of(payment).returning, payment.refunded, payment.status) == (1_000_000, 0, "captured")
    assert (vault.calls, shelf.refunded, owed()) == ([], [], 1_000_000)


def test_a_part_is_refunded_and_everyone_hears(sara, paper, shelf):
    vault = paper("able")
    payment = paid(sara)
    [refund] = back(1_000_000)

    assert send_due_refunds() == 1

    assert (now_of(refund).status, refund.reference) == ("sent", f"f-{refund.number}")
    assert (now_of(payment).status, payment.refunded, payment.returning) == ("partially_refunded", 1_000_000, 0)
    assert vault.sent == [(refund.number, 1_000_000)]
    assert shelf.refunded == [(payment.public_id, 1_000_000, "gateway")]
    assert (owed(), at_bank_clearing()) == (0, PRICE - 1_000_000)
    told = OutboxEvent.objects.get(name="payment.refunded").payload
    assert (told["payment"], told["amount"], told["payer"]) == (payment.public_id, 1_000_000, sara.public_id)
    call_command("ledger_check")


def test_a_fresh_payment_is_taken_back_whole(sara, paper):
    vault = paper("able")
    payment = paid(sara)
    [refund] = back(PRICE)

    send_due_refunds()

    assert (vault.reversals, vault.sent) == (1, [])
    assert (now_of(payment).status, now_of(refund).means) == ("refunded", "reverse")


def test_after_its_time_a_whole_payment_is_refunded(sara, paper):
    vault = paper("able")
    paid(sara)
    [refund] = back(PRICE)
    later(refund, minutes=31)

    send_due_refunds()

    assert (vault.reversals, len(vault.sent), now_of(refund).means) == (0, 1, "refund")


def test_a_reversal_that_is_refused_becomes_a_refund(sara, paper):
    vault = paper("able")
    vault.moods = ["no"]
    paid(sara)
    [refund] = back(PRICE)

    send_due_refunds()

    assert vault.calls == ["reverse", "refund"]
    assert (now_of(refund).status, refund.way) == ("sent", "gateway")


@pytest.mark.parametrize(("kind", "amount"), [("plain", PRICE), ("reversing", 1_000_000)])
def test_what_the_bank_cannot_do_goes_to_the_wallet(sara, paper, wallets, kind, amount):
    vault = paper(kind)
    payment = paid(sara)

    [refund] = back(amount)
    send_due_refunds()

    assert (refund.way, now_of(refund).status, vault.calls) == ("wallet", "sent", [])
    assert (in_wallet(sara), owed(), at_bank_clearing()) == (amount, 0, PRICE)
    assert now_of(payment).refunded == amount


def test_what_the_bank_refuses_goes_to_the_wallet(sara, paper, wallets, shelf):
    vault = paper("refunding")
    vault.moods = ["no"]
    payment = paid(sara)
    [refund] = back(1_000_000)

    send_due_refunds()

    assert (now_of(refund).status, refund.way) == ("sent", "wallet")
    assert (in_wallet(sara), vault.sent) == (1_000_000, [])
    assert shelf.refunded == [(payment.public_id, 1_000_000, "wallet")]
    refused = PaymentNote.objects.get(kind="refund_refused")
    assert (refused.code, refused.data["next"]) == ("77", "wallet")


def test_the_wallet_is_chosen_where_it_is_wished(sara, paper, wallets):
    vault = paper("able")
    paid(sara)

    back(PRICE, to="wallet")
    send_due_refunds()

    assert (in_wallet(sara), vault.calls) == (PRICE, [])


def test_who_has_left_has_no_wallet_and_staff_decide(sara, paper, wallets):
    vault = paper("refunding")
    vault.moods = ["no"]
    paid(sara)
    [refund] = back(PRICE)
    sara.is_active = False
    sara.save()

    send_due_refunds()

    assert (now_of(refund).status, refund.next_try_at, owed()) == ("failed", None, PRICE)
    assert send_due_refunds() == 0
