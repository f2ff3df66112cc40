import httpx
import pytest
from django.core.management import CommandError, call_command

from commerce.money.payments.sandbox.book import Book
from commerce.money.payments.services import ask_bank


def test_the_book_outlives_the_process(at_bank, bank, tmp_path):
    bank.pay(at_bank)

    reopened = Book(tmp_path / "bank.sqlite3")

    assert reopened.find("zarinpal", at_bank.authority).state == "paid"
    reopened.close()


def test_a_bank_held_back_answers_when_released(at_bank, bank):
    bank.pay(at_bank)
    bank.trouble("verify", "hold")
    bank.release()

    assert ask_bank(payment_id=at_bank.pk).status == "captured"


def test_the_hidden_hand_speaks_json(at_bank, bank):
    control = f"{bank.address}/control"

    added = httpx.post(f"{control}/faults/", json={"on": "verify", "kind": "code", "code": -12})
    httpx.post(f"{control}/attempts/{at_bank.authority}/pay/", json={"receipt": "4242"})
    seen = httpx.get(f"{control}/").json()

    assert added.status_code == 201
    assert [(one["state"], one["receipt"]) for one in seen["attempts"]] == [("paid", "4242")]
    assert [(one["kind"], one["met"]) for one in seen["faults"]] == [("code", 0)]
    assert httpx.post(f"{control}/faults/", json={"on": "verify", "kind": "meteor"}).status_code == 400
    assert httpx.post(f"{control}/reset/").json() == {"done": True}
    assert httpx.get(f"{control}/").json()["faults"] == []


def test_a_page_can_be_paid_once(at_bank, bank):
    page = f"{bank.address}/zarinpal/pg/StartPay/{at_bank.authority}"

    closed = httpx.post(page, data={"action": "leave"})

    assert closed.status_code == 200
    assert httpx.get(page).status_code == 410
    assert bank.sees(at_bank).state == "paid"


def test_people_reach_it_under_our_own_address(at_bank, bank, client):
    page = f"/sandbox-bank/zarinpal/pg/StartPay/{at_bank.authority}"

    assert "۲٬۵۰۰٬۰۰۰ ریال" in client.get(page).content.decode()
    back = client.post(page, "action=cancel", content_type="application/x-www-form-urlencoded")

    assert back.status_code == 303
    assert back["Location"].endswith(f"?Authority={at_bank.authority}&Status=NOK")


def test_our_address_says_when_the_bank_is_not_running(client, settings):
    settings.SANDBOX_BANK_URL = "http://127.0.0.1:9"

    assert client.get("/sandbox-bank/").status_code == 502


def test_there_is_no_sandbox_bank_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError):
        call_command("sandbox_bank", port=1)
