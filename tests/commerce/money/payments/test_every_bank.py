"""The contract of an adapter, held against exchanges written from the bank's reference, one file a bank.

Not recorded: a small server on loopback answers what the file says. A new bank is tested by adding its file.
"""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Attempt, Paid, Unpaid
from commerce.money.payments.gateways.soap import Fault

EXCHANGES = Path(__file__).parent / "exchanges"


class Script(ThreadingHTTPServer):
    """Answers every POST with the same words, and keeps what it was told."""

    status: int
    body: bytes
    kind = "application/json"
    heard: list[dict[str, Any]]


class Reader(BaseHTTPRequestHandler):
    server: Script

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"]))
        is_json = self.headers["Content-Type"] == "application/json"
        self.server.heard.append({"path": self.path, "body": json.loads(told) if is_json else told.decode()})
        self.send_response(self.server.status)
        self.send_header("Content-Type", self.server.kind)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def script(settings, name) -> Iterator[Script]:
    server = Script(("127.0.0.1", 0), Reader)
    server.heard = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings.BANK_BASE_URLS = {name: f"http://127.0.0.1:{server.server_port}/some/prefix"}
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(params=list(banks))
def name(request) -> str:
    return request.param


@pytest.fixture
def exchanges(name: str) -> dict[str, Any]:
    return json.loads((EXCHANGES / f"{name}.json").read_text(encoding="utf-8"))


def the_attempt(name: str, exchanges: dict[str, Any]) -> Attempt:
    bank = banks.get(name)
    came_back = bank.read_callback(exchanges["callback"])
    ours = dict.fromkeys(bank.credentials_needed, "1344b5d4-0048-11e8-94db-005056a205be")
    return Attempt(
        bank_order=123456789012,
        amount=2_500_000,
        authority=exchanges["token"]["authority"],
        callback_url="https://shop.example/api/v1/payments/callback/x/",
        description="سفارش",
        mobile="09121234567",
        is_test=False,
        credentials=ours | exchanges.get("credentials", {}),
        returned_with=came_back.fields if came_back else {},
    )


def play(script: Script, exchange: dict[str, Any]) -> None:
    answer = exchange["answer"]
    script.status, script.kind = exchange["status"], "text/xml" if isinstance(answer, str) else "application/json"
    script.body = (answer if isinstance(answer, str) else json.dumps(answer)).encode()


class TestEveryBank:
    def test_gives_a_token(self, name, exchanges, script):
        play(script, exchanges["token"])

        assert banks.get(name).ask_token(the_attempt(name, exchanges)) == exchanges["token"]["authority"]
        assert script.heard[0]["path"].startswith("/some/prefix/")
        assert "2500000" in json.dumps(script.heard[0]["body"])

    def test_refuses_a_token_with_its_code_and_words(self, name, exchanges, script):
        play(script, exchanges["token_refused"])

        with pytest.raises(Refused) as refused:
            banks.get(name).ask_token(the_attempt(name, exchanges))

        assert refused.value.code == exchanges["token_refused"]["code"]
        assert str(banks.get(name).explain(refused.value.code))

    def test_may_ask_us_to_wait(self, name, exchanges, script):
        play(script, exchanges["token_wait"])

        with pytest.raises(Unreachable):
            banks.get(name).ask_token(the_attempt(name, exchanges))

    @pytest.mark.parametrize("again", ["paid", "paid_before"])
    def test_says_paid_as_often_as_it_is_asked(self, name, exchanges, script, again):
        play(script, exchanges[again])

        verdict = banks.get(name).verify(the_attempt(name, exchanges))

        assert isinstance(verdict, Paid)
        assert (verdict.receipt, verdict.card_mask) == (exchanges[again]["receipt"], exchanges[again]["card_mask"])

    @pytest.mark.parametrize("why", ["unpaid", "wrong_amount", "anothers"])
    def test_says_no_of_a_payment(self, name, exchanges, script, why):
        play(script, exchanges[why])

        assert banks.get(name).verify(the_attempt(name, exchanges)) == Unpaid(code=exchanges[why]["code"])

    def test_leaves_open_what_it_does_not_say(self, name, exchanges, script):
        for exchange in exchanges["says_nothing_of_the_payment"]:
            play(script, exchange)

            with pytest.raises((Unreachable, Refused)) as unclear:
                banks.get(name).verify(the_attempt(name, exchanges))

            # A no about the payment is a Refused of the adapter's own; it must never come out as an exception.
            assert type(unclear.value) in {Unreachable, Refused, Fault}, exchange

    def test_reads_only_its_own_callback(self, name, exchanges):
        bank = banks.get(name)
        callback = exchanges["callback"]

        assert bank.read_callback(callback).authority == exchanges["token"]["authority"]
        assert bank.read_callback({key.upper(): value for key, value in callback.items()}).said_ok
        assert not bank.read_callback(exchanges["cancelled_callback"]).said_ok
        assert bank.read_callback({}) is None
        assert bank.read_callback({key: f"{value}\x00" for key, value in callback.items()}) is None
        assert bank.read_callback(dict.fromkeys(callback, "۱" * 36)) is None

    def test_sends_the_browser_to_the_address_in_settings(self, name, exchanges, script, settings):
        handoff = banks.get(name).handoff(the_attempt(name, exchanges))

        assert handoff.url.startswith(f"http://127.0.0.1:{script.server_port}/some/prefix/")
        assert exchanges["token"]["authority"] in handoff.url + json.dumps(dict(handoff.fields))

    def test_keeps_its_credentials_to_itself(self, name, exchanges):
        attempt = the_attempt(name, exchanges)

        assert not [secret for secret in attempt.credentials.values() if secret in repr(attempt)]


@pytest.mark.parametrize("name", ["zarinpal"])
def test_zarinpal_is_told_rials_by_name_and_our_order_under_metadata(script):
    exchanges = json.loads((EXCHANGES / "zarinpal.json").read_text(encoding="utf-8"))
    play(script, exchanges["token"])

    banks.get("zarinpal").ask_token(the_attempt("zarinpal", exchanges))

    assert script.heard == [
        {
            "path": "/some/prefix/pg/v4/payment/request.json",
            "body": {
                "merchant_id": "1344b5d4-0048-11e8-94db-005056a205be",
                "amount": 2_500_000,
                "currency": "IRR",
                "description": "سفارش",
                "callback_url": "https://shop.example/api/v1/payments/callback/x/",
                "metadata": {"order_id": "123456789012", "mobile": "09121234567"},
            },
        }
    ]


def test_zarinpals_own_hosts_are_used_where_settings_name_none(settings):
    exchanges = json.loads((EXCHANGES / "zarinpal.json").read_text(encoding="utf-8"))
    settings.BANK_BASE_URLS = {}
    bank = banks.get("zarinpal")

    assert bank.handoff(the_attempt("zarinpal", exchanges)).url == (
        "https://payment.zarinpal.com/pg/StartPay/A000000000000000000000000000ydq5y838"
    )
