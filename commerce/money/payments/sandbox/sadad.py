"""Sadad as the reference describes it: signed requests, a token, a page, and a verify that tells amount and order."""

import re
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from commerce.money.payments.gateways.sadad.signing import sign
from commerce.money.payments.sandbox import pages
from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, json_answer, page
from commerce.money.payments.sandbox.till import serve_page

SMALLEST, LARGEST = 1_000, 2_000_000_000
CARD = "603799******1234"
# Every terminal of this bank has the same key: no secret, for there is no money.
TERMINAL_KEY = "YXNvdWQtc2FuZGJveC1zYWRhZC1rZXkh"
OPERATIONS = {"api/v0/Request/PaymentRequest": "request", "api/v0/Advice/Verify": "verify"}
_NUMBER = re.compile(r"[0-9]{4,15}")


class Sadad:
    name = "sadad"
    contract: Mapping[str, str] = {
        "merchant_id": "000000140212345",
        "terminal_id": "24001234",
        "terminal_key": TERMINAL_KEY,
    }

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`."""
        return OPERATIONS.get(_bare(request), "page")

    def answer(self, request: Request, book: Book) -> Answer:
        match self.operation(request):
            case "request":
                return self._request(request.json(), book)
            case "verify":
                return self._verify(request.json(), book)
        token = dict(parse_qsl(request.query)).get("Token", "") if _bare(request) == "Purchase" else ""
        return serve_page(request, book.find(self.name, token), book, send_back=_send_back)

    def refusal(self, code: str) -> Answer:
        return json_answer({"ResCode": int(code or 1002), "Token": None, "Description": "Refused."})

    def _request(self, asked: dict[str, Any], book: Book) -> Answer:
        if problem := _problem_of(asked):
            return self.refusal(problem)
        attempt = Attempt(
            token=secrets.token_hex(20).upper(),
            bank=self.name,
            merchant=asked["MerchantId"],
            amount=asked["Amount"],
            callback_url=asked["ReturnUrl"],
            description="",
            mobile=str(asked.get("UserId", "")),
            order_id=str(asked["OrderId"]),
        )
        book.add(attempt)
        return json_answer({"ResCode": 0, "Token": attempt.token, "Description": "Done."})

    def _verify(self, asked: dict[str, Any], book: Book) -> Answer:
        token = str(asked.get("Token", ""))
        if asked.get("SignData") != sign(token, key=TERMINAL_KEY):
            return self.refusal("1025")
        with book.alone():
            attempt = book.find(self.name, token)
            if attempt is None or attempt.state in {"open", "cancelled"}:
                return self.refusal("-1")
            if attempt.state == "reversed":
                return self.refusal("1105")
            book.mark_verified(attempt.token)
        return json_answer(
            {
                "ResCode": 0 if attempt.state == "paid" else 100,
                "Amount": attempt.amount,
                "Description": "Done.",
                "RetrivalRefNo": attempt.receipt,
                "SystemTraceNo": attempt.receipt[-6:],
                "OrderId": int(attempt.order_id),
            }
        )


def _send_back(attempt: Attempt) -> Answer:
    return page(pages.going_back(attempt.callback_url, callback_of(attempt)))


def callback_of(attempt: Attempt) -> dict[str, str]:
    """What the bank sends back with the browser."""
    bought = attempt.state in {"paid", "verified"}
    return {
        "OrderId": attempt.order_id,
        "HashedCardNo": "",
        "PrimaryAccNo": CARD if bought else "",
        "SwitchResCode": "00" if bought else "17",
        "ResCode": "0" if bought else "-1",
        "CardHolderFullName": "",
        "token": attempt.token,
    }


def _bare(request: Request) -> str:
    """A path as both styles of the document have it."""
    return request.path.removeprefix("VPG/")


def _problem_of(asked: dict[str, Any]) -> str:
    """The code with which a request is refused; empty where it is in order."""
    merchant, terminal = str(asked.get("MerchantId", "")), str(asked.get("TerminalId", ""))
    amount, order = asked.get("Amount"), asked.get("OrderId")
    if not _NUMBER.fullmatch(merchant) or not _NUMBER.fullmatch(terminal):
        return "1037"
    if type(amount) is not int or not SMALLEST <= amount <= LARGEST:
        return "1101"
    if type(order) is not int or not asked.get("ReturnUrl") or not asked.get("LocalDateTime"):
        return "1001"
    return "" if asked.get("SignData") == sign(f"{terminal};{order};{amount}", key=TERMINAL_KEY) else "1025"
