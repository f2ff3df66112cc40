import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction

from commerce.foundation.core.errors import Unreachable
from commerce.foundation.core.http import BODY_LIMIT, NetworkInsideTransaction, OutsideServer


class Moody(BaseHTTPRequestHandler):
    answers = {
        "/good": (200, b'{"yes": 1}'),
        "/bad": (422, b'{"no": 1}'),
        "/broken": (503, b"<html>"),
        "/page": (200, b"<html>"),
        "/list": (200, b"[]"),
        "/empty": (200, b""),
        "/long": (200, b'"' + b"x" * BODY_LIMIT + b'"'),
        "/moved": (302, b""),
    }

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, body = self.answers[self.path]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/good")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[OutsideServer]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Moody)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield OutsideServer(f"http://127.0.0.1:{running.server_port}/")
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize(("path", "answer"), [("/good", {"yes": 1}), ("/bad", {"no": 1})])
def test_a_json_object_is_an_answer_whatever_the_status(server, path, answer):
    assert server.post_json(path, {}) == answer


@pytest.mark.parametrize("path", ["/broken", "/page", "/list", "/empty", "/long", "/moved"])
def test_anything_else_is_no_answer(server, path):
    with pytest.raises(Unreachable):
        server.post_json(path, {})


def test_xml_is_handed_back_unread_up_to_the_limit(server):
    assert server.post_xml("/broken", b"<a/>", soap_action="do") == b"<html>"
    with pytest.raises(Unreachable):
        server.post_xml("/long", b"<a/>", soap_action="do")


def test_nobody_listening_is_no_answer():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable) as gone:
            OutsideServer(f"http://127.0.0.1:{taken.getsockname()[1]}").post_json("/", {"secret": "s3cret"})

    assert "s3cret" not in repr(gone.value)
    assert gone.value.__suppress_context__


@pytest.mark.django_db
def test_no_call_goes_out_inside_a_transaction(server):
    assert server.post_json("/good", {})

    with transaction.atomic(), pytest.raises(NetworkInsideTransaction):
        server.post_json("/good", {})


@pytest.mark.django_db(transaction=True)
def test_nor_inside_a_real_one(server):
    with transaction.atomic(), pytest.raises(NetworkInsideTransaction):
        server.post_json("/good", {})


def test_a_server_behind_our_own_address_is_called_itself(server, settings):
    settings.SERVERS_BEHIND_US = {"https://shop.example/sandbox-bank": server.base}

    assert OutsideServer("https://shop.example/sandbox-bank").post_json("/good", {}) == {"yes": 1}
