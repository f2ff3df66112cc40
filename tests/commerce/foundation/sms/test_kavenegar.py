"""What Kavenegar is asked, and how its answers are read: against exchanges written from the reference, not recorded."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote

import pytest
from django.utils import translation

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.sms import services
from commerce.foundation.sms.checks import the_chosen_provider_can_send
from commerce.foundation.sms.providers import providers
from tests.factories.people import new_mobile

KEY = "the+key/of=ours"
SENT = {
    "return": {"status": 200, "message": "تایید شد"},
    "entries": [{"messageid": 8792343, "status": 5, "receptor": "09123456789", "cost": 120}],
}


class Script(ThreadingHTTPServer):
    """Says the same to everybody, and keeps what it was told."""

    status = 200
    said: Any = SENT
    heard: list[tuple[str, dict[str, list[str]]]]


class Reader(BaseHTTPRequestHandler):
    server: Script

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append((self.path, parse_qs(told)))
        answer = json.dumps(self.server.said).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def script(settings: Any) -> Iterator[Script]:
    server = Script(("127.0.0.1", 0), Reader)
    server.heard = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings.SMS_PROVIDER = "kavenegar"
    settings.KAVENEGAR_BASE_URL = f"http://127.0.0.1:{server.server_port}/some/prefix/"
    settings.KAVENEGAR_API_KEY, settings.KAVENEGAR_CODE_TEMPLATE = KEY, "asoud-code"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def carrier() -> Any:
    return providers.get("kavenegar")


def test_a_text_leaves_from_our_line(script: Script, carrier: Any, settings: Any) -> None:
    settings.KAVENEGAR_LINE = "10004346"

    assert carrier.send_text(mobile="+989123456789", text="سلام & درود") == "8792343"
    assert script.heard == [
        (
            "/some/prefix/v1/the%2Bkey%2Fof%3Dours/sms/send.json",
            {"receptor": ["09123456789"], "message": ["سلام & درود"], "sender": ["10004346"]},
        )
    ]


def test_without_a_line_the_account_chooses(script: Script, carrier: Any) -> None:
    carrier.send_text(mobile="+989123456789", text="سلام")

    assert "sender" not in script.heard[0][1]


def test_a_code_leaves_by_its_template(script: Script, carrier: Any) -> None:
    assert carrier.send_code(mobile="+989123456789", code="483920", language="fa") == "8792343"
    ((path, fields),) = script.heard
    assert path.endswith("/verify/lookup.json")
    assert fields == {"receptor": ["09123456789"], "template": ["asoud-code"], "token": ["483920"], "type": ["sms"]}


@pytest.mark.parametrize("status", [401, 403, 411, 418, 424, 501])
def test_a_no_is_final_and_has_words(script: Script, carrier: Any, status: int) -> None:
    script.status, script.said = status, {"return": {"status": status, "message": "نه"}, "entries": None}

    with pytest.raises(Refused) as no, translation.override("en"):
        carrier.send_text(mobile="+989123456789", text="سلام")
    assert no.value.code == str(status)
    assert len(str(no.value)) > 20


@pytest.mark.parametrize(
    "said",
    [*({"return": {"status": status}} for status in (402, 409, 451, 999)), {"return": {"status": []}}, {}, []],
)
def test_anything_else_says_nothing_final(script: Script, carrier: Any, said: Any) -> None:
    script.said = said

    with pytest.raises(Unreachable):
        carrier.send_text(mobile="+989123456789", text="سلام")


def test_a_yes_without_a_number_is_still_a_yes(script: Script, carrier: Any) -> None:
    script.said = {"return": {"status": 200}, "entries": None}

    assert carrier.send_text(mobile="+989123456789", text="سلام") == ""


@pytest.mark.django_db
@pytest.mark.parametrize("status", [200, 403, 409])
def test_no_log_line_holds_the_key_or_the_code(script: Script, caplog: pytest.LogCaptureFixture, status: int) -> None:
    script.said = {**SENT, "return": {"status": status}}
    caplog.set_level("DEBUG")

    message = services.send_code(mobile=new_mobile(), code="483920", language="fa")
    services.deliver(message_id=message.pk, sealed_code=services.crypto.encrypt("483920"))

    message.refresh_from_db()
    assert message.status == ("sent" if status == 200 else "failed")
    for secret in (KEY, quote(KEY, safe=""), "483920"):
        assert secret not in caplog.text + message.error


@pytest.mark.django_db
def test_a_server_that_is_away_is_told_without_its_address(
    script: Script, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.KAVENEGAR_BASE_URL = "http://127.0.0.1:9"
    message = services.send_text(mobile=new_mobile(), text="سلام", language="fa")

    services.deliver(message_id=message.pk, sealed_code="")

    message.refresh_from_db()
    assert (message.status, message.error) == ("failed", "Unreachable ConnectError")
    assert "127.0.0.1" not in caplog.text


@pytest.mark.parametrize("missing", ["KAVENEGAR_API_KEY", "KAVENEGAR_CODE_TEMPLATE"])
def test_what_is_missing_is_found_at_the_start(script: Script, settings: Any, missing: str) -> None:
    assert the_chosen_provider_can_send(None) == []
    setattr(settings, missing, "")

    (error,) = the_chosen_provider_can_send(None)
    assert (error.id, missing in error.msg) == ("asoud.E011", True)
