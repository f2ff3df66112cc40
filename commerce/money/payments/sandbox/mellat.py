"""Behpardakht Mellat 1.39 as the reference describes it: a sale is verified, then settled, each once."""

import re
import secrets
import string
from collections.abc import Mapping
from urllib.parse import parse_qsl

from commerce.money.payments.sandbox import pages, soap
from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, page, see_other
from commerce.money.payments.sandbox.till import serve_page

SMALLEST, LARGEST = 1_000, 2_000_000_000
CARD = "610433******1234"
# Every terminal of this bank has the same name and password: no secret, for there is no money.
USER, PASSWORD = "asoud", "sandbox<&>mellat"
NAMESPACE = "http://interfaces.core.sw.bps.com/"
SERVICE, PAGE = "pgwchannel/services/pgw", "pgwchannel/startpay.mellat"
OPERATIONS = {
    "bpPayRequest": "request",
    "bpVerifySettleRequest": "verify",
    "bpVerifyRequest": "verify_alone",
    "bpSettleRequest": "settle",
    "bpInquiryRequest": "inquiry",
    "bpReversalRequest": "reverse",
    "bpRefundRequest": "refund",
}
# What is said of a sale that is paid, verified, settled, reversed. An asterisk: it is done now.
SAYINGS = {
    "verify": {"paid": "0*", "verified": "43", "settled": "45", "reversed": "48"},
    "verify_alone": {"paid": "0*", "verified": "43", "settled": "43", "reversed": "48"},
    "settle": {"paid": "44", "verified": "0*", "settled": "45", "reversed": "48"},
    "inquiry": {"paid": "44", "verified": "43", "settled": "45", "reversed": "48"},
    "reverse": {"paid": "44", "verified": "0*", "settled": "45", "reversed": "48"},
}
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_ALPHABET = string.ascii_letters + string.digits


class Mellat:
    name = "mellat"
    contract: Mapping[str, str] = {"terminal_id": "1357924", "user_name": USER, "user_password": PASSWORD}

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`."""
        if request.path != SERVICE or request.method != "POST":
            return "page"
        return OPERATIONS.get(soap.hear(request).operation, "unknown")

    def answer(self, request: Request, book: Book) -> Answer:
        operation = self.operation(request)
        if operation == "page":
            return self._page(request, book)
        call = soap.hear(request)
        if operation == "unknown" or call.namespace != NAMESPACE or call.namespaces != {""}:
            return soap.fault()
        with book.alone():
            return _say(call.operation, self._decide(operation, call.values, book))

    def refusal(self, code: str) -> Answer:
        return _say("bpPayRequest", code or "34")

    def refusal_to(self, request: Request, code: str) -> Answer:
        return _say(soap.hear(request).operation, code or "34")

    def _decide(self, operation: str, asked: Mapping[str, str], book: Book) -> str:
        if (asked.get("userName"), asked.get("userPassword")) != (USER, PASSWORD):
            return "24"
        if not _NUMBER.fullmatch(asked.get("terminalId", "")):
            return "21"
        if not _NUMBER.fullmatch(asked.get("orderId", "")):
            return "32"
        return self._sell(asked, book) if operation == "request" else self._finish(operation, asked, book)

    def _sell(self, asked: Mapping[str, str], book: Book) -> str:
        if problem := self._problem_of(asked, book):
            return problem
        attempt = Attempt(
            token="".join(secrets.choice(_ALPHABET) for _ in range(20)),
            bank=self.name,
            merchant=asked["terminalId"],
            amount=int(asked["amount"]),
            callback_url=asked["callBackUrl"],
            description=asked.get("additionalData", ""),
            mobile="",
            order_id=asked["orderId"],
        )
        book.add(attempt)
        return f"0, {attempt.token}"

    def _problem_of(self, asked: Mapping[str, str], book: Book) -> str:
        """The code with which a sale is refused; empty where it is in order."""
        amount = asked.get("amount", "")
        if not _NUMBER.fullmatch(amount) or not SMALLEST <= int(amount) <= LARGEST:
            return "25"
        if not re.fullmatch("[0-9]{8}", asked.get("localDate", "")) or not re.fullmatch(
            "[0-9]{6}", asked.get("localTime", "")
        ):
            return "35"
        if not asked.get("callBackUrl", "").startswith("http"):
            return "62"
        return "41" if book.find_order(self.name, asked["terminalId"], asked["orderId"]) else ""

    def _finish(self, operation: str, asked: Mapping[str, str], book: Book) -> str:
        """A receipt is good for the order it was given for, and for no other."""
        attempt = book.find_paid(self.name, asked.get("saleReferenceId", ""))
        if attempt is None or (attempt.merchant, attempt.order_id) != (asked["terminalId"], asked.get("saleOrderId")):
            return "42"
        if operation == "refund":
            return _refund(attempt, asked, book)
        code = SAYINGS[operation][attempt.state]
        if code == "0*":
            _do(operation, attempt, book)
        return code.rstrip("*")

    def _page(self, request: Request, book: Book) -> Answer:
        """The form of a shop arrives here; the buttons stand on a page with an address of its own."""
        if request.path != PAGE:
            return page(pages.said("چنین صفحه‌ای نیست."), status=404)
        arrived = request.form().get("RefId", "")
        if book.find(self.name, arrived):
            book.note_referer(arrived, request.headers.get("referer", ""))
            return see_other(f"startpay.mellat?RefId={arrived}")
        named = dict(parse_qsl(request.query)).get("RefId", "")
        return serve_page(request, book.find(self.name, named), book, send_back=_send_back)


def _do(operation: str, attempt: Attempt, book: Book) -> None:
    if operation == "reverse":
        book.reverse(attempt.token)
        return
    book.mark_verified(attempt.token)
    if operation in {"verify", "settle"}:
        book.mark_settled(attempt.token)


def _refund(attempt: Attempt, asked: Mapping[str, str], book: Book) -> str:
    amount = asked.get("refundAmount", "")
    if not _NUMBER.fullmatch(amount):
        return "25"
    if book.refund_of(attempt, number=asked["orderId"]):
        return "41"
    tracking = book.refund(attempt, number=asked["orderId"], amount=int(amount))
    return f"0,{tracking}" if tracking else "19"


def _say(operation: str, said: str) -> Answer:
    name = f"m:{operation}Response"
    return soap.say(f'<{name} xmlns:m="{NAMESPACE}">{soap.tags({"return": said})}</{name}>')


def _send_back(attempt: Attempt) -> Answer:
    bought = attempt.state != "cancelled"
    told = {
        "RefId": attempt.token,
        "ResCode": "0" if bought else "17",
        "SaleOrderId": attempt.order_id,
        "SaleReferenceId": attempt.receipt or "0",
        "CardHolderPan": CARD if bought else "",
        "CreditCardSaleResponseDetail": "",
        "FinalAmount": str(attempt.amount) if bought else "",
    }
    return page(pages.going_back(attempt.callback_url, told))
