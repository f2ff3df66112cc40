"""Saman (SEP), REST, document v3.6."""

import re
from collections.abc import Mapping
from typing import Any

from commerce.foundation.core.errors import Refused, Text, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import Attempt, Handoff, Paid, Returned, Sent, Unpaid, Verdict
from commerce.money.payments.gateways.codes import ANOTHERS, WRONG_AMOUNT, Says
from commerce.money.payments.gateways.sep.codes import NEVER_BACK, OWN_WORDS, STATE, result_of, state_of

BANK = "https://sep.shaparak.ir"
NEO_BANK = "https://neo-pg.sep.ir"
TOKEN = "/onlinepg/onlinepg"  # noqa: S105  a path
PAGE = "/OnlinePG/OnlinePG"
NEO_PAGE = "/transaction/init"
VERIFY = "/verifyTxnRandomSessionkey/ipg/VerifyTransaction"
REVERSE = "/verifyTxnRandomSessionkey/ipg/ReverseTransaction"

_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,128}", re.ASCII)
_ORDER = re.compile(r"[0-9]{1,18}")
_STATUS = re.compile(r"[0-9]{1,3}")
_REF_NUM = re.compile(r"[!-~]{1,50}")
_NUMBER = re.compile(r"-?[0-9]{1,18}")


class Sep:
    """The payment is verified by a number that only the callback brings, and the bank verifies it as often as asked:
    that it pays one attempt is ours to see to, by its receipt."""

    credentials_needed = ("terminal_id",)
    # "yes" where the bank turned its new page on for the terminal; the address in its answers is never followed.
    credentials_optional = ("neo_pg",)
    contract_named_by = "terminal_id"
    reverse_within_seconds = 50 * 60
    most_wages = 9

    def ask_token(self, attempt: Attempt) -> str:
        answer = OutsideServer(_base(BANK)).post_json(TOKEN, _request(attempt))
        token = str(answer.get("token") or "")
        if str(answer.get("status")) == "1" and _TOKEN.fullmatch(token):
            return token
        number = str(answer.get("errorCode"))
        if state_of(number).says is Says.WAIT:
            raise Unreachable(f"{STATE}{number}" if _NUMBER.fullmatch(number) else "no token")
        raise Refused(f"{STATE}{number}")

    def handoff(self, attempt: Attempt) -> Handoff:
        is_new = attempt.credentials.get("neo_pg") == "yes"
        page = f"{_base(NEO_BANK)}{NEO_PAGE}" if is_new else f"{_base(BANK)}{PAGE}"
        return Handoff(url=page, method="post", fields={"Token": attempt.authority})

    def read_callback(self, data: Mapping[str, str]) -> Returned | None:
        """By the token, or by our number where a terminal's callback brings no token; by both where both came."""
        said = {name.casefold(): value for name, value in data.items()}
        token, order, number = said.get("token", ""), said.get("resnum", ""), said.get("refnum", "")
        if not (_TOKEN.fullmatch(token) or (not token and _ORDER.fullmatch(order))):
            return None
        ok = said.get("state", "").casefold() == "ok" and _REF_NUM.fullmatch(number) is not None
        status = said.get("status", "")
        return Returned(
            authority=token,
            said_ok=ok,
            fields={"RefNum": number} if ok else {"Status": status} if _STATUS.fullmatch(status) else {},
            bank_order=int(order) if _ORDER.fullmatch(order) else None,
        )

    def verify(self, attempt: Attempt) -> Verdict:
        """Without the number the bank cannot be asked; what nobody verifies goes back to the card by itself."""
        ref_num = attempt.returned_with.get("RefNum", "")
        if not ref_num:
            status = attempt.returned_with.get("Status")
            return Unpaid(code=f"{STATE}{status}" if status else NEVER_BACK)
        answer, number = _ask(attempt, VERIFY, ref_num)
        if result_of(number).says is Says.NO:
            return Unpaid(code=number)
        detail = answer.get("TransactionDetail")
        if answer.get("Success") is not True or not isinstance(detail, dict):
            raise Unreachable("no detail")
        if wrong := _wrong_with(_stripped(detail), attempt, ref_num):
            return Unpaid(code=wrong)
        return Paid(receipt=ref_num, card_mask=str(detail.get("MaskedPan") or "")[:24], code=number)

    def reverse(self, attempt: Attempt) -> Sent:
        answer, number = _ask(attempt, REVERSE, attempt.receipt)
        if result_of(number).says is Says.NO and number != "5":
            raise Refused(number)
        if answer.get("Success") is not True and number != "5":
            raise Unreachable("no success")
        return Sent(reference=attempt.receipt, code=number)

    def explain(self, code: str) -> Text:
        if code in OWN_WORDS:
            return OWN_WORDS[code]
        if code.startswith(STATE):
            return state_of(code.removeprefix(STATE)).text
        return result_of(code).text if _NUMBER.fullmatch(code) else ""


def _base(own: str) -> str:
    return base_of("sep", own)


def _request(attempt: Attempt) -> dict[str, Any]:
    """Only fields that the bank names: it refuses strange ones."""
    asked: dict[str, Any] = {
        "action": "token",
        "TerminalId": attempt.credentials["terminal_id"],
        "Amount": attempt.amount,
        "ResNum": str(attempt.bank_order),
        "RedirectUrl": attempt.callback_url,
    }
    if attempt.mobile:
        asked["CellNumber"] = attempt.mobile
    if attempt.wages:
        asked["SettlementIBANInfo"] = [
            {"IBAN": wage.iban, "Amount": wage.amount, "PurchaseID": str(attempt.bank_order)} for wage in attempt.wages
        ]
    return asked


def _ask(attempt: Attempt, path: str, ref_num: str) -> tuple[dict[str, Any], str]:
    """The answer and its code, which says yes or no of this payment."""
    terminal = attempt.credentials["terminal_id"]
    number_of_ours = int(terminal) if _NUMBER.fullmatch(terminal) else terminal
    body = {"RefNum": ref_num, "TerminalNumber": number_of_ours}
    answer = _stripped(OutsideServer(_base(BANK)).post_json(path, body))
    number = str(answer.get("ResultCode"))
    if not _NUMBER.fullmatch(number):
        raise Unreachable("no code")
    says = result_of(number).says
    if says is Says.NOT_YOU:
        raise Refused(number)
    if says is Says.WAIT:
        raise Unreachable(number)
    return answer, number


def _wrong_with(detail: Mapping[str, Any], attempt: Attempt, ref_num: str) -> str:
    """What of the bank's yes is not of this payment; empty where all is. The bank spells the amount's name so."""
    amount, terminal = str(detail.get("OrginalAmount")), str(detail.get("TerminalNumber"))
    if not _NUMBER.fullmatch(amount):
        raise Unreachable("no amount")
    if terminal != attempt.credentials["terminal_id"] or str(detail.get("RefNum", ref_num)) != ref_num:
        return ANOTHERS
    return "" if int(amount) == attempt.amount else WRONG_AMOUNT


def _stripped(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The document's own sample has a space before a name."""
    return {str(name).strip(): value for name, value in answer.items()}
