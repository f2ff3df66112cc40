"""The doors of a market's debt: what it owes and why, its bills, paying."""

import pytest

from commerce.earnings.debts.models import DebtBill, DebtPayment
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment
from tests.commerce.earnings.debts.owing import books_of, days_pass, fall_below, look, owe
from tests.factories import bearer, make_market, make_member, mina, omid
from tests.factories.sales import fresh_key, make_gateway

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/vendor/tea-house/debts/"


@pytest.fixture
def seller(market):
    make_gateway()
    return bearer(omid(), audience="vendor")


def pay(client, body=None, key=""):
    return client.post(f"{DOOR}pay/", body or {}, headers={"Idempotency-Key": key or fresh_key()})


def test_nothing_is_owed(seller):
    answer = seller.get(DOOR).json()
    assert (answer["total"]["amount"], answer["bills"], answer["causes"], answer["steps"]) == (0, [], [], [])
    assert pay(seller).json()["code"] == "nothing_owed"


def test_how_much_why_and_until_when(seller, market):
    sale = owe(market, 11_000_000)
    look(market)
    days_pass(market, 20)
    look(market)
    fall_below(market, 3_000_000)

    answer = seller.get(DOOR).json()

    told = {name: answer[name]["amount"] for name in ("total", "debt", "below_zero", "billed", "overdue")}
    assert told == {
        "total": 14_000_000,
        "debt": 11_000_000,
        "below_zero": 3_000_000,
        "billed": 11_000_000,
        "overdue": 11_000_000,
    }
    fees = next(cause for cause in answer["causes"] if cause["kind"] == "fees")
    assert (fees["vendor_order"], fees["amount"]["amount"]) == (sale, 11_000_000)
    assert {fee["kind"]: fee["amount"]["amount"] for fee in fees["fees"]} == {
        "commission": 10_000_000,
        "vat_payable": 1_000_000,
    }
    assert {row["what"] for row in answer["restrictions"]} == {"no_payouts", "no_cash", "no_own_gateway"}
    assert [step["is_on"] for step in answer["steps"]] == [True, True, True, True, False]


def test_bills_come_in_pages(seller, market):
    for _number in range(3):
        owe(market, 11_000_000)
        look(market)
    first = seller.get(f"{DOOR}bills/", {"limit": 2}).json()
    assert len(first["results"]) == 2
    assert len(seller.get(first["next"]).json()["results"]) == 1
    newest = DebtBill.objects.latest("pk")
    assert first["results"][0]["id"] == newest.public_id


def test_paying_leads_to_a_bank_and_is_asked_once(seller, market):
    owe(market, 11_000_000)
    first, again = pay(seller, key="one"), pay(seller, key="one")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["debt_payment"]["id"] == again.json()["debt_payment"]["id"]
    assert "/payments/" in first.json()["payment"]["redirect_url"]
    assert DebtPayment.objects.count() == 1

    capture_payment(payment_id=Payment.objects.get().pk, receipt="r")
    told = pay(seller, key="one").json()
    assert (told["debt_payment"]["status"], told["payment"]["status"]) == ("done", "captured")
    assert books_of(market) == (0, 0)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"amount": 0}, "invalid"),
        ({"amount": -1}, "invalid"),
        ({"amount": "much"}, "invalid"),
        ({"amount": 1.5}, "invalid"),
        ({"amount": 10**16}, "invalid"),
        ({"amount": 11_000_001}, "more_than_owed"),
        ({"method": "cod"}, "invalid"),
        ({"method": "barter"}, "invalid"),
        ({"gateway": "nobody"}, "gateway_unavailable"),
        ({"app_link": "javascript:alert(1)"}, "invalid"),
    ],
)
def test_what_cannot_be_is_refused(seller, market, body, code):
    owe(market, 11_000_000)
    answer = pay(seller, body)
    assert answer.status_code in {400, 409, 422}
    assert answer.json()["code"] == code
    assert not Payment.objects.exists()


def test_a_key_is_needed(seller, market):
    owe(market, 11_000_000)
    assert seller.post(f"{DOOR}pay/", {}).json()["code"] == "idempotency_key_required"


def test_another_market_s_people_see_nothing(seller, market):
    make_market(mina(), handle="pottery")
    stranger = bearer(mina(), audience="vendor")
    owe(market, 11_000_000)
    assert stranger.get(DOOR).status_code == 404
    assert stranger.get(f"{DOOR}bills/").status_code == 404
    assert pay(stranger).status_code == 404


def test_a_manager_reads_and_does_not_pay(seller, market):
    owe(market, 11_000_000)
    manager = bearer(make_member(market, "manager"), audience="vendor")
    clerk = bearer(make_member(market, "clerk"), audience="vendor")
    assert manager.get(DOOR).status_code == 200
    assert pay(manager).status_code == 403
    assert clerk.get(DOOR).status_code == 403


def test_it_asks_little_of_the_database(seller, market, django_assert_max_num_queries):
    for _number in range(10):
        owe(market, 2_200_000)
    look(market)
    seller.get(DOOR)
    with django_assert_max_num_queries(22):
        assert len(seller.get(DOOR).json()["causes"]) == 10
