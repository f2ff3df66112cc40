"""Zibal v1 and the part of its platform that refunds, as the reference describes them."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, json_answer
from commerce.money.payments.sandbox.till import back_by_get, serve_page

SMALLEST, LARGEST = 1_000, 2_000_000_000
CARD = "62198619****1234"
OPERATIONS = {
    "v1/request": "request",
    "v1/verify": "verify",
    "v1/inquiry": "inquiry",
    "v1/account/refund": "refund",
    "v1/account/refund/inquiry": "refunds",
}
STATUSES = {"open": -1, "paid": 2, "verified": 1, "cancelled": 3, "reversed": 18}
_MERCHANT = re.compile(r"[0-9A-Za-z-]{5,40}")
_PAGE = re.compile(r"start/([0-9]+)/?")


class Zibal:
    name = "zibal"
    contract: Mapping[str, str] = {
        "merchant": "5f8b1c2e9d3a4b0017e6c5d4",
        "access_token": "sandbox-token-of-the-platform",
        "account_id": "sandbox-account",
    }

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`."""
        return OPERATIONS.get(request.path, "page") if request.method == "POST" else "page"

    def answer(self, request: Request, book: Book) -> Answer:
        asked = request.json()
        match self.operation(request):
            case "request":
                return self._request(asked, book)
            case "verify":
                return self._verify(asked, book)
            case "inquiry":
                return self._inquire(asked, book)
            case "refund":
                return self._refund(request, book)
            case "refunds":
                return self._refunds(request, book)
        found = _PAGE.fullmatch(request.path)
        return serve_page(request, self._find(found[1] if found else "", book), book, send_back=_send_back)

    def refusal(self, code: str) -> Answer:
        return json_answer({"result": int(code or 102), "message": "refused"})

    def _request(self, asked: dict[str, Any], book: Book) -> Answer:
        if problem := _problem_of(asked):
            return self.refusal(problem)
        attempt = Attempt(
            token=str(10**9 + secrets.randbelow(9 * 10**9)),
            bank=self.name,
            merchant=asked["merchant"],
            amount=asked["amount"],
            callback_url=asked["callbackUrl"],
            description=str(asked.get("description", "")),
            mobile=str(asked.get("mobile", "")),
            order_id=str(asked.get("orderId", "")),
        )
        book.add(attempt)
        return json_answer({"result": 100, "trackId": int(attempt.token), "message": "success"})

    def _verify(self, asked: dict[str, Any], book: Book) -> Answer:
        """Who was verified before hears no more than that."""
        with book.alone():
            attempt = self._asked(asked, book)
            if attempt is None:
                return self.refusal("203")
            if attempt.state == "verified":
                return json_answer({"result": 201, "message": "already verified"})
            if attempt.state != "paid":
                return json_answer({"result": 202, "message": "not paid", "status": STATUSES[attempt.state]})
            book.mark_verified(attempt.token)
        return json_answer({"result": 100, "message": "success", **_told(attempt), "status": 1})

    def _inquire(self, asked: dict[str, Any], book: Book) -> Answer:
        attempt = self._asked(asked, book)
        if attempt is None:
            return self.refusal("203")
        back = book.refunded(attempt)
        status = 15 if back and back == attempt.amount else STATUSES[attempt.state]
        return json_answer({"result": 100, "message": "success", **_told(attempt), "status": status})

    def _refund(self, request: Request, book: Book) -> Answer:
        asked = request.json()
        if not _may_refund(request) or not asked.get("accountId"):
            return self.refusal("3")
        attempt, amount = self._find(str(asked.get("trackId", "")), book), asked.get("amount")
        if attempt is None or type(amount) is not int or amount < SMALLEST:
            return self.refusal("6")
        reference = book.refund(attempt, number=str(asked.get("description", "")), amount=amount)
        if reference is None:
            return self.refusal("11")
        return json_answer({"result": 1, "message": "success", "data": {"reversed": False, "refundId": reference}})

    def _refunds(self, request: Request, book: Book) -> Answer:
        asked = request.json()
        attempt = self._find(str(asked.get("transactionTrackId", "")), book)
        if not _may_refund(request):
            return self.refusal("3")
        rows = [
            {"refundId": reference, "status": 0, "amount": amount, "description": number}
            for number, amount, reference in (book.refunds_of(attempt) if attempt else [])
        ]
        return json_answer({"result": 1, "message": "success", "data": rows})

    def _asked(self, asked: dict[str, Any], book: Book) -> Attempt | None:
        attempt = self._find(str(asked.get("trackId", "")), book)
        return attempt if attempt and attempt.merchant == asked.get("merchant") else None

    def _find(self, track: str, book: Book) -> Attempt | None:
        return book.find(self.name, track)


def _told(attempt: Attempt) -> dict[str, Any]:
    return {
        "amount": attempt.amount,
        "orderId": attempt.order_id,
        "refNumber": attempt.receipt or None,
        "cardNumber": CARD if attempt.receipt else None,
        "description": attempt.description,
        "paidAt": "2026-11-22T12:00:00.000000" if attempt.receipt else None,
    }


def _send_back(attempt: Attempt) -> Answer:
    told = {"success": "0" if attempt.state == "cancelled" else "1", "trackId": attempt.token}
    return back_by_get(attempt, {**told, "orderId": attempt.order_id, "status": str(STATUSES[attempt.state])})


def _may_refund(request: Request) -> bool:
    return bool(request.headers.get("authorization", "").removeprefix("Bearer "))


def _problem_of(asked: dict[str, Any]) -> str:
    """The result with which a request is refused; empty where it is in order."""
    if not _MERCHANT.fullmatch(str(asked.get("merchant", ""))):
        return "102"
    amount = asked.get("amount")
    if type(amount) is not int or amount <= SMALLEST:
        return "105"
    if not str(asked.get("callbackUrl", "")).startswith(("http://", "https://")):
        return "106"
    return "113" if amount > LARGEST else ""
