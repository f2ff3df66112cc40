"""What goes back adds up, however it is split and however often it is decided."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.money.payments.errors import MoreThanPaid
from commerce.money.payments.models import Payment
from commerce.money.payments.services import (
    capture_payment,
    refund_money,
    send_due_refunds,
)
from commerce.money.payments.tasks import send_refunds
from tests.commerce.money.payments.conftest import PRICE
from tests.commerce.money.payments.refunding import at_bank_clearing, back, in_wallet, now_of, owed, paid

pytestmark = pytest.mark.django_db


def test_one_decision_makes_one_refund(sara, paper):
    paper("able")
    payment = paid(sara)

    assert back(1_000_000) == back(1_000_000)
    assert now_of(payment).returning == 1_000_000


def test_no_more_goes_back_than_was_paid(sara, paper):
    paper("able")
    paid(sara)
    back(PRICE - 1)

    with pytest.raises(MoreThanPaid):
        refund_money(purpose="thing", reference="t-1", amount=2, key="more", reason="test")
    with pytest.raises(MoreThanPaid):
        refund_money(purpose="thing", reference="never-paid", amount=1, key="k", reason="test")


def test_two_payments_of_a_thing_give_back_in_proportion_to_what_is_left(sara, paper):
    paper("able")
    first, second = paid(sara), paid(sara, amount=1_000_001)
    back(500_000, key="first", of=first)

    refunds = back(1_000_000, key="both")

    assert [refund.payment_id for refund in refunds] == [first.pk, second.pk]
    assert [refund.amount for refund in refunds] == [666_666, 333_334]


def test_many_parts_add_up_to_the_whole(sara, paper):
    vault = paper("able")
    payment = paid(sara)
    for number in range(3):
        back(PRICE // 3, key=f"part-{number}")
    back(PRICE - 3 * (PRICE // 3), key="rest")

    send_due_refunds()

    assert (now_of(payment).status, payment.refunded, payment.returning) == ("refunded", PRICE, 0)
    assert len(vault.sent) == 4
    assert (owed(), at_bank_clearing()) == (0, 0)
    call_command("ledger_check")


def test_nothing_is_put_into_the_wallet_of_who_has_left(sara, wallets):
    told = {"purpose": "thing", "reference": "cash", "payer": sara, "method": "cod", "amount": 700}
    cash = Payment.objects.create(**told, deadline_at=timezone.now())
    capture_payment(payment_id=cash.pk, receipt="")
    type(sara).objects.filter(pk=sara.pk).update(is_active=False)

    [refund] = back(700, reference="cash")
    send_due_refunds()

    assert (now_of(refund).status, refund.last_code) == ("failed", "no_wallet")
    assert (owed(), in_wallet(sara)) == (700, 0)


def test_cash_that_goes_back_goes_to_the_wallet(sara, wallets, shelf):
    told = {"purpose": "thing", "reference": "cash", "payer": sara, "method": "cod", "amount": 700}
    cash = Payment.objects.create(**told, deadline_at=timezone.now())
    capture_payment(payment_id=cash.pk, receipt="")

    [refund] = back(700, reference="cash")
    send_due_refunds()

    assert (now_of(refund).status, in_wallet(sara)) == ("sent", 700)


def test_one_refund_that_fails_keeps_no_other_waiting(sara, paper, caplog):
    paper("able")
    broken, fine = paid(sara), paid(sara, reference="t-2")
    back(1_000, key="a")
    [second] = back(1_000, key="b", reference="t-2")
    Payment.objects.filter(pk=broken.pk).update(purpose="vanished")

    send_due_refunds()

    assert now_of(second).status == "sent"
    assert now_of(fine).refunded == 1_000
    assert "Sending refund" in caplog.text


def test_the_sweep_has_three_doors(sara, paper, capsys):
    paper("able")
    payment = paid(sara)
    back(1_000, key="a")

    assert send_refunds() == 1
    assert send_refunds() == 0
    back(1_000, key="b")
    call_command("sweep_payments")

    assert now_of(payment).refunded == 2_000
    assert "1 refunds looked at" in capsys.readouterr().out
