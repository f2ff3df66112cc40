"""The process: a threaded HTTP server that hands each call to the bank it names, or runs into trouble first."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from commerce.money.payments.sandbox import pages, soap
from commerce.money.payments.sandbox.banks import RefusesByOperation, SandboxDesk, banks
from commerce.money.payments.sandbox.book import Book
from commerce.money.payments.sandbox.control import answer_control
from commerce.money.payments.sandbox.faults import Fault, Faults
from commerce.money.payments.sandbox.messages import Answer, Request, page

HUGE = b"{" + b" " * 600_000


class SandboxBank(ThreadingHTTPServer):
    """All banks that are spoken, on one port: `/zarinpal/…`, beside `/control/` and a list for developers at `/`."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, *, port: int, file: Path) -> None:
        self.book, self.faults = Book(file), Faults()
        super().__init__(("127.0.0.1", port), BankCall)

    def server_close(self) -> None:
        self.faults.clear()
        super().server_close()
        self.book.close()

    def answer(self, name: str, request: Request) -> Answer | None:
        """The answer to a call; None where the line goes dead."""
        if name == "control":
            return answer_control(request, self.book, self.faults)
        if not name:
            return page(pages.listing(self.book.latest()))
        if name not in banks:
            return page(pages.said("چنین بانکی نیست."), status=404)
        bank = banks[name]
        fault = self.faults.meet(name, bank.operation(request))
        if fault is None:
            return bank.answer(request, self.book)
        return self._answer_badly(bank, request, fault)

    def _answer_badly(self, bank: SandboxDesk, request: Request, fault: Fault) -> Answer | None:
        match fault.kind:
            case "down":
                return page(pages.said("سامانه در دسترس نیست."), status=503)
            case "html":
                return page(pages.said("به زودی برمی‌گردیم."))
            case "huge":
                return soap.huge() if soap.speaks(request) else Answer(200, HUGE, "application/json")
            case "fault":
                return soap.fault()
            case "bomb":
                return soap.bomb()
            case "drop":
                return None
            case "code" if isinstance(bank, RefusesByOperation):
                return bank.refusal_to(request, fault.code)
            case "code":
                return bank.refusal(fault.code)
        answer = bank.answer(request, self.book)
        if fault.kind == "lose":
            return None
        fault.wait()
        return answer


class BankCall(BaseHTTPRequestHandler):
    server: SandboxBank

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was paid is shown at `/`."""

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        name, _slash, rest = unquote(parts.path).lstrip("/").partition("/")
        length = int(self.headers.get("Content-Length") or 0)
        headers = {key.lower(): value for key, value in self.headers.items()}
        request = Request(self.command, rest, parts.query, self.rfile.read(length), headers)
        answer = self.server.answer(name, request)
        self.close_connection = True
        if answer is not None:
            self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Referrer-Policy", "no-referrer")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
