"""Behpardakht Mellat, SOAP, document v1.39."""

import re
from collections.abc import Mapping

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Refused, Text, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways import soap
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
from commerce.money.payments.gateways.codes import Says
from commerce.money.payments.gateways.mellat.codes import (
    ALREADY_SETTLED,
    ALREADY_VERIFIED,
    NEVER_BACK,
    OK,
    REVERSED,
    code_of,
)

BANK = "https://bpm.shaparak.ir"
BANK_FOR_TESTS = "https://pgw.dev.bpmellat.ir"
SERVICE = "/pgwchannel/services/pgw"
PAGE = "/pgwchannel/startpay.mellat"
NAMESPACE = "http://interfaces.core.sw.bps.com/"

PAY = "bpPayRequest"
VERIFY_AND_SETTLE = "bpVerifySettleRequest"
VERIFY = "bpVerifyRequest"
SETTLE = "bpSettleRequest"
INQUIRY = "bpInquiryRequest"
REVERSAL = "bpReversalRequest"
REFUND = "bpRefundRequest"

_REF_ID = re.compile(r"[A-Za-z0-9]{8,64}")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_CODE = re.compile(r"[0-9]{1,4}")
_MASK = re.compile(r"[0-9]{6}[*xX]{1,12}[0-9]{4}")


class Mellat:
    """A sale is named by our order number and by the receipt that only the callback brings; the bank binds both to the
    amount, which it never tells back."""

    credentials_needed = ("terminal_id", "user_name", "user_password")
    reverse_within_seconds = 3 * 60 * 60

    def ask_token(self, attempt: Attempt) -> str:
        code, ref_id = _pair(_call(attempt, PAY, _sale_to_be(attempt)))
        if code != OK:
            raise _trouble(code)
        if not _REF_ID.fullmatch(ref_id):
            raise Unreachable("no RefId")
        return ref_id

    def handoff(self, attempt: Attempt) -> Handoff:
        fields = {"RefId": attempt.authority}
        if attempt.mobile:
            fields["MobileNo"] = f"98{attempt.mobile.removeprefix('0')}"
        return Handoff(url=f"{_base(attempt)}{PAGE}", method="post", fields=fields)

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        said = {name.casefold(): value for name, value in data.items()}
        ref_id, order, code = said.get("refid", ""), said.get("saleorderid", ""), said.get("rescode", "")
        if not (_REF_ID.fullmatch(ref_id) and _NUMBER.fullmatch(order) and _CODE.fullmatch(code)):
            return None
        fields = {"ResCode": code}
        for name, shape in (("SaleReferenceId", _NUMBER), ("CardHolderPan", _MASK), ("FinalAmount", _NUMBER)):
            if shape.fullmatch(value := said.get(name.casefold(), "")):
                fields[name] = value
        return Returned(authority=ref_id, said_ok=code == OK, fields=fields, bank_order=int(order))

    def verify(self, attempt: Attempt) -> Verdict:
        """Without the receipt the bank cannot be asked; what nobody verifies goes back to the card by itself."""
        said = attempt.returned_with
        receipt = said.get("SaleReferenceId", "")
        if not receipt:
            return Unpaid(code=said.get("ResCode") or NEVER_BACK)
        code = _taken(attempt, receipt)
        if code_of(code).says is Says.NO:
            return Unpaid(code=code)
        return Paid(receipt=receipt, card_mask=said.get("CardHolderPan", ""), code=code)

    def inquire(self, attempt: Attempt) -> Standing:
        receipt = attempt.receipt or attempt.returned_with.get("SaleReferenceId", "")
        if not receipt:
            raise Refused(NEVER_BACK)
        return Standing.REVERSED if _found(attempt, receipt) == REVERSED else Standing.VERIFIED

    def reverse(self, attempt: Attempt) -> Sent:
        code = _call(attempt, REVERSAL, _sale(attempt, attempt.receipt))
        if code not in {OK, REVERSED}:
            raise _trouble(code)
        return Sent(reference=attempt.receipt, code=code)

    def refund(self, attempt: Attempt, returning: Returning) -> Sent:
        """Accepted is all that the bank says; what became of it has no documented inquiry."""
        asked = {**_sale(attempt, attempt.receipt), "orderId": returning.number, "refundAmount": returning.amount}
        code, tracking = _pair(_call(attempt, REFUND, asked))
        if code != OK:
            raise _trouble(code)
        return Sent(reference=tracking[:64], code=code)

    def explain(self, code: str) -> Text:
        return code_of(code).text if code == NEVER_BACK or _CODE.fullmatch(code) else ""


def _taken(attempt: Attempt, receipt: str) -> str:
    """The bank's yes once it took the sale to settle, or its no. A sale that is verified only is settled now."""
    try:
        code = _asked(attempt, VERIFY_AND_SETTLE, receipt)
        settled = code != ALREADY_VERIFIED
    except soap.Fault:
        # This terminal does not know the one call that does both.
        code = _asked(attempt, VERIFY, receipt)
        settled = code == ALREADY_SETTLED
    except Unreachable:
        code = _found(attempt, receipt)
        settled = code == ALREADY_SETTLED
    if settled or code_of(code).says is Says.NO:
        return code
    code = _asked(attempt, SETTLE, receipt)
    if code not in {OK, ALREADY_SETTLED, REVERSED}:
        raise Unreachable(code)
    return code


def _found(attempt: Attempt, receipt: str) -> str:
    """What the bank knows after an answer was lost. Its other words are not documented for this question."""
    code = _asked(attempt, INQUIRY, receipt)
    if code not in {OK, ALREADY_VERIFIED, ALREADY_SETTLED, REVERSED}:
        raise Unreachable(code)
    return code


def _asked(attempt: Attempt, operation: str, receipt: str) -> str:
    """A code that says yes or no of this sale."""
    code = _call(attempt, operation, _sale(attempt, receipt))
    if not _CODE.fullmatch(code) or code_of(code).says not in {Says.YES, Says.NO}:
        raise _trouble(code)
    return code


def _trouble(code: str) -> Unreachable | Refused:
    if not _CODE.fullmatch(code):
        return Unreachable("no code")
    return Unreachable(code) if code_of(code).says is Says.WAIT else Refused(code)


def _sale_to_be(attempt: Attempt) -> dict[str, object]:
    here = clock.now().astimezone(clock.TEHRAN)
    return {
        "orderId": attempt.bank_order,
        "amount": attempt.amount,
        "localDate": f"{here:%Y%m%d}",
        "localTime": f"{here:%H%M%S}",
        "additionalData": attempt.description[:1000],
        "callBackUrl": attempt.callback_url,
        "payerId": 0,
    }


def _sale(attempt: Attempt, receipt: str) -> dict[str, object]:
    """Both order numbers are ours: one from a callback could be that of a cheaper sale."""
    return {"orderId": attempt.bank_order, "saleOrderId": attempt.bank_order, "saleReferenceId": receipt}


def _call(attempt: Attempt, operation: str, fields: Mapping[str, object]) -> str:
    contract = {
        "terminalId": attempt.credentials["terminal_id"],
        "userName": attempt.credentials["user_name"],
        "userPassword": attempt.credentials["user_password"],
    }
    # The operation is in the bank's namespace, its parameters in none.
    asked = soap.element(f"{{{NAMESPACE}}}{operation}", {**contract, **fields})
    return soap.call(OutsideServer(_base(attempt)), SERVICE, asked).get("return", "")


def _pair(said: str) -> tuple[str, str]:
    """`0, AF82…`: the space may be there or not, and the case of what follows counts."""
    code, _comma, rest = said.partition(",")
    return code.strip(), rest.strip()


def _base(attempt: Attempt) -> str:
    return base_of("mellat", BANK_FOR_TESTS if attempt.is_test else BANK)
