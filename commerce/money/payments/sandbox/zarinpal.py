"""Zarinpal v4 as the reference describes it; this one takes rials only."""

import re
import secrets
from typing import Any

from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, json_answer
from commerce.money.payments.sandbox.till import back_by_get, serve_page

SMALLEST, LARGEST = 1_000, 1_000_000_000
CARD = "603799******1234"
MESSAGES = {
    -9: "The input params invalid.",
    -10: "Terminal is not valid, please check merchant_id or ip address.",
    -50: "Session is not valid, amounts values is not the same.",
    -51: "Session is not valid, session is not active paid try.",
    -53: "Session is not this merchant_id session.",
    -54: "Invalid authority.",
}
_MERCHANT = re.compile(r"[0-9a-fA-F-]{36}")
_PAGE = re.compile(r"pg/StartPay/([A-Za-z0-9]+)/?")


class Zarinpal:
    name = "zarinpal"
    operations = {"pg/v4/payment/request.json": "request", "pg/v4/payment/verify.json": "verify"}

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`."""
        return self.operations.get(request.path, "page")

    def answer(self, request: Request, book: Book) -> Answer:
        operation = self.operation(request)
        if operation == "request" and request.method == "POST":
            return self._request(request.json(), book)
        if operation == "verify" and request.method == "POST":
            return self._verify(request.json(), book)
        found = _PAGE.fullmatch(request.path)
        attempt = book.find(self.name, found[1]) if found else None
        return serve_page(request, attempt, book, send_back=_send_back)

    def refusal(self, code: str) -> Answer:
        """A failure: `data` becomes an empty list, and HTTP says 4xx."""
        number = int(code or -52)
        error = {"code": number, "message": MESSAGES.get(number, "Unexpected error."), "validations": []}
        return json_answer({"data": [], "errors": error}, status=422 if number == -9 else 401)

    def _request(self, asked: dict[str, Any], book: Book) -> Answer:
        if problem := _problem_of(asked):
            return self.refusal(problem)
        metadata = asked.get("metadata") or {}
        attempt = Attempt(
            token="A" + "".join(secrets.choice("0123456789abcdefghijklmnopqrstuvwxyz") for _ in range(35)),
            bank=self.name,
            merchant=asked["merchant_id"],
            amount=asked["amount"],
            callback_url=asked["callback_url"],
            description=asked["description"],
            mobile=str(metadata.get("mobile", "")),
            order_id=str(metadata.get("order_id", "")),
        )
        book.add(attempt)
        done = {"code": 100, "message": "Success", "authority": attempt.token, "fee_type": "Merchant", "fee": 0}
        return json_answer({"data": done, "errors": []})

    def _verify(self, asked: dict[str, Any], book: Book) -> Answer:
        with book.alone():
            attempt = book.find(self.name, str(asked.get("authority", "")))
            if attempt is None:
                return self.refusal("-54")
            if attempt.merchant != asked.get("merchant_id"):
                return self.refusal("-53")
            if attempt.state in {"open", "cancelled"}:
                return self.refusal("-51")
            if attempt.amount != asked.get("amount"):
                return self.refusal("-50")
            book.mark_verified(attempt.token)
        first = attempt.state == "paid"
        done = {
            "code": 100 if first else 101,
            "message": "Paid" if first else "Verified",
            "ref_id": int(attempt.receipt),
            "card_pan": CARD,
            "card_hash": secrets.token_hex(32).upper(),
            "fee_type": "Merchant",
            "fee": 0,
        }
        return json_answer({"data": done, "errors": []})


def _send_back(attempt: Attempt) -> Answer:
    return back_by_get(attempt, {"Authority": attempt.token, "Status": "NOK" if attempt.state == "cancelled" else "OK"})


def _problem_of(asked: dict[str, Any]) -> str:
    """The code with which a request is refused; empty where it is in order."""
    if not _MERCHANT.fullmatch(str(asked.get("merchant_id", ""))):
        return "-10"
    amount, texts = asked.get("amount"), (asked.get("description"), asked.get("callback_url"))
    if type(amount) is not int or amount < SMALLEST or not all(isinstance(text, str) and text for text in texts):
        return "-9"
    if asked.get("currency", "IRR") != "IRR" or len(str(asked["description"])) > 500:
        return "-9"
    return "-41" if amount > LARGEST else ""
