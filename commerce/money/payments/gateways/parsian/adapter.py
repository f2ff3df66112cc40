"""Parsian (PEC), SOAP of ASMX services."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from commerce.foundation.core.errors import Refused, Text, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways import soap
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import Attempt, Handoff, Paid, Returned, Sent, Unpaid, Verdict
from commerce.money.payments.gateways.codes import Says
from commerce.money.payments.gateways.parsian.codes import (
    CONFIRMED_BEFORE,
    OK,
    REVERSED,
    REVERSED_BEFORE,
    SWITCH_CONFIRMED_BEFORE,
    code_of,
)

BANK = "https://pec.shaparak.ir"
PAGE = "/NewIPG/"

_TOKEN = re.compile(r"[1-9][0-9]{0,18}")
_NUMBER = re.compile(r"-?[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Service:
    path: str
    namespace: str


# The host of a namespace has a capital S, the host of an address has not; and one says Reverse, the other Reversal.
_NAMESPACE = "https://pec.Shaparak.ir/NewIPGServices/"
SALE = Service("/NewIPGServices/Sale/SaleService.asmx", f"{_NAMESPACE}Sale/SaleService")
CONFIRM = Service("/NewIPGServices/Confirm/ConfirmService.asmx", f"{_NAMESPACE}Confirm/ConfirmService")
REVERSAL = Service("/NewIPGServices/Reverse/ReversalService.asmx", f"{_NAMESPACE}Reversal/ReversalService")


class Parsian:
    """Confirming is taking: it names our amount and order, which the bank compares with what was paid."""

    credentials_needed = ("login_account",)
    # How long the bank really reverses is in no source; where the time is over it says so.
    reverse_within_seconds = 24 * 60 * 60

    def ask_token(self, attempt: Attempt) -> str:
        said = _call(attempt, SALE, "SalePaymentRequest", _sale_to_be(attempt))
        if (status := _status(said)) != OK:
            raise _trouble(status)
        if not _TOKEN.fullmatch(token := said.get("Token", "")):
            raise Unreachable("no token")
        return token

    def handoff(self, attempt: Attempt) -> Handoff:
        return Handoff(url=f"{_base()}{PAGE}?Token={attempt.authority}")

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        said = {name.casefold(): value for name, value in data.items()}
        token, status, order = said.get("token", ""), said.get("status", ""), said.get("orderid", "")
        if not (_TOKEN.fullmatch(token) and _NUMBER.fullmatch(status)):
            return None
        bank_order = int(order) if _TOKEN.fullmatch(order) else None
        return Returned(authority=token, said_ok=int(status) == OK, bank_order=bank_order)

    def verify(self, attempt: Attempt) -> Verdict:
        said = _confirmed(attempt)
        status = _status(said)
        if code_of(status).says is Says.NO:
            return Unpaid(code=str(status))
        if status not in {OK, CONFIRMED_BEFORE, SWITCH_CONFIRMED_BEFORE}:
            raise _trouble(status)
        receipt = _receipt(said, attempt.authority)
        if status == OK and receipt == attempt.authority:
            raise Unreachable("no RRN")
        return Paid(receipt=receipt, card_mask=said.get("CardNumberMasked", "")[:24], code=str(status))

    def reverse(self, attempt: Attempt) -> Sent:
        said = _call(attempt, REVERSAL, "ReversalRequest", {"Token": attempt.authority})
        if (status := _status(said)) not in {OK, REVERSED, REVERSED_BEFORE}:
            raise _trouble(status)
        return Sent(reference=attempt.receipt, code=str(status))

    def explain(self, code: str) -> Text:
        return code_of(int(code)).text if _NUMBER.fullmatch(code) else ""


def _confirmed(attempt: Attempt) -> dict[str, str]:
    """The answer to a confirmation; the token names one sale of our order and amount also where neither is compared."""
    token = {"Token": attempt.authority}
    compared = {**token, "OrderId": attempt.bank_order, "Amount": attempt.amount}
    try:
        return _call(attempt, CONFIRM, "ConfirmPaymentWithAmount", compared)
    except soap.Fault:
        return _call(attempt, CONFIRM, "ConfirmPayment", token)


def _receipt(said: Mapping[str, str], token: str) -> str:
    """A reference number of the network may come again in years to come: with the token it is one of its kind."""
    rrn = said.get("RRN", "")
    return f"{rrn}-{token}" if _TOKEN.fullmatch(rrn) else token


def _status(said: Mapping[str, str]) -> int:
    if not _NUMBER.fullmatch(status := said.get("Status", "")):
        raise Unreachable("no status")
    return int(status)


def _trouble(status: int) -> Unreachable | Refused:
    return Unreachable(str(status)) if code_of(status).says is Says.WAIT else Refused(str(status))


def _sale_to_be(attempt: Attempt) -> dict[str, object]:
    """Texts are left out: the bank's service may stumble over Persian."""
    return {
        "Amount": attempt.amount,
        "OrderId": attempt.bank_order,
        "CallBackUrl": attempt.callback_url,
        "AdditionalData": f"order {attempt.bank_order}",
        "Originator": attempt.mobile,
    }


def _call(attempt: Attempt, service: Service, operation: str, fields: Mapping[str, object]) -> dict[str, str]:
    asked = soap.element(operation, {}, namespace=service.namespace)
    contract = {"LoginAccount": attempt.credentials["login_account"]}
    asked.append(soap.element("requestData", {**contract, **fields}, namespace=service.namespace))
    action = f"{service.namespace}/{operation}"
    return soap.call(OutsideServer(_base()), service.path, asked, soap_action=action)


def _base() -> str:
    return base_of("parsian", BANK)
