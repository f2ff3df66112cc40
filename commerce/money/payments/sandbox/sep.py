"""Saman (SEP) 3.6 as the reference describes it: a token, a page entered by a form, and a receipt that is verified."""

import re
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from commerce.money.payments.sandbox import pages
from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, json_answer, page, see_other
from commerce.money.payments.sandbox.till import serve_page

SMALLEST, LARGEST = 1_000, 2_000_000_000
CARD = "621986******1234"
OPERATIONS = {
    "onlinepg/onlinepg": "request",
    "verifyTxnRandomSessionkey/ipg/VerifyTransaction": "verify",
    "verifyTxnRandomSessionkey/ipg/ReverseTransaction": "reverse",
}
KNOWN_FIELDS = {"action", "TerminalId", "Amount", "ResNum", "RedirectUrl", "CellNumber", "SettlementIBANInfo"}
FORM_PAGE, LINK_PAGE = "OnlinePG/OnlinePG", "OnlinePG/SendToken"
_TERMINAL = re.compile(r"[0-9]{4,12}")


class Sep:
    name = "sep"
    contract: Mapping[str, str] = {"terminal_id": "13572468"}

    def operation(self, request: Request) -> str:
        """What a call asks for, in the words of `/control/`."""
        return OPERATIONS.get(request.path, "page")

    def answer(self, request: Request, book: Book) -> Answer:
        match self.operation(request):
            case "request":
                return self._request(request, book)
            case "verify":
                return self._verify(request.json(), book)
            case "reverse":
                return self._reverse(request.json(), book)
        if request.path == FORM_PAGE:
            return self._enter(request, book)
        token = dict(parse_qsl(request.query)).get("token", "") if request.path == LINK_PAGE else ""
        return serve_page(request, book.find(self.name, token), book, send_back=_send_back)

    def refusal(self, code: str) -> Answer:
        said = {"ResultCode": int(code or -2), "ResultDescription": "Refused.", "Success": False}
        return json_answer(said)

    def refusal_to(self, request: Request, code: str) -> Answer:
        """The token is refused in other words than a verification."""
        if self.operation(request) != "request":
            return self.refusal(code)
        return json_answer({"status": -1, "errorCode": int(code or 5), "errorDesc": "Refused."})

    def _request(self, request: Request, book: Book) -> Answer:
        asked = request.json()
        if problem := _problem_of(asked):
            return self.refusal_to(request, problem)
        attempt = Attempt(
            token=secrets.token_hex(16),
            bank=self.name,
            merchant=asked["TerminalId"],
            amount=asked["Amount"],
            callback_url=asked["RedirectUrl"],
            description="",
            mobile=str(asked.get("CellNumber", "")),
            order_id=asked["ResNum"],
        )
        book.add(attempt)
        return json_answer({"status": 1, "token": attempt.token})

    def _verify(self, asked: dict[str, Any], book: Book) -> Answer:
        with book.alone():
            attempt = self._bought(asked, book)
            if attempt is None:
                return self.refusal("-2")
            if attempt.state == "reversed":
                return self.refusal("5")
            book.mark_verified(attempt.token)
        return _done("0" if attempt.state == "paid" else "2", attempt)

    def _reverse(self, asked: dict[str, Any], book: Book) -> Answer:
        with book.alone():
            attempt = self._bought(asked, book)
            if attempt is None or attempt.state == "paid":
                return self.refusal("-2")
            book.reverse(attempt.token)
        return _done("0" if attempt.state == "verified" else "2", attempt)

    def _bought(self, asked: dict[str, Any], book: Book) -> Attempt | None:
        attempt = book.find_paid(self.name, str(asked.get("RefNum", "")))
        return attempt if attempt and attempt.merchant == str(asked.get("TerminalNumber")) else None

    def _enter(self, request: Request, book: Book) -> Answer:
        """The form of a shop arrives here; the buttons stand on a page with an address of its own."""
        token = request.form().get("Token", "")
        if book.find(self.name, token) is None:
            return page(pages.said("این پرداخت پیدا نشد."), status=404)
        book.note_referer(token, request.headers.get("referer", ""))
        return see_other(f"SendToken?token={token}")


def _send_back(attempt: Attempt) -> Answer:
    return page(pages.going_back(attempt.callback_url, callback_of(attempt)))


def callback_of(attempt: Attempt) -> dict[str, str]:
    """What the bank sends back with the browser."""
    bought = attempt.state in {"paid", "verified"}
    return {
        "MID": attempt.merchant,
        "TerminalId": attempt.merchant,
        "State": "OK" if bought else "CanceledByUser",
        "Status": "2" if bought else "1",
        "RRN": attempt.receipt,
        "RefNum": attempt.receipt,
        "ResNum": attempt.order_id,
        "TraceNo": attempt.receipt[-6:],
        "Amount": str(attempt.amount),
        "Wage": "",
        "AffectiveAmount": str(attempt.amount),
        "SecurePan": CARD if bought else "",
        "HashedCardNumber": "",
        "Token": attempt.token,
    }


def _done(code: str, attempt: Attempt) -> Answer:
    detail = {
        "RRN": attempt.receipt,
        "RefNum": attempt.receipt,
        "MaskedPan": CARD,
        "HashedPan": "",
        "TerminalNumber": int(attempt.merchant),
        "OrginalAmount": attempt.amount,
        "AffectiveAmount": attempt.amount,
        "StraceDate": "2026-11-22 12:00:00",
        "StraceNo": attempt.receipt[-6:],
    }
    said = {"ResultCode": int(code), "ResultDescription": "Done.", "Success": True}
    return json_answer({"TransactionDetail": detail, **said})


def _problem_of(asked: dict[str, Any]) -> str:
    """The code with which a token is refused; empty where the request is in order."""
    if not _TERMINAL.fullmatch(str(asked.get("TerminalId", ""))):
        return "12"
    amount, texts = asked.get("Amount"), (asked.get("ResNum"), asked.get("RedirectUrl"))
    if set(asked) - KNOWN_FIELDS or asked.get("action") != "token":
        return "5"
    if type(amount) is not int or not SMALLEST <= amount <= LARGEST:
        return "5"
    return "" if all(isinstance(text, str) and text for text in texts) else "5"
