"""Fifty at once about one refund: it is asked once, decided once, and gives back what was paid once."""

import pytest

from commerce.foundation.core.actors import PLATFORM
from commerce.foundation.core.errors import DomainError
from commerce.money.ledger.models import Entry
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.services import record_chargeback
from commerce.shop.refunds import services
from commerce.shop.refunds.models import RefundRequest
from tests.commerce.shop.order.test_chargebacks import claim
from tests.commerce.shop.refunds.stories import (
    REZA,
    ask_as_staff,
    balance,
    books_are_right,
    buyer_of,
    clerk,
    deliver,
    part_of,
    wish,
)
from tests.factories import make_market, make_product, make_user, offer_of
from tests.factories.sales import buy
from tests.rivals.test_payments import all_at_once

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def part():
    tea = offer_of(make_product(make_market(handle="tea-house"), price=250_000, stock=5))
    return deliver(part_of(buy(make_user(), (tea, 4))))


def code_of(act) -> str:
    try:
        return act().status
    except DomainError as error:
        return error.code


def test_fifty_who_approve_one_refund_book_it_once(part):
    request = ask_as_staff(part)

    def approve(number: int) -> str:
        told = {"actor": clerk(f"clerk-{number}"), "tenant": PLATFORM, "request": request.public_id}
        return code_of(lambda: services.approve_refund(**told))

    answers = all_at_once(approve)

    assert sorted(set(answers)) == ["done", "refund_closed"]
    assert answers.count("done") == 1
    assert (Refund.objects.count(), Entry.objects.filter(key=f"reversal:{request.money_key}").count()) == (1, 1)
    assert balance("refunds_payable") == part.total
    assert books_are_right()


def test_fifty_questions_of_one_shopper_are_one(part):
    buyer = buyer_of(part.order)

    def ask(number: int) -> str:
        told = {"actor": buyer, "side": "shopper", "vendor_order": part.public_id, "wish": wish()}
        return code_of(lambda: services.ask_refund(**told))

    answers = all_at_once(ask)

    assert (answers.count("asked"), answers.count("refund_open")) == (1, 49)
    assert RefundRequest.objects.count() == 1


def test_a_refund_and_a_chargeback_never_give_the_same_money(part):
    request, payment = ask_as_staff(part), Payment.objects.get()

    def rush(number: int) -> str:
        actor = clerk(f"clerk-{number}")
        if number % 2:
            told = {"actor": actor, "payment": payment.public_id, "claim": claim(part.total)}
            return code_of(lambda: record_chargeback(**told))
        return code_of(lambda: services.approve_refund(actor=actor, tenant=PLATFORM, request=request.public_id))

    answers = all_at_once(rush)

    payment.refresh_from_db()
    assert answers.count("done") + answers.count("open") == 1
    assert payment.returning + payment.charged_back == payment.amount
    assert balance("vendor_held", part) == 0
    assert request.asked_by == REZA.key
    assert books_are_right()
