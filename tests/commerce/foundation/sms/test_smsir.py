"""What sms.ir is asked, and how its answers are read."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.sms.checks import the_chosen_provider_can_send
from commerce.foundation.sms.providers import providers

ASKED: list[dict[str, Any]] = []
ANSWERS = {
    "/v1/send/bulk": {"status": 1, "message": "موفق", "data": {"packId": "p", "messageIds": [86522023], "cost": 1.0}},
    "/v1/send/verify": {"status": 1, "message": "موفق", "data": {"messageId": 89545112, "cost": 1.0}},
}


class Carrier(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        ASKED.append({"path": self.path, "key": self.headers["X-API-KEY"], "body": body})
        answer = json.dumps(ANSWERS[self.path]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def carrier(settings: Any) -> Iterator[Any]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Carrier)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings.SMSIR_BASE_URL = f"http://127.0.0.1:{running.server_port}"
    settings.SMSIR_API_KEY, settings.SMSIR_LINE, settings.SMSIR_CODE_TEMPLATE = "the key", "30001234", 100000
    ASKED.clear()
    yield providers.get("smsir")
    running.shutdown()
    running.server_close()


def test_a_text_leaves_from_our_line(carrier: Any) -> None:
    assert carrier.send_text(mobile="+989123456789", text="سلام") == "86522023"
    assert ASKED == [
        {
            "path": "/v1/send/bulk",
            "key": "the key",
            "body": {"lineNumber": "30001234", "messageText": "سلام", "mobiles": ["09123456789"]},
        }
    ]


def test_a_code_leaves_by_its_template(carrier: Any) -> None:
    assert carrier.send_code(mobile="+989123456789", code="483920", language="fa") == "89545112"
    assert ASKED[0]["body"] == {
        "mobile": "09123456789",
        "templateId": 100000,
        "parameters": [{"name": "CODE", "value": "483920"}],
    }


@pytest.mark.parametrize(
    ("answer", "error"),
    [({"status": 10, "message": "کلید وب سرویس نامعتبر است"}, Refused), ({"status": 1, "data": None}, Unreachable)],
)
def test_a_no_is_no_message(carrier: Any, monkeypatch: pytest.MonkeyPatch, answer: Any, error: Any) -> None:
    monkeypatch.setitem(ANSWERS, "/v1/send/bulk", answer)

    with pytest.raises(error):
        carrier.send_text(mobile="+989123456789", text="سلام")


@pytest.mark.parametrize(("name", "problem"), [("pigeon", "asoud.E010"), ("smsir", "asoud.E011")])
def test_a_provider_that_cannot_send_is_found_at_the_start(settings: Any, name: str, problem: str) -> None:
    settings.SMS_PROVIDER, settings.SMSIR_API_KEY = name, ""

    assert problem in {error.id for error in the_chosen_provider_can_send(None)}
