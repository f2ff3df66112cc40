"""Sadad (Bank Melli), REST with triple DES signatures."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Refused, Text, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import Attempt, Handoff, Paid, Returned, Unpaid, Verdict
from commerce.money.payments.gateways.codes import ANOTHERS, WRONG_AMOUNT, Says
from commerce.money.payments.gateways.sadad.codes import OWN_WORDS, code_of
from commerce.money.payments.gateways.sadad.signing import sign

BANK = "https://sadad.shaparak.ir"
NEW_ROOT = "/VPG"
REQUEST = "/api/v0/Request/PaymentRequest"
VERIFY = "/api/v0/Advice/Verify"
PAGE = "/Purchase?Token="

_TOKEN = re.compile(r"[A-Za-z0-9_+/=-]{8,128}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,18}")


class Sadad:
    """The bank is asked by its token alone, so that those who never come back are found too."""

    credentials_needed = ("merchant_id", "terminal_id", "terminal_key")
    # "yes" where the contract is of document 1.10, whose paths do not begin with /VPG.
    credentials_optional = ("old_paths",)
    # The document names no number.
    most_wages = 10

    def ask_token(self, attempt: Attempt) -> str:
        answer, number = _ask(attempt, REQUEST, _request(attempt))
        token = str(answer.get("Token") or "")
        if code_of(number).says is not Says.YES:
            raise Refused(str(number))
        if not _TOKEN.fullmatch(token):
            raise Unreachable("no token")
        return token

    def handoff(self, attempt: Attempt) -> Handoff:
        return Handoff(url=f"{_base(attempt)}{PAGE}{quote(attempt.authority, safe='')}")

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        said = {name.casefold(): value for name, value in data.items()}
        token, code = said.get("token", ""), said.get("rescode", "")
        if not _TOKEN.fullmatch(token) or not _NUMBER.fullmatch(code):
            return None
        return Returned(authority=token, said_ok=code == "0")

    def verify(self, attempt: Attempt) -> Verdict:
        signature = sign(attempt.authority, key=attempt.credentials["terminal_key"])
        answer, number = _ask(attempt, VERIFY, {"Token": attempt.authority, "SignData": signature})
        if code_of(number).says is Says.NO:
            return Unpaid(code=str(number))
        if wrong := _wrong_with(answer, attempt):
            return Unpaid(code=wrong)
        receipt = str(answer.get("RetrivalRefNo") or "")
        if not receipt:
            raise Unreachable("no reference number")
        return Paid(receipt=receipt[:64], card_mask=str(answer.get("PrimaryAccNo") or "")[:24], code=str(number))

    def explain(self, code: str) -> Text:
        if code in OWN_WORDS:
            return OWN_WORDS[code]
        return code_of(int(code)).text if _NUMBER.fullmatch(code) else ""


def _base(attempt: Attempt) -> str:
    return base_of("sadad", BANK) + ("" if attempt.credentials.get("old_paths") == "yes" else NEW_ROOT)


def _request(attempt: Attempt) -> dict[str, Any]:
    ours = attempt.credentials
    signed = f"{ours['terminal_id']};{attempt.bank_order};{attempt.amount}"
    asked: dict[str, Any] = {
        "MerchantId": ours["merchant_id"],
        "TerminalId": ours["terminal_id"],
        "Amount": attempt.amount,
        "OrderId": attempt.bank_order,
        "LocalDateTime": _bank_time(),
        "ReturnUrl": attempt.callback_url,
        "SignData": sign(signed, key=ours["terminal_key"]),
    }
    if attempt.mobile:
        asked["UserId"] = attempt.mobile
    if attempt.wages:
        rows = [{"IbanNumber": wage.iban, "Value": wage.amount} for wage in attempt.wages]
        asked["MultiplexingData"] = {"Type": "Amount", "MultiplexingRows": rows}
    return asked


def _bank_time() -> str:
    """Twelve hours, without leading zeros before them: 11/22/2026 3:05:09 PM."""
    now = clock.now().astimezone(clock.TEHRAN)
    return f"{now:%m/%d/%Y} {now.hour % 12 or 12}:{now:%M:%S} {'AM' if now.hour < 12 else 'PM'}"


def _ask(attempt: Attempt, path: str, body: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """The answer and its code, which says yes or no of this payment."""
    answer = OutsideServer(_base(attempt)).post_json(path, body)
    said = str(answer.get("ResCode"))
    if not _NUMBER.fullmatch(said):
        raise Unreachable("no code")
    says = code_of(int(said)).says
    if says is Says.NOT_YOU:
        raise Refused(said)
    if says is Says.WAIT:
        raise Unreachable(said)
    return answer, int(said)


def _wrong_with(answer: Mapping[str, Any], attempt: Attempt) -> str:
    """What of the bank's yes is not of this payment; empty where all is."""
    amount, order = str(answer.get("Amount")), str(answer.get("OrderId"))
    if not _NUMBER.fullmatch(amount) or not _NUMBER.fullmatch(order):
        raise Unreachable("no amount or order")
    if int(order) != attempt.bank_order:
        return ANOTHERS
    return "" if int(amount) == attempt.amount else WRONG_AMOUNT
