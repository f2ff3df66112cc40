from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from commerce.money.payments.models import Payment
from commerce.money.payments.services import (
    ask_bank,
    close_open_payments,
    open_handoff,
    recover_open_payments,
    take_callback,
)
from commerce.money.payments.tasks import recover_open
from tests.commerce.money.payments.conftest import later, start


def now_of(payment):
    payment.refresh_from_db()
    return payment


def start_cash(payer):
    deadline = timezone.now() + timedelta(minutes=30)
    return Payment.objects.create(
        purpose="thing", reference="cash", payer=payer, method="cod", amount=10, deadline_at=deadline
    )


def test_who_pays_and_never_comes_back_is_found(at_bank, bank, shelf):
    bank.pay(at_bank)
    assert recover_open_payments() == 0

    later(at_bank, minutes=3)

    assert recover_open_payments() == 1
    assert now_of(at_bank).status == "captured"
    assert shelf.captured == [at_bank.public_id]


def test_who_is_still_at_the_bank_is_left_there(at_bank, shelf):
    later(at_bank, minutes=3)

    recover_open_payments()

    assert now_of(at_bank).status == "redirected"
    assert at_bank.next_ask_at is not None
    assert shelf.closed == []


def test_who_never_pays_expires_with_the_time_to_pay(at_bank, shelf):
    later(at_bank, minutes=31)

    recover_open_payments()

    assert now_of(at_bank).status == "expired"
    assert shelf.closed == [at_bank.public_id]


def test_money_that_comes_after_the_end_is_found_all_the_same(at_bank, bank, shelf):
    later(at_bank, minutes=31)
    recover_open_payments()
    bank.pay(at_bank)
    later(at_bank, minutes=31)

    recover_open_payments()

    assert now_of(at_bank).status == "captured"
    assert shelf.captured == [at_bank.public_id]


def test_a_bank_that_never_answers_is_given_up_after_a_day(at_bank, bank, shelf):
    bank.trouble("verify", "down", times=-1)
    take_callback(gateway_slug="zarinpal", data={"Authority": at_bank.authority, "Status": "OK"})
    recover_open_payments()
    assert now_of(at_bank).status == "unknown"

    later(at_bank, hours=23)
    recover_open_payments()
    assert now_of(at_bank).status == "unknown"
    later(at_bank, hours=2)
    recover_open_payments()

    assert now_of(at_bank).status == "expired"
    assert at_bank.next_ask_at is None
    assert shelf.closed == [at_bank.public_id]


def test_old_attempts_are_asked_about_less_and_less(at_bank):
    later(at_bank, hours=10)
    recover_open_payments()

    waits = now_of(at_bank).next_ask_at - (at_bank.redirected_at)

    assert waits.total_seconds() // 3600 == 11


def test_a_link_nobody_opened_expires_without_the_bank(payment, shelf):
    later(payment, minutes=31)

    recover_open_payments()

    assert now_of(payment).status == "expired"
    assert (payment.asks, shelf.closed) == (0, [payment.public_id])


def test_cash_waits_for_its_parcel(sara, shelf):
    cash = start_cash(sara)
    later(cash, hours=1)

    recover_open_payments()

    assert now_of(cash).status == "created"


def test_one_bug_does_not_stop_the_sweep(at_bank, bank, sara, shelf, caplog):
    second = start(sara, reference="t-2")
    open_handoff(payment=second)
    bank.pay(now_of(second))
    Payment.objects.filter(pk=at_bank.pk).update(purpose="vanished")
    later(at_bank, minutes=4)
    later(second, minutes=3)

    recover_open_payments()

    assert now_of(second).status == "captured"
    assert "Asking about payment" in caplog.text


def test_a_leased_attempt_is_left_to_its_asker(at_bank, bank):
    bank.pay(at_bank)
    later(at_bank, minutes=3)
    Payment.objects.filter(pk=at_bank.pk).update(asking_until=at_bank.deadline_at)

    assert recover_open_payments() == 0
    assert ask_bank(payment_id=at_bank.pk).asks == 0


def test_a_thing_no_longer_sold_ends_what_waits_and_names_what_is_in_doubt(at_bank, sara, bank, shelf):
    waiting = start(sara)
    take_callback(gateway_slug="zarinpal", data={"Authority": at_bank.authority, "Status": "OK"})

    doubtful = close_open_payments(purpose="thing", reference="t-1", to="cancelled")

    assert doubtful == [at_bank]
    assert now_of(waiting).status == "cancelled"


def test_the_sweep_has_three_doors(at_bank, bank, capsys):
    bank.pay(at_bank)
    later(at_bank, minutes=3)

    assert recover_open() == 1
    assert recover_open() == 0
    call_command("sweep_payments")

    assert now_of(at_bank).status == "captured"
    assert capsys.readouterr().out == "0 payments looked at\n0 refunds looked at\n"
