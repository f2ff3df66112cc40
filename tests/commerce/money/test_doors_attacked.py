"""The doors of money under bad input: refused with a 4xx of its own, never an accident."""

import pytest
from django.utils import timezone

from commerce.money.payments.models import Gateway
from tests.commerce.money.wallets.money import stepped_up, top_up
from tests.factories import bearer, make_market, make_user
from tests.factories.sales import fresh_key, make_gateway

pytestmark = pytest.mark.django_db
API = "/api/v1/"
STRANGE = ["\0", 10**40, -1, True, [], {}, None, "۱" * 400, "' OR 1=1 --"]
BODIES = {
    "wallet/top-ups/": {"amount": 100_000, "gateway": None, "app_link": ""},
    "wallet/transfers/": {"mobile": "09121234567", "amount": 10_000, "note": "", "confirmation": ""},
    "wallet/transfers/preview/": {"mobile": "09121234567", "amount": 10_000},
    "wallet/withdrawals/": {"amount": 100_000, "bank_account": "x"},
    "wallet/gift-cards/": {"amount": 500_000, "mobile": "09121234567", "message": ""},
    "wallet/gift-cards/redeem/": {"code": "ABCD"},
    "me/bank-accounts/": {"iban": "IR062960000000100324200001", "holder": "سارا"},
}


@pytest.mark.parametrize("address", BODIES)
def test_what_is_strange_in_a_body_is_refused(address):
    sara = make_user()
    top_up(sara, 1_000_000)
    client = stepped_up(sara)
    for field in BODIES[address]:
        for strange in STRANGE:
            body = {**BODIES[address], field: strange}
            answer = client.post(f"{API}{address}", body, headers={"Idempotency-Key": fresh_key()}, format="json")
            assert answer.status_code < 500, (field, strange, answer.content)
    for body in ([], "x", None, 5):
        answer = client.post(f"{API}{address}", body, headers={"Idempotency-Key": fresh_key()}, format="json")
        assert 400 <= answer.status_code < 500, (body, answer.content)


@pytest.mark.parametrize(
    "query",
    [
        "order=%00", "order=someone", "purpose=%00", "purpose=order_cash", "amount=99999999999999999999", "amount=x",
        "order=x&purpose=order", "purpose=top_up&order=y", "order=" + "z" * 200, "fields=%00",
    ],
)  # fmt: skip
def test_what_is_strange_in_an_address_is_refused(query):
    make_gateway()
    for client in (bearer(make_user()), bearer(make_user(), audience="vendor")):
        assert client.get(f"{API}gateways/?{query}").status_code < 500


def test_statements_bear_any_day():
    client = bearer(make_user())
    for day in ("0001-01-01", "9999-12-31", "9377/12/29", "1405/13/01", "20000101", "2000-W01-1", "۱۴۰۵/۰۱/۰۱", "%00"):
        for name in ("since", "until"):
            assert client.get(f"{API}wallet/entries/?{name}={day}").status_code < 500, day


def test_a_markets_gateway_is_nobody_elses():
    reza = make_user()
    mine, theirs = make_market(reza), make_market()
    for market in (mine, theirs):
        type(market).objects.filter(pk=market.pk).update(may_have_own_gateway=True)
    own = Gateway.objects.create(
        slug="theirs", adapter="zarinpal", owner_kind="market", owner_ref=theirs.public_id, title_fa="آ", title_en="A"
    )
    owner = bearer(reza, audience="vendor")
    reza.sessions.update(stepped_up_at=timezone.now())
    for credentials in ({}, {"merchant_id": "\0"}, {"merchant_id": "x" * 501}, {"merchant_id": None}, [], "x"):
        for handle in (mine.handle, theirs.handle):
            address = f"{API}vendor/{handle}/gateway/"
            body = {"credentials": credentials, "title_fa": "ب", "title_en": "B", "bank": "zarinpal"}
            assert 400 <= owner.post(address, body, format="json").status_code < 500
            assert owner.patch(f"{address}theirs/", body, format="json").status_code in {400, 404}
            assert owner.delete(f"{address}theirs/").status_code == 404
    own.refresh_from_db()
    assert (own.title_fa, own.is_active) == ("آ", True)
