"""SOAP over a small server on loopback that answers what a test tells it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from defusedxml import ElementTree

from commerce.foundation.core.errors import Unreachable
from commerce.foundation.core.http import BODY_LIMIT, OutsideServer
from commerce.money.payments.gateways import soap

BODY = '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>{}</e:Body></e:Envelope>'
PAID = BODY.format('<r:payResponse xmlns:r="urn:bank"><return> 0,AbC </return></r:payResponse>')


class Bank(ThreadingHTTPServer):
    answer = b""
    told = b""
    action = ""


class Desk(BaseHTTPRequestHandler):
    server: Bank

    def do_POST(self) -> None:
        self.server.told = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.action = self.headers["SOAPAction"]
        self.send_response(500)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def bank() -> Iterator[Bank]:
    running = Bank(("127.0.0.1", 0), Desk)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def ask(bank: Bank, answer: str | bytes, **told: object) -> dict[str, str]:
    bank.answer = answer if isinstance(answer, bytes) else answer.encode()
    pay = soap.element("pay", told, namespace="urn:bank")
    return soap.call(OutsideServer(f"http://127.0.0.1:{bank.server_port}"), "/", pay, soap_action="urn:bank/pay")


def test_a_response_is_read_by_its_local_names(bank):
    assert ask(bank, PAID) == {"return": "0,AbC"}
    assert bank.action == '"urn:bank/pay"'


def test_whatever_is_told_stays_one_value(bank):
    password = "<a>&\"'\x00\x1f]]>ی"

    ask(bank, PAID, password=password)

    told = ElementTree.fromstring(bank.told)
    assert [one.text for one in told.iter("{urn:bank}password")] == ["<a>&\"']]>ی"]


def test_a_fault_is_no_answer_and_its_words_are_not_kept(bank):
    with pytest.raises(soap.Fault) as fault:
        ask(bank, BODY.format("<e:Fault><faultcode>e:Server</faultcode><faultstring>s3cret</faultstring></e:Fault>"))

    assert "s3cret" not in repr(fault.value)
    assert isinstance(fault.value, Unreachable)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
STRANGE = {
    "nothing": "",
    "a page": "<!doctype html><html><body><p>به زودی<br></body></html>",
    "XML of something else": "<payResponse><return>0,AbC</return></payResponse>",
    "an empty body": BODY.format(""),
    "another operation": PAID.replace("payResponse", "refundResponse"),
    "half an answer": PAID[:-20],
    "JSON": '{"return": "0,AbC"}',
    "a billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>' + PAID.replace("0,AbC", "&l9;"),
    "a file of ours": '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + PAID.replace("0,AbC", "&f;"),
    "a document type elsewhere": '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">' + PAID,
    "an empty document type": "<!DOCTYPE a>" + PAID,
    "an alphabet of its own": '<?xml version="1.0" encoding="klingon"?>' + PAID,
    "an alphabet it does not keep": b"\xff\xfe" + PAID.encode(),
    "an endless answer": PAID + " " * BODY_LIMIT,
    "a deep well": BODY.format("<a>" * 20_000 + "</a>" * 20_000),
}


@pytest.mark.parametrize("answer", STRANGE.values(), ids=STRANGE.keys())
def test_what_is_not_the_response_is_no_answer(bank, answer):
    with pytest.raises(Unreachable) as none:
        ask(bank, answer)

    assert type(none.value) is Unreachable
