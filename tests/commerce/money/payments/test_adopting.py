"""What a lost callback left at the bank, found by the bank's own list."""

import pytest

from commerce.money.payments.models import Payment
from commerce.money.payments.services import adopt_unverified, open_handoff, recover_open_payments
from commerce.money.payments.tasks import adopt_unverified as adopt_by_beat
from tests.commerce.money.payments.conftest import later, start


def now_of(payment: Payment) -> Payment:
    payment.refresh_from_db()
    return payment


def long_given_up(payment: Payment) -> None:
    later(payment, days=3)
    recover_open_payments()
    assert now_of(payment).status == "expired"
    assert payment.next_ask_at is None


def test_money_nobody_came_back_from_is_found_before_its_time(at_bank, bank, shelf):
    bank.pay(at_bank)

    assert adopt_unverified() == 1

    assert now_of(at_bank).status == "captured"
    assert shelf.captured == [at_bank.public_id]
    assert adopt_unverified() == 0


def test_money_that_came_after_we_gave_up_is_money(at_bank, bank, shelf):
    long_given_up(at_bank)
    bank.pay(at_bank)
    recover_open_payments()
    assert now_of(at_bank).status == "expired"

    adopt_unverified()

    assert now_of(at_bank).status == "captured"
    assert shelf.captured == [at_bank.public_id]


def test_beat_does_it_too(at_bank, bank, shelf):
    bank.pay(at_bank)

    assert adopt_by_beat() == 1

    assert now_of(at_bank).status == "captured"


def test_a_bank_is_not_asked_for_its_list_without_need(at_bank, bank, settings):
    trouble = bank.trouble("unverified", "down", times=-1)
    later(at_bank, days=settings.PAYMENT_ADOPT_DAYS + 1)
    assert adopt_unverified() == 0

    assert trouble.met == 0


@pytest.mark.parametrize(("kind", "code"), [("down", ""), ("html", ""), ("lose", ""), ("code", "-10")])
def test_a_bank_that_gives_no_list_disturbs_nobody(at_bank, bank, caplog, kind, code):
    bank.pay(at_bank)
    bank.trouble("unverified", kind, code=code)

    assert adopt_unverified() == 0

    assert "does not list what it holds" in caplog.text
    assert now_of(at_bank).status == "redirected"


def test_what_others_paid_at_the_same_contract_is_left_alone(at_bank, bank, sara, shelf):
    other = start(sara, reference="t-2")
    open_handoff(payment=other)
    bank.pay(now_of(other))
    Payment.objects.filter(pk=other.pk).update(authority="A" + "0" * 35)

    assert adopt_unverified() == 0
    assert shelf.captured == []
