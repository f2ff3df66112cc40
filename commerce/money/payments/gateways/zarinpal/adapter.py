"""Zarinpal, REST v4."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
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
    Unverified,
    Verdict,
)
from commerce.money.payments.gateways.codes import Says
from commerce.money.payments.gateways.zarinpal.codes import NOT_REVERSIBLE, OWN_WORDS, code_of
from commerce.money.payments.gateways.zarinpal.refunding import send_refund

BANK = "https://payment.zarinpal.com"
BANK_FOR_TESTS = "https://sandbox.zarinpal.com"
REQUEST = "/pg/v4/payment/request.json"
VERIFY = "/pg/v4/payment/verify.json"
INQUIRY = "/pg/v4/payment/inquiry.json"
UNVERIFIED = "/pg/v4/payment/unVerified.json"
REVERSE = "/pg/v4/payment/reverse.json"
PAGE = "/pg/StartPay/"
# A smaller part is refused with the whole payment; it stays with us.
SMALLEST_WAGE = 10_000

_AUTHORITY = re.compile(r"[A-Za-z0-9]{20,64}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_AMOUNT = re.compile(r"[0-9]{1,18}")
_STATUS = {"OK": True, "NOK": False}
_STANDING = {
    "IN_BANK": Standing.OPEN,
    "PAID": Standing.PAID,
    "VERIFIED": Standing.VERIFIED,
    "FAILED": Standing.FAILED,
    "REVERSED": Standing.REVERSED,
}


class Zarinpal:
    """Amounts are rials and are named as such; the bank compares them, since it never tells one back."""

    credentials_needed = ("merchant_id",)
    # A personal token of the panel, good for about fifteen days; without it the bank refunds nothing.
    credentials_optional = ("access_token",)
    reverse_within_seconds = 30 * 60
    most_wages = 5

    def ask_token(self, attempt: Attempt) -> str:
        data = _ask(attempt, REQUEST, _request(attempt))
        authority = str(data.get("authority", ""))
        if not _AUTHORITY.fullmatch(authority):
            raise Unreachable("no authority")
        return authority

    def handoff(self, attempt: Attempt) -> Handoff:
        return Handoff(url=f"{_base(attempt)}{PAGE}{attempt.authority}")

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        said = {name.casefold(): value for name, value in data.items()}
        authority, status = said.get("authority", ""), said.get("status", "").upper()
        if not _AUTHORITY.fullmatch(authority) or status not in _STATUS:
            return None
        return Returned(authority=authority, said_ok=_STATUS[status])

    def verify(self, attempt: Attempt) -> Verdict:
        try:
            data = _ask(attempt, VERIFY, {**_named(attempt), "amount": attempt.amount})
        except _No as no:
            return Unpaid(code=no.code)
        receipt = str(data.get("ref_id") or "")
        if not receipt:
            raise Unreachable("no ref_id")
        return Paid(receipt=receipt[:64], card_mask=str(data.get("card_pan") or "")[:24], code=str(data["code"]))

    def inquire(self, attempt: Attempt) -> Standing:
        data = _ask(attempt, INQUIRY, _named(attempt))
        status = str(data.get("status"))
        if status not in _STANDING:
            raise Unreachable("no status")
        return _STANDING[status]

    def unverified(self, attempt: Attempt) -> Sequence[Unverified]:
        data = _ask(attempt, UNVERIFIED, {"merchant_id": attempt.credentials["merchant_id"]})
        rows = data.get("authorities")
        if not isinstance(rows, list):
            raise Unreachable("no authorities")
        return [
            Unverified(authority=row["authority"], amount=int(row["amount"]))
            for row in rows
            if isinstance(row, dict)
            and _AUTHORITY.fullmatch(str(row.get("authority")))
            and _AMOUNT.fullmatch(str(row.get("amount")))
        ]

    def reverse(self, attempt: Attempt) -> Sent:
        try:
            data = _ask(attempt, REVERSE, _named(attempt))
        except Refused as no:
            if no.code == str(NOT_REVERSIBLE) and self.inquire(attempt) is Standing.REVERSED:
                return Sent(reference=attempt.receipt, code=no.code)
            raise Refused(no.code) from None
        return Sent(reference=attempt.receipt, code=str(data["code"]))

    def refund(self, attempt: Attempt, returning: Returning) -> Sent:
        return send_refund(attempt, returning)

    def explain(self, code: str) -> Text:
        if code in OWN_WORDS:
            return OWN_WORDS[code]
        return code_of(int(code)).text if _NUMBER.fullmatch(code) else ""


class _No(Refused):
    """The bank says of this very payment that it was not made."""


def _named(attempt: Attempt) -> dict[str, Any]:
    return {"merchant_id": attempt.credentials["merchant_id"], "authority": attempt.authority}


def _request(attempt: Attempt) -> dict[str, Any]:
    metadata = {"order_id": str(attempt.bank_order)}
    if attempt.mobile:
        metadata["mobile"] = attempt.mobile
    asked: dict[str, Any] = {
        "merchant_id": attempt.credentials["merchant_id"],
        "amount": attempt.amount,
        "currency": "IRR",
        "description": attempt.description[:500],
        "callback_url": attempt.callback_url,
        "metadata": metadata,
    }
    if wages := [asdict(wage) for wage in attempt.wages if wage.amount >= SMALLEST_WAGE]:
        asked["wages"] = wages
    return asked


def _base(attempt: Attempt) -> str:
    return base_of("zarinpal", BANK_FOR_TESTS if attempt.is_test else BANK)


def _ask(attempt: Attempt, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """The `data` of a yes. A failure has `data: []` and tells its code under `errors`, often with HTTP 4xx."""
    answer = OutsideServer(_base(attempt)).post_json(path, body)
    data, errors = answer.get("data"), answer.get("errors")
    found = data if isinstance(data, dict) and data else errors
    number = str(found.get("code")) if isinstance(found, dict) else ""
    if not _NUMBER.fullmatch(number):
        raise Unreachable("no code")
    code = code_of(int(number))
    if code.says is Says.YES and isinstance(data, dict):
        return data
    if code.says is Says.NO:
        raise _No(number)
    if code.says is Says.NOT_YOU:
        raise Refused(number)
    raise Unreachable(number)
