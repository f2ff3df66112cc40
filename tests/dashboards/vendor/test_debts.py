"""A market's debt on its own screens: how much, why, until when, what comes next, and paying it."""

import pytest
from django.urls import reverse

from commerce.earnings.debts.models import DebtPayment
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment
from tests.commerce.earnings.debts.owing import books_of, days_pass, fall_below, look
from tests.dashboards.debts import some_debts
from tests.dashboards.desk import desk_of
from tests.factories import make_member
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db


def to(name, *ids):
    return reverse(f"vendor:{name}", args=ids)


def text(client, name):
    answer = client.get(to(name))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def omid(ours):
    make_gateway()
    return desk_of(ours.owner)


def test_who_owes_nothing_reads_so(omid):
    page = text(omid, "debts")
    assert to("debt_pay") not in page
    assert omid.post(to("debt_pay"), {"amount": "100,000", "way": "test-bank"}).status_code == 422


def test_how_much_why_and_a_way_to_pay(ours, omid):
    some_debts(ours.market)
    fall_below(ours.market, 1_000_000)
    page = text(omid, "debts")
    assert "۵٬۶۰۰٬۰۰۰" in page
    assert to("debt_pay") in page


def test_the_first_screen_tells_only_what_is_overdue(ours, omid):
    some_debts(ours.market)
    assert to("debts") not in text(omid, "home")
    days_pass(ours.market, 20)
    look(ours.market)
    assert to("debts") in text(omid, "home")
    assert to("debts") not in text(desk_of(ours.clerk), "home")


def test_paying_leads_to_the_bank(ours, omid):
    some_debts(ours.market)
    for wrong in (
        {"amount": "", "way": "test-bank"},
        {"amount": "-1", "way": "test-bank"},
        {"amount": "99,000,000", "way": "test-bank"},
        {"amount": "100,000", "way": "barter"},
    ):
        assert omid.post(to("debt_pay"), wrong).status_code == 422
    assert not DebtPayment.objects.exists()

    answer = omid.post(to("debt_pay"), {"amount": "۱٬۵۰۰٬۰۰۰", "way": "test-bank"})
    payment = Payment.objects.get(purpose="market_debt")
    assert (answer.status_code, payment.amount) == (302, 15_000_000)
    assert payment.public_id in answer["Location"]

    capture_payment(payment_id=payment.pk, receipt="r")
    assert books_of(ours.market)[0] == 40_000_000
    assert text(omid, "debt_bills")


def test_only_the_owner_pays(ours):
    some_debts(ours.market)
    manager = desk_of(make_member(ours.market, "manager"))
    assert to("debt_pay") not in text(manager, "debts")
    assert manager.get(to("debt_pay")).status_code == 403
    assert manager.post(to("debt_pay"), {"amount": "100,000", "way": "test-bank"}).status_code == 403


def test_another_market_s_debt_is_not_shown(ours, theirs, omid):
    debts = some_debts(theirs.market)
    assert debts.bill.public_id not in text(omid, "debt_bills")
    assert to("debt_pay") not in text(omid, "debts")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_bills_leave_as_spreadsheets(ours, omid, kind):
    debts = some_debts(ours.market)
    answer = omid.get(to("debt_bills"), {"export": kind})
    assert answer.status_code == 200
    if kind == "csv":
        assert debts.bill.public_id in b"".join(answer).decode()
