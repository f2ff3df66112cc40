"""Zibal, REST v1."""

import re
from collections.abc import Mapping
from typing import Any

from commerce.foundation.core.errors import Refused, Text, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import (
    Attempt,
    Handoff,
    Paid,
    Returned,
    Returning,
    Sent,
    Standing,
    Unpaid,
    Verdict,
)
from commerce.money.payments.gateways.codes import ANOTHERS, WRONG_AMOUNT, Says
from commerce.money.payments.gateways.zibal import refunding
from commerce.money.payments.gateways.zibal.codes import (
    DONE_BEFORE,
    OWN_WORDS,
    REFUND,
    TEST_MERCHANT,
    code_of,
    platform_code_of,
)

BANK = "https://gateway.zibal.ir"
REQUEST = "/v1/request"
VERIFY = "/v1/verify"
INQUIRY = "/v1/inquiry"
PAGE = "/start/"
# Takes no real money, at the same address as all others.
MERCHANT_FOR_TESTS = "zibal"

_TRACK = re.compile(r"[0-9]{1,19}")
_ORDER = re.compile(r"[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_SUCCESS = {"1": True, "0": False}
_STANDING = {
    "-1": Standing.OPEN,
    "1": Standing.VERIFIED,
    "2": Standing.PAID,
    "15": Standing.REFUNDED,
    "16": Standing.REFUNDED,
    "18": Standing.REVERSED,
}


class Zibal:
    """Amounts are rials. Who was verified before is told so without an amount, and asked for it by an inquiry."""

    credentials_needed = ("merchant",)
    # Of the platform, which is another contract; without them the bank refunds nothing.
    credentials_optional = ("access_token", "account_id")

    def ask_token(self, attempt: Attempt) -> str:
        answer, number = _ask(attempt, REQUEST, _request(attempt))
        track = str(answer.get("trackId") or "")
        if code_of(number).says is not Says.YES:
            raise Refused(number)
        if not _TRACK.fullmatch(track):
            raise Unreachable("no trackId")
        return track

    def handoff(self, attempt: Attempt) -> Handoff:
        return Handoff(url=f"{base_of('zibal', BANK)}{PAGE}{attempt.authority}")

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        said = {name.casefold(): value for name, value in data.items()}
        track, success, order = said.get("trackid", ""), said.get("success", ""), said.get("orderid", "")
        if not _TRACK.fullmatch(track) or success not in _SUCCESS or not _ORDER.fullmatch(order):
            return None
        return Returned(authority=track, said_ok=_SUCCESS[success], bank_order=int(order))

    def verify(self, attempt: Attempt) -> Verdict:
        answer, number = _ask(attempt, VERIFY, _named(attempt))
        if number == DONE_BEFORE:
            answer, _inquired = _ask(attempt, INQUIRY, _named(attempt))
            if str(answer.get("status")) != "1":
                return _no(answer, "")
        elif code_of(number).says is Says.NO:
            return _no(answer, number)
        if wrong := _wrong_with(answer, attempt):
            return Unpaid(code=wrong)
        return Paid(receipt=_receipt(answer, attempt), card_mask=str(answer.get("cardNumber") or "")[:24], code=number)

    def inquire(self, attempt: Attempt) -> Standing:
        answer, number = _ask(attempt, INQUIRY, _named(attempt))
        if code_of(number).says is not Says.YES:
            raise Refused(number)
        status = str(answer.get("status"))
        if code_of(status).says is Says.NO:
            return _STANDING.get(status, Standing.FAILED)
        if status not in _STANDING:
            raise Unreachable("no status")
        return _STANDING[status]

    def refund(self, attempt: Attempt, returning: Returning) -> Sent:
        return refunding.send_refund(attempt, returning)

    def find_refund(self, attempt: Attempt, returning: Returning) -> Sent | None:
        return refunding.find_refund(attempt, returning)

    def explain(self, code: str) -> Text:
        if code in OWN_WORDS:
            return OWN_WORDS[code]
        if code.startswith(REFUND):
            return platform_code_of(code.removeprefix(REFUND)).text
        return code_of(code).text if _NUMBER.fullmatch(code) else ""


def _request(attempt: Attempt) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "amount": attempt.amount,
        "callbackUrl": attempt.callback_url,
        "orderId": str(attempt.bank_order),
        "description": attempt.description,
    }
    if attempt.mobile:
        asked["mobile"] = attempt.mobile
    return asked


def _named(attempt: Attempt) -> dict[str, Any]:
    return {"trackId": int(attempt.authority)}


def _ask(attempt: Attempt, path: str, body: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The answer and its result, which says yes or no of this payment."""
    merchant = attempt.credentials["merchant"]
    if merchant == MERCHANT_FOR_TESTS and not attempt.is_test:
        raise Refused(TEST_MERCHANT)
    answer = OutsideServer(base_of("zibal", BANK)).post_json(path, {"merchant": merchant, **body})
    number = str(answer.get("result"))
    if not _NUMBER.fullmatch(number):
        raise Unreachable("no result")
    says = code_of(number).says
    if says is Says.NOT_YOU:
        raise Refused(number)
    if says is Says.WAIT:
        raise Unreachable(number)
    return answer, number


def _no(answer: Mapping[str, Any], number: str) -> Unpaid:
    """The status says why, where it is told; one that is no no at all leaves the payment open."""
    status = str(answer.get("status", number))
    if code_of(status).says is not Says.NO:
        raise Unreachable(status if _NUMBER.fullmatch(status) else "no status")
    return Unpaid(code=status)


def _wrong_with(answer: Mapping[str, Any], attempt: Attempt) -> str:
    """What of the bank's yes is not of this payment; empty where all is."""
    amount, order = str(answer.get("amount")), str(answer.get("orderId"))
    if not _NUMBER.fullmatch(amount):
        raise Unreachable("no amount")
    if order != str(attempt.bank_order):
        return ANOTHERS
    return "" if int(amount) == attempt.amount else WRONG_AMOUNT


def _receipt(answer: Mapping[str, Any], attempt: Attempt) -> str:
    """The bank's test contract gives none."""
    receipt = str(answer.get("refNumber") or "")
    if not receipt and attempt.is_test:
        return f"test-{attempt.authority}"
    if not receipt:
        raise Unreachable("no refNumber")
    return receipt[:64]
