"""Zarinpal, REST v4."""

import re
from collections.abc import Mapping
from typing import Any

from commerce.foundation.core.errors import Refused, Text, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import Attempt, Handoff, Paid, Returned, Unpaid, Verdict
from commerce.money.payments.gateways.codes import Says
from commerce.money.payments.gateways.zarinpal.codes import code_of

BANK = "https://payment.zarinpal.com"
BANK_FOR_TESTS = "https://sandbox.zarinpal.com"
REQUEST = "/pg/v4/payment/request.json"
VERIFY = "/pg/v4/payment/verify.json"
PAGE = "/pg/StartPay/"

_AUTHORITY = re.compile(r"[A-Za-z0-9]{20,64}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_STATUS = {"OK": True, "NOK": False}


class Zarinpal:
    """Amounts are rials and are named as such; the bank compares them, since it never tells one back."""

    credentials_needed = ("merchant_id",)

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
        body = {
            "merchant_id": attempt.credentials["merchant_id"],
            "amount": attempt.amount,
            "authority": attempt.authority,
        }
        try:
            data = _ask(attempt, VERIFY, body)
        except _No as no:
            return Unpaid(code=no.code)
        receipt = str(data.get("ref_id") or "")
        if not receipt:
            raise Unreachable("no ref_id")
        return Paid(receipt=receipt[:64], card_mask=str(data.get("card_pan") or "")[:24], code=str(data["code"]))

    def explain(self, code: str) -> Text:
        return code_of(int(code)).text if _NUMBER.fullmatch(code) else ""


class _No(Refused):
    """The bank says of this very payment that it was not made."""


def _request(attempt: Attempt) -> dict[str, Any]:
    metadata = {"order_id": str(attempt.bank_order)}
    if attempt.mobile:
        metadata["mobile"] = attempt.mobile
    return {
        "merchant_id": attempt.credentials["merchant_id"],
        "amount": attempt.amount,
        "currency": "IRR",
        "description": attempt.description[:500],
        "callback_url": attempt.callback_url,
        "metadata": metadata,
    }


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
