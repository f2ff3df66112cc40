"""NextPay, REST."""

import re
from collections.abc import Mapping
from typing import Any

from commerce.foundation.core.errors import Refused, Text, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import Attempt, Handoff, Paid, Returned, Sent, Unpaid, Verdict
from commerce.money.payments.gateways.codes import ANOTHERS, WRONG_AMOUNT, Says
from commerce.money.payments.gateways.nextpay.codes import MADE, OWN_WORDS, REVERSED, code_of

BANK = "https://nextpay.org"
REQUEST = "/nx/gateway/token"
VERIFY = "/nx/gateway/verify"
PAGE = "/nx/gateway/payment/"
# The bank speaks tomans where nobody says so.
RIALS = "IRR"

_TRANSACTION = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
_ORDER = re.compile(r"[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_SAID_NO = frozenset({"unsuccessful", "nok", "failed", "cancel", "canceled", "cancelled", "0", "-1"})


class NextPay:
    """Amounts are rials and are named as such, to the token and to the verification."""

    credentials_needed = ("api_key",)
    reverse_within_seconds = 20 * 60

    def ask_token(self, attempt: Attempt) -> str:
        answer, number = _ask(REQUEST, _request(attempt))
        transaction = str(answer.get("trans_id") or "")
        if number == MADE:
            if not _TRANSACTION.fullmatch(transaction):
                raise Unreachable("no trans_id")
            return transaction
        raise Unreachable(number) if code_of(number).says is Says.WAIT else Refused(number)

    def handoff(self, attempt: Attempt) -> Handoff:
        return Handoff(url=f"{base_of('nextpay', BANK)}{PAGE}{attempt.authority}")

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        """The amount in it is anybody's word, and is not read."""
        said = {name.casefold(): value for name, value in data.items()}
        transaction, order = said.get("trans_id", ""), said.get("order_id", "")
        if not _TRANSACTION.fullmatch(transaction) or not _ORDER.fullmatch(order):
            return None
        said_ok = said.get("np_status", "").casefold() not in _SAID_NO
        return Returned(authority=transaction, said_ok=said_ok, bank_order=int(order))

    def verify(self, attempt: Attempt) -> Verdict:
        answer, number = _ask(VERIFY, _named(attempt))
        match code_of(number).says:
            case Says.NO:
                return Unpaid(code=number)
            case Says.NOT_YOU:
                raise Refused(number)
            case Says.WAIT:
                raise Unreachable(number)
        if wrong := _wrong_with(answer, attempt, said_before=number != "0"):
            return Unpaid(code=wrong)
        return Paid(
            receipt=_receipt(answer, attempt, said_before=number != "0"),
            card_mask=str(answer.get("card_holder") or "")[:24],
            code=number,
        )

    def reverse(self, attempt: Attempt) -> Sent:
        _answer, number = _ask(VERIFY, {**_named(attempt), "refund_request": "yes_money_back"})
        if number == REVERSED:
            return Sent(reference=attempt.receipt, code=number)
        raise Unreachable(number) if code_of(number).says is Says.WAIT else Refused(number)

    def explain(self, code: str) -> Text:
        if code in OWN_WORDS:
            return OWN_WORDS[code]
        return code_of(code).text if _NUMBER.fullmatch(code) else ""


def _request(attempt: Attempt) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "api_key": attempt.credentials["api_key"],
        "order_id": str(attempt.bank_order),
        "amount": attempt.amount,
        "currency": RIALS,
        "callback_uri": attempt.callback_url,
        "payer_desc": attempt.description,
    }
    if attempt.mobile:
        asked["customer_phone"] = attempt.mobile
    return asked


def _named(attempt: Attempt) -> dict[str, Any]:
    return {
        "api_key": attempt.credentials["api_key"],
        "trans_id": attempt.authority,
        "amount": attempt.amount,
        "currency": RIALS,
    }


def _ask(path: str, body: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    answer = OutsideServer(base_of("nextpay", BANK)).post_json(path, body)
    number = str(answer.get("code"))
    if not _NUMBER.fullmatch(number):
        raise Unreachable("no code")
    return answer, number


def _wrong_with(answer: Mapping[str, Any], attempt: Attempt, *, said_before: bool) -> str:
    """What of the bank's yes is not of this payment; who hears it a second time may hear no more than that."""
    amount, order = answer.get("amount"), answer.get("order_id")
    if not said_before and (amount is None or order is None):
        raise Unreachable("no amount or order")
    if order is not None and str(order) != str(attempt.bank_order):
        return ANOTHERS
    return "" if amount is None or str(amount) == str(attempt.amount) else WRONG_AMOUNT


def _receipt(answer: Mapping[str, Any], attempt: Attempt, *, said_before: bool) -> str:
    receipt = str(answer.get("Shaparak_Ref_Id") or "")
    if receipt or said_before:
        return receipt[:64] or attempt.authority
    raise Unreachable("no Shaparak_Ref_Id")
