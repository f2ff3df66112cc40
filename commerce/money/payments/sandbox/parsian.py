"""Parsian (PEC) as the reference describes it: a token is confirmed once, with the amount and the order compared."""

import re
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from commerce.money.payments.sandbox import pages, soap
from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, page
from commerce.money.payments.sandbox.till import serve_page

SMALLEST, LARGEST = 1_000, 2_000_000_000
CARD = "622106******1234"
TERMINAL = "44481234"
SERVICES = "https://pec.Shaparak.ir/NewIPGServices/"
# Operation: the word of `/control/`, the service's path, the end of its namespace.
OPERATIONS = {
    "SalePaymentRequest": ("request", "NewIPGServices/Sale/SaleService.asmx", "Sale/SaleService"),
    "ConfirmPaymentWithAmount": ("verify", "NewIPGServices/Confirm/ConfirmService.asmx", "Confirm/ConfirmService"),
    "ConfirmPayment": ("verify_alone", "NewIPGServices/Confirm/ConfirmService.asmx", "Confirm/ConfirmService"),
    "ReversalRequest": ("reverse", "NewIPGServices/Reverse/ReversalService.asmx", "Reversal/ReversalService"),
}
UNPAID = {"open": -1531, "cancelled": -138, "reversed": -1531}
_LOGIN = re.compile(r"[A-Za-z0-9]{20}")
_NUMBER = re.compile(r"[1-9][0-9]{0,18}")


class Parsian:
    name = "parsian"
    contract: Mapping[str, str] = {"login_account": "Asoud0Sandbox0Parsia"}

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`."""
        if request.method != "POST" or not request.path.endswith(".asmx"):
            return "page"
        word, _path, _namespace = OPERATIONS.get(soap.hear(request).operation, ("unknown", "", ""))
        return word

    def answer(self, request: Request, book: Book) -> Answer:
        operation = self.operation(request)
        if operation == "page":
            token = {name.casefold(): value for name, value in parse_qsl(request.query)}.get("token", "")
            found = book.find(self.name, token) if request.path.strip("/") == "NewIPG" else None
            return serve_page(request, found, book, send_back=_send_back)
        call = soap.hear(request)
        if operation == "unknown" or not _well_addressed(request, call):
            return soap.fault()
        with book.alone():
            return _say(call.operation, self._decide(operation, call.values, book))

    def refusal(self, code: str) -> Answer:
        return _say("SalePaymentRequest", {"Status": code or "-1"})

    def refusal_to(self, request: Request, code: str) -> Answer:
        return _say(soap.hear(request).operation, {"Status": code or "-1", "Token": 0})

    def _decide(self, operation: str, asked: Mapping[str, str], book: Book) -> dict[str, object]:
        if not _LOGIN.fullmatch(asked.get("LoginAccount", "")):
            return {"Status": -101, "Token": 0}
        if operation == "request":
            return self._sell(asked, book)
        attempt = book.find(self.name, asked.get("Token", ""))
        if attempt is None or attempt.merchant != asked["LoginAccount"]:
            return {"Status": -1528, "Token": 0}
        if operation == "reverse":
            return _reverse(attempt, book)
        compared = (asked.get("OrderId"), asked.get("Amount")) if operation == "verify" else None
        return _confirm(attempt, compared, book)

    def _sell(self, asked: Mapping[str, str], book: Book) -> dict[str, object]:
        if problem := self._problem_of(asked, book):
            return {"Token": 0, "Message": "Refused.", "Status": problem}
        attempt = Attempt(
            token=str(10**15 + secrets.randbelow(9 * 10**15)),
            bank=self.name,
            merchant=asked["LoginAccount"],
            amount=int(asked["Amount"]),
            callback_url=asked["CallBackUrl"],
            description=asked.get("AdditionalData", ""),
            mobile=asked.get("Originator", ""),
            order_id=asked["OrderId"],
        )
        book.add(attempt)
        return {"Token": attempt.token, "Message": "", "Status": 0}

    def _problem_of(self, asked: Mapping[str, str], book: Book) -> int:
        """The code with which a sale is refused; zero where it is in order."""
        amount, order = asked.get("Amount", ""), asked.get("OrderId", "")
        if not _NUMBER.fullmatch(amount) or not _NUMBER.fullmatch(order):
            return -118
        if not SMALLEST <= int(amount) <= LARGEST:
            return -132 if int(amount) < SMALLEST else -111
        if not asked.get("CallBackUrl") or not asked.get("AdditionalData", "").isascii():
            return -113
        return -112 if book.find_order(self.name, asked["LoginAccount"], order) else 0


def _well_addressed(request: Request, call: soap.Call) -> bool:
    _word, path, service = OPERATIONS[call.operation]
    namespace = f"{SERVICES}{service}"
    return (
        request.path == path
        and call.action == f"{namespace}/{call.operation}"
        and call.namespaces | {call.namespace} == {namespace}
    )


def _confirm(attempt: Attempt, compared: tuple[str | None, str | None] | None, book: Book) -> dict[str, object]:
    if attempt.state in UNPAID:
        return {"Status": UNPAID[attempt.state], "CardNumberMasked": "", "RRN": 0, "Token": attempt.token}
    if compared and compared[0] != attempt.order_id:
        return {"Status": -1528, "CardNumberMasked": "", "RRN": 0, "Token": attempt.token}
    if compared and compared[1] != str(attempt.amount):
        return {"Status": 13, "CardNumberMasked": "", "RRN": 0, "Token": attempt.token}
    book.mark_verified(attempt.token)
    status = 0 if attempt.state == "paid" else -1533
    return {"Status": status, "CardNumberMasked": CARD, "RRN": attempt.receipt, "Token": attempt.token}


def _reverse(attempt: Attempt, book: Book) -> dict[str, object]:
    status = {"verified": 0, "paid": 0, "reversed": -1551}.get(attempt.state, -1550)
    book.reverse(attempt.token)
    return {"Status": status, "Token": attempt.token, "Message": ""}


def _say(operation: str, values: Mapping[str, object]) -> Answer:
    _word, _path, service = OPERATIONS[operation]
    result = f"<{operation}Result>{soap.tags(values)}</{operation}Result>"
    return soap.say(f'<{operation}Response xmlns="{SERVICES}{service}">{result}</{operation}Response>')


def _send_back(attempt: Attempt) -> Answer:
    bought = attempt.state != "cancelled"
    told = {
        "Token": attempt.token,
        "status": "0" if bought else "-138",
        "OrderId": attempt.order_id,
        "TerminalNo": TERMINAL if bought else "0",
        "RRN": attempt.receipt or "0",
        "Amount": f"{attempt.amount:,}",
        "HashCardNumber": "",
        "STraceNo": attempt.receipt[-6:],
    }
    return page(pages.going_back(attempt.callback_url, told))
