"""Zarinpal v4 as the reference describes it; this one takes rials only."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, json_answer
from commerce.money.payments.sandbox.till import back_by_get, serve_page

SMALLEST, LARGEST = 1_000, 1_000_000_000
SMALLEST_REFUND, SMALLEST_WAGE, MOST_WAGES = 20_000, 10_000, 5
CARD = "603799******1234"
MESSAGES = {
    -9: "The input params invalid.",
    -10: "Terminal is not valid, please check merchant_id or ip address.",
    -50: "Session is not valid, amounts values is not the same.",
    -51: "Session is not valid, session is not active paid try.",
    -53: "Session is not this merchant_id session.",
    -54: "Invalid authority.",
    -61: "Session is not in success status.",
}
OPERATIONS = {
    "pg/v4/payment/request.json": "request",
    "pg/v4/payment/verify.json": "verify",
    "pg/v4/payment/inquiry.json": "inquiry",
    "pg/v4/payment/unVerified.json": "unverified",
    "pg/v4/payment/reverse.json": "reverse",
    "api/v4/graphql/": "refund",
}
STANDINGS = {
    "open": "IN_BANK",
    "cancelled": "FAILED",
    "paid": "PAID",
    "verified": "VERIFIED",
    "reversed": "REVERSED",
}
_MERCHANT = re.compile(r"[0-9a-fA-F-]{36}")
_PAGE = re.compile(r"pg/StartPay/([A-Za-z0-9]+)/?")


class Zarinpal:
    name = "zarinpal"
    contract: Mapping[str, str] = {
        "merchant_id": "00000000-0000-4000-8000-000000000000",
        "access_token": "sandbox-token-of-the-panel",
    }

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`."""
        return OPERATIONS.get(request.path, "page") if request.method == "POST" else "page"

    def answer(self, request: Request, book: Book) -> Answer:
        match self.operation(request):
            case "request":
                return self._request(request.json(), book)
            case "verify":
                return self._verify(request.json(), book)
            case "inquiry":
                return self._inquire(request.json(), book)
            case "unverified":
                return _unverified(book.unverified(self.name, str(request.json().get("merchant_id", ""))))
            case "reverse":
                return self._reverse(request.json(), book)
            case "refund":
                return self._refund(request, book)
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
            attempt = self._named(asked, book)
            if isinstance(attempt, Answer):
                return attempt
            if attempt.state not in {"paid", "verified"}:
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

    def _inquire(self, asked: dict[str, Any], book: Book) -> Answer:
        attempt = self._named(asked, book)
        if isinstance(attempt, Answer):
            return attempt
        told = {"code": 100, "message": "Success", "status": STANDINGS[attempt.state]}
        return json_answer({"data": told, "errors": []})

    def _reverse(self, asked: dict[str, Any], book: Book) -> Answer:
        with book.alone():
            attempt = self._named(asked, book)
            if isinstance(attempt, Answer):
                return attempt
            if attempt.state not in {"paid", "verified"}:
                return self.refusal("-61")
            book.reverse(attempt.token)
        return json_answer({"data": {"code": 100, "message": "Reversed"}, "errors": []})

    def _refund(self, request: Request, book: Book) -> Answer:
        """GraphQL. The bank keeps no number of the shop's: who asks twice is refunded twice."""
        if not request.headers.get("authorization", "").removeprefix("Bearer "):
            return json_answer({"message": "Unauthenticated."}, status=401)
        asked = request.json().get("variables") or {}
        attempt, amount = book.find_paid(self.name, str(asked.get("session_id", ""))), asked.get("amount")
        if attempt is None or type(amount) is not int or amount < SMALLEST_REFUND:
            return _graphql_error("The given data was invalid.")
        reference = book.refund(attempt, number=secrets.token_hex(8), amount=amount)
        if reference is None:
            return _graphql_error("The amount is more than what is left.")
        timeline = {"refund_amount": amount, "refund_time": None, "refund_status": "PENDING"}
        made = {"id": reference, "terminal_id": "1", "amount": amount, "timeline": timeline}
        return json_answer({"data": {"resource": made}})

    def _named(self, asked: dict[str, Any], book: Book) -> Attempt | Answer:
        """The attempt that a call names, or why it is not the caller's."""
        attempt = book.find(self.name, str(asked.get("authority", "")))
        if attempt is None:
            return self.refusal("-54")
        return attempt if attempt.merchant == asked.get("merchant_id") else self.refusal("-53")


def _unverified(attempts: list[Attempt]) -> Answer:
    rows = [
        {"authority": one.token, "amount": one.amount, "callback_url": one.callback_url, "referer": one.referer}
        for one in attempts
    ]
    return json_answer({"data": {"code": 100, "message": "Success", "authorities": rows}, "errors": []})


def _graphql_error(message: str) -> Answer:
    return json_answer({"data": None, "errors": [{"message": message, "extensions": {"category": "validation"}}]})


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
    if amount > LARGEST:
        return "-41"
    return _problem_of_wages(asked.get("wages", []), amount)


def _problem_of_wages(wages: list[dict[str, Any]], amount: int) -> str:
    if len(wages) > MOST_WAGES:
        return "-35"
    if any(wage["amount"] < SMALLEST_WAGE for wage in wages):
        return "-36"
    return "-32" if sum(wage["amount"] for wage in wages) * 100 > amount * 99 else ""
