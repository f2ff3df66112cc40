"""NextPay as the reference describes it. It counts in tomans where `currency` does not say rials, as the bank does."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, json_answer
from commerce.money.payments.sandbox.till import back_by_get, serve_page

SMALLEST, LARGEST = 10_000, 2_000_000_000
RIALS_IN = {"IRR": 1, "IRT": 10}
CARD = "6219-86**-****-1234"
_KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
_PAGE = re.compile(r"nx/gateway/payment/([0-9a-f-]+)/?")


class NextPay:
    name = "nextpay"
    contract: Mapping[str, str] = {"api_key": "b11ee9c3-d23d-414e-8b6e-f2370baac97b"}

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`: one address verifies and takes back."""
        match (request.method, request.path):
            case ("POST", "nx/gateway/token"):
                return "request"
            case ("POST", "nx/gateway/verify"):
                return "reverse" if "refund_request" in request.json() else "verify"
        return "page"

    def answer(self, request: Request, book: Book) -> Answer:
        match self.operation(request):
            case "request":
                return self._request(request.json(), book)
            case "verify":
                return self._verify(request.json(), book)
            case "reverse":
                return self._reverse(request.json(), book)
        found = _PAGE.fullmatch(request.path)
        attempt = book.find(self.name, found[1]) if found else None
        return serve_page(request, attempt, book, send_back=_send_back)

    def refusal(self, code: str) -> Answer:
        return json_answer({"code": int(code or -46)})

    def _request(self, asked: dict[str, Any], book: Book) -> Answer:
        if problem := _problem_of(asked):
            return self.refusal(problem)
        attempt = Attempt(
            token=str(uuid.uuid4()),
            bank=self.name,
            merchant=asked["api_key"],
            amount=_rials(asked),
            callback_url=asked["callback_uri"],
            description=str(asked.get("payer_desc", "")),
            mobile=str(asked.get("customer_phone", "")),
            order_id=asked["order_id"],
        )
        book.add(attempt)
        return json_answer({"code": -1, "trans_id": attempt.token})

    def _verify(self, asked: dict[str, Any], book: Book) -> Answer:
        with book.alone():
            attempt = self._named(asked, book)
            if isinstance(attempt, Answer):
                return attempt
            if attempt.state == "verified":
                return json_answer({"code": -49, **_told(attempt, asked)})
            if attempt.state != "paid":
                return self.refusal({"open": "-1", "cancelled": "-4"}.get(attempt.state, "-90"))
            book.mark_verified(attempt.token)
        return json_answer({"code": 0, **_told(attempt, asked)})

    def _reverse(self, asked: dict[str, Any], book: Book) -> Answer:
        with book.alone():
            attempt = self._named(asked, book)
            if isinstance(attempt, Answer):
                return attempt
            if asked["refund_request"] != "yes_money_back" or attempt.state not in {"verified", "reversed"}:
                return self.refusal("-91")
            book.reverse(attempt.token)
        return json_answer({"code": -90, **_told(attempt, asked)})

    def _named(self, asked: dict[str, Any], book: Book) -> Attempt | Answer:
        """The attempt that a call names, or why it is not what the caller says it is."""
        attempt = book.find(self.name, str(asked.get("trans_id", "")))
        if attempt is None:
            return self.refusal("-34")
        if attempt.merchant != asked.get("api_key"):
            return self.refusal("-33")
        return attempt if attempt.amount == _rials(asked) else self.refusal("-24")


def _rials(asked: dict[str, Any]) -> int:
    amount = asked.get("amount")
    return amount * RIALS_IN.get(str(asked.get("currency", "IRT")), 0) if type(amount) is int else 0


def _told(attempt: Attempt, asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "amount": asked["amount"],
        "order_id": attempt.order_id,
        "card_holder": CARD,
        "customer_phone": attempt.mobile,
        "Shaparak_Ref_Id": attempt.receipt,
        "custom": None,
    }


def _send_back(attempt: Attempt) -> Answer:
    told = {"trans_id": attempt.token, "order_id": attempt.order_id, "amount": str(attempt.amount // 10)}
    return back_by_get(attempt, {**told, "np_status": "Unsuccessful" if attempt.state == "cancelled" else "OK"})


def _problem_of(asked: dict[str, Any]) -> str:
    """The code with which a token is refused; empty where the request is in order."""
    if not _KEY.fullmatch(str(asked.get("api_key", ""))):
        return "-33"
    if not isinstance(asked.get("order_id"), str) or not asked["order_id"]:
        return "-36"
    if not str(asked.get("callback_uri", "")).startswith(("http://", "https://")):
        return "-32"
    if _rials(asked) < SMALLEST:
        return "-30"
    return "-24" if _rials(asked) > LARGEST else ""
