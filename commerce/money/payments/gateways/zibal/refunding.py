"""Refunds at Zibal: its platform, on a host of its own, opened by an access token."""

from collections.abc import Mapping
from typing import Any

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import Attempt, Returning, Sent
from commerce.money.payments.gateways.codes import Says
from commerce.money.payments.gateways.zibal.codes import NO_TOKEN, REFUND, REFUNDED, platform_code_of

HOST = "https://api.zibal.ir"
PATH = "/v1/account/refund"
INQUIRY = "/v1/account/refund/inquiry"
FAILED = "3"


def send_refund(attempt: Attempt, returning: Returning) -> Sent:
    """Send money back. Our number travels as the description: the bank keeps no other that we could ask for."""
    body = {
        "trackId": int(attempt.authority),
        "accountId": attempt.credentials.get("account_id", ""),
        "amount": returning.amount,
        # What is reversed instead stands on no list of refunds, and could not be found again.
        "tryReverse": False,
        "description": str(returning.number),
    }
    answer = _ask(attempt, PATH, body)
    data = answer.get("data")
    made = data.get("refundId") if isinstance(data, dict) else None
    return Sent(reference=str(made or returning.number)[:64], code=f"{REFUND}{REFUNDED}")


def find_refund(attempt: Attempt, returning: Returning) -> Sent | None:
    """The refund of our number among those of the payment."""
    data = _ask(attempt, INQUIRY, {"transactionTrackId": int(attempt.authority)}).get("data")
    if not isinstance(data, list | dict):
        raise Unreachable("no list of refunds")
    for row in data if isinstance(data, list) else [data]:
        if _is(row, returning):
            return Sent(reference=str(row.get("refundId") or returning.number)[:64], code=f"{REFUND}{REFUNDED}")
    return None


def _is(row: Any, returning: Returning) -> bool:
    if not isinstance(row, dict) or str(row.get("status")) == FAILED:
        return False
    return str(row.get("description")) == str(returning.number)


def _ask(attempt: Attempt, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    token = attempt.credentials.get("access_token", "")
    if not token or not attempt.credentials.get("account_id"):
        raise Refused(NO_TOKEN)
    server = OutsideServer(base_of("zibal", HOST), headers={"Authorization": f"Bearer {token}"})
    answer = server.post_json(path, body)
    number = str(answer.get("result"))
    says = platform_code_of(number).says
    if says is Says.YES:
        return answer
    if says is Says.NOT_YOU:
        raise Refused(f"{REFUND}{number}")
    raise Unreachable(f"{REFUND}{number}"[:20])
