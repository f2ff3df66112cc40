import re
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from commerce.money.payments.models import Gateway
from commerce.money.payments.selectors import redirect_url
from commerce.money.payments.services import open_handoff
from tests import factories
from tests.commerce.money.payments.conftest import PRICE, later, start


def path_of(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def callback(client, payment, status="OK", slug="zarinpal", method="get"):
    told = {"Authority": payment.authority, "Status": status}
    return getattr(client, method)(reverse("payments:callback", args=[slug]), told)


def test_a_payment_shows_itself_to_its_payer(payment, sara):
    answer = factories.bearer(sara).get(f"/api/v1/payments/{payment.public_id}/").json()

    assert (answer["id"], answer["gateway"], answer["status"]) == (payment.public_id, "zarinpal", "created")
    assert answer["amount"]["amount"] == PRICE
    assert answer["redirect_url"].startswith("http")


def test_a_stranger_does_not_see_it(payment):
    answer = factories.bearer(factories.omid()).get(f"/api/v1/payments/{payment.public_id}/")

    assert answer.status_code == 404


def test_the_hand_off_page_names_the_bank_and_goes_there(payment, bank, client: Client):
    page = client.get(path_of(redirect_url(payment)))

    payment.refresh_from_db()
    html = page.content.decode()
    assert (page.status_code, payment.status) == (200, "redirected")
    assert 'dir="rtl"' in html
    assert "زرین‌پال" in html
    assert f'href="{bank.address}/zarinpal/pg/StartPay/{payment.authority}"' in html
    assert page["Referrer-Policy"] == "strict-origin-when-cross-origin"
    nonce = re.search(r'<script nonce="([^"]+)"', html)[1]
    assert f"script-src 'nonce-{nonce}'" in page["Content-Security-Policy"]
    assert f"form-action {bank.address};" in page["Content-Security-Policy"]


@pytest.mark.parametrize("token", ["", "forged", "x:y:z"])
def test_a_forged_link_opens_nothing(payment, bank, client, token):
    page = client.get(reverse("payments:handoff", args=[payment.public_id]), {"token": token})

    assert page.status_code == 403
    assert bank.attempts == []


def test_a_link_opens_only_its_own_payment_and_not_for_long(payment, bank, client, sara, settings):
    other = start(sara, reference="t-2")
    token = redirect_url(other).split("token=")[1]
    assert client.get(reverse("payments:handoff", args=[payment.public_id]), {"token": token}).status_code == 403

    settings.HANDOFF_LINK_SECONDS = -1

    assert client.get(path_of(redirect_url(payment))).status_code == 403
    assert bank.attempts == []


def test_a_bank_that_is_down_is_said_so(payment, bank, client):
    bank.trouble("request", "down")

    page = client.get(path_of(redirect_url(payment)))

    assert page.status_code == 503
    assert 'data-code="gateway_unreachable"' in page.content.decode()


def test_a_paid_payment_hands_nobody_off(at_bank, bank, client):
    link = path_of(redirect_url(at_bank))
    bank.pay(at_bank)
    callback(client, at_bank)

    page = client.get(link)

    assert (page.status_code, page["Location"]) == (303, f"http://127.0.0.1:8000/payments/{at_bank.public_id}/result/")
    at_bank.refresh_from_db()
    assert redirect_url(at_bank) is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_coming_back_paid(at_bank, bank, method, shelf):
    bank.pay(at_bank)

    answer = callback(Client(enforce_csrf_checks=True), at_bank, method=method)
    page = Client().get(urlsplit(answer["Location"]).path)

    assert answer.status_code == 303
    assert 'data-outcome="paid"' in page.content.decode()
    assert "http-equiv" not in page.content.decode()
    assert shelf.captured == [at_bank.public_id]


def test_coming_back_unpaid(at_bank, bank, client):
    answer = callback(client, at_bank, "NOK")

    html = client.get(urlsplit(answer["Location"]).path).content.decode()
    assert 'data-outcome="unpaid" data-status="cancelled"' in html
    assert "/things/t-1/" in html


def test_coming_back_to_a_silent_bank(at_bank, bank, client):
    bank.trouble("verify", "drop")
    answer = callback(client, at_bank)

    html = client.get(urlsplit(answer["Location"]).path).content.decode()
    assert 'data-outcome="checking"' in html
    assert '<meta http-equiv="refresh" content="5">' in html


def test_coming_back_to_a_shop_that_stumbles(at_bank, bank, client, shelf):
    bank.pay(at_bank)
    shelf.broken = True

    answer = callback(client, at_bank)

    assert answer.status_code == 303
    assert 'data-outcome="checking"' in client.get(urlsplit(answer["Location"]).path).content.decode()


def test_coming_back_into_the_app(sara, gateway, bank, client, shelf):
    payment = start(sara, app_link="asoud://payments/done?tab=2")
    open_handoff(payment=payment)
    payment.refresh_from_db()
    bank.pay(payment)

    answer = callback(client, payment)

    assert answer["Location"] == f"asoud://payments/done?tab=2&payment={payment.public_id}&status=captured"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"Authority": "A" * 36, "Status": "OK"},
        {"Authority": "<script>", "Status": "OK"},
        {"Authority": "A\x00B", "Status": "OK"},
        {"Authority": "A" * 100_000, "Status": "OK"},
        {"Authority": "ا" * 36, "Status": "OK"},
    ],
)
def test_a_strange_callback_gets_one_neutral_page(at_bank, client, told):
    answer = client.post(reverse("payments:callback", args=["zarinpal"]), told)

    at_bank.refresh_from_db()
    assert (answer.status_code, at_bank.status) == (404, "redirected")
    assert "<script>" not in answer.content.decode()


def test_a_callback_at_another_gateways_address_changes_nothing(at_bank, client):
    assert callback(client, at_bank, slug="none").status_code == 404

    at_bank.refresh_from_db()
    assert at_bank.status == "redirected"


def test_a_result_page_needs_its_unguessable_id(payment, client):
    assert client.get("/payments/none/result/").status_code == 404
    assert 'data-outcome="waiting"' in client.get(f"/payments/{payment.public_id}/result/").content.decode()


def test_the_gateways_to_choose_from(gateway, client, shelf):
    answer = client.get("/api/v1/gateways/", {"purpose": "thing", "amount": 20_000}).json()

    assert answer["next"] is None
    assert answer["results"] == [
        {
            "method": "gateway",
            "slug": "zarinpal",
            "title": "زرین‌پال",
            "logo": None,
            "min_amount": {"amount": 10_000, "currency": "IRR", "display": "۱٬۰۰۰ تومان"},
            "max_amount": {"amount": 1_000_000_000, "currency": "IRR", "display": "۱۰۰٬۰۰۰٬۰۰۰ تومان"},
            "balance": None,
        }
    ]
    assert client.get("/api/v1/gateways/", {"amount": 10}).json()["results"] == []
    Gateway.objects.update(is_active=False)
    assert client.get("/api/v1/gateways/").json()["results"] == []


@pytest.mark.parametrize("query", ["amount=x", "amount=-1", "purpose=none", "colour=red"])
def test_strange_questions_about_gateways_are_refused(client, db, query):
    assert client.get(f"/api/v1/gateways/?{query}").status_code == 400


def test_a_person_pays_on_the_banks_page_and_comes_back(payment, bank, client, settings):
    link = re.search(r'href="([^"]+/StartPay/[^"]+)"', client.get(path_of(redirect_url(payment))).content.decode())[1]

    page = httpx.get(link, headers={"Referer": "http://127.0.0.1:8000/"})
    back = httpx.post(link, data={"action": "pay"})
    answer = client.get(path_of(back.headers["Location"]))

    assert "۲٬۵۰۰٬۰۰۰ ریال" in page.text
    assert "۲۵۰٬۰۰۰ تومان" in page.text
    assert back.headers["Location"].startswith(f"{settings.PUBLIC_URL}/api/v1/payments/callback/zarinpal/?Authority=")
    assert 'data-outcome="paid"' in client.get(urlsplit(answer["Location"]).path).content.decode()
    payment.refresh_from_db()
    assert bank.sees(payment).referer == "http://127.0.0.1:8000/"


def test_later_takes_a_link_away(payment):
    later(payment, hours=1)
    payment.refresh_from_db()

    assert redirect_url(payment) is None
