"""Money that came by bank transfer goes back by one, by people's hands; else to the wallet."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment, PlatformAccount, Refund
from commerce.money.payments.services import capture_payment, send_due_refunds, send_refund
from commerce.money.remittances.models import Remittance
from commerce.money.remittances.services import (
    approve_remittance,
    make_batch,
    mark_returned,
    refuse_remittance,
)
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, bank_account, sent
from tests.commerce.money.payments.refunding import back, in_wallet, now_of, owed

pytestmark = pytest.mark.django_db
AMOUNT = 900_000


@pytest.fixture
def transfer(sara, shelf) -> Payment:
    """Staff confirmed that the money is in our bank."""
    ours = PlatformAccount.objects.create(title="ملی", bank="ملی", holder="آسود", iban=IBANS[2])
    told = {"purpose": "thing", "reference": "t-1", "payer": sara, "method": "transfer", "amount": AMOUNT}
    payment = Payment.objects.create(**told, transfer_to=ours, deadline_at=timezone.now() + timedelta(days=1))
    return capture_payment(payment_id=payment.pk)


@pytest.fixture
def refund(transfer, sara) -> Refund:
    bank_account(sara.public_id)
    [refund] = back(AMOUNT)
    send_due_refunds()
    return now_of(refund)


def in_transit() -> int:
    return balance_of(AccountRef("refunds_in_transit"))


def at_bank() -> int:
    return balance_of(AccountRef("bank"))


def test_it_waits_for_people_and_is_not_tried_again(refund):
    remittance = Remittance.objects.get()

    assert (refund.way, refund.status, refund.next_try_at) == ("bank", "sending", None)
    assert (remittance.kind, remittance.amount, remittance.reference) == ("refund", AMOUNT, refund.public_id)
    assert (owed(), in_transit()) == (0, AMOUNT)
    assert send_refund(refund_id=refund.pk).tries == 1
    call_command("ledger_check")


def test_it_has_left_when_the_bank_has_the_order(refund, transfer, shelf):
    approve_remittance(actor=CHECKER, public_id=Remittance.objects.get().public_id)
    sent(make_batch(actor=MAKER, batch_format="paya-csv"))

    assert (now_of(refund).status, refund.reference) == ("sent", Remittance.objects.get().tracking)
    assert (now_of(transfer).status, transfer.refunded) == ("refunded", AMOUNT)
    assert shelf.refunded == [(transfer.public_id, AMOUNT, "bank")]
    assert (in_transit(), at_bank()) == (0, 0)
    call_command("ledger_check")


def test_what_staff_refuse_to_send_goes_to_the_wallet(refund, sara):
    refuse_remittance(actor=CHECKER, public_id=Remittance.objects.get().public_id, reason="نام نمی‌خواند")
    send_due_refunds()

    assert (now_of(refund).status, refund.way) == ("sent", "wallet")
    assert (in_wallet(sara), in_transit(), owed()) == (AMOUNT, 0, 0)
    call_command("ledger_check")


def test_what_the_bank_returns_is_in_the_wallet_at_once(refund, sara, transfer):
    approve_remittance(actor=CHECKER, public_id=Remittance.objects.get().public_id)
    sent(make_batch(actor=MAKER, batch_format="paya-csv"))
    mark_returned(actor=MAKER, public_id=Remittance.objects.get().public_id, reason="حساب بسته است")

    assert (now_of(refund).status, refund.way) == ("sent", "wallet")
    assert (in_wallet(sara), in_transit(), owed(), at_bank()) == (AMOUNT, 0, 0, AMOUNT)
    assert now_of(transfer).refunded == AMOUNT
    call_command("ledger_check")


def test_without_a_verified_account_it_goes_to_the_wallet(transfer, sara):
    bank_account(sara.public_id, verified=False)
    [refund] = back(AMOUNT)
    send_due_refunds()

    assert (now_of(refund).way, refund.status, in_wallet(sara)) == ("wallet", "sent", AMOUNT)
