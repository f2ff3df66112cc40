"""Refunds at Zarinpal: GraphQL on a host of its own, opened by a personal token of the panel."""

from typing import Any

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.foundation.core.http import OutsideServer
from commerce.money.payments.gateways.addresses import base_of
from commerce.money.payments.gateways.base import Attempt, Returning, Sent
from commerce.money.payments.gateways.codes import Says
from commerce.money.payments.gateways.zarinpal.codes import CODES, NO_TOKEN, NOT_REFUNDED, TOKEN_REFUSED, TOO_LITTLE

HOST = "https://next.zarinpal.com"
PATH = "/api/v4/graphql/"
SMALLEST = 20_000

MUTATION = """
mutation AddRefund($session_id: ID!, $amount: BigInteger!, $description: String,
                   $method: InstantPayoutActionTypeEnum, $reason: RefundReasonEnum) {
  resource: AddRefund(session_id: $session_id, amount: $amount, description: $description,
                      method: $method, reason: $reason) {
    id
    amount
    timeline { refund_status }
  }
}
"""
# What the server says before it does anything; other errors leave open whether it did.
BEFORE_DOING = frozenset({"validation", "authorization", "graphql", "business"})

# The bank's other doors answer in their own way before a call reaches the one behind.
REST_REFUSALS = frozenset(str(number) for number, code in CODES.items() if code.says is Says.NOT_YOU)


def send_refund(attempt: Attempt, returning: Returning) -> Sent:
    """Ask for money to go back to the card. The bank keeps no number of ours: asking twice sends it twice."""
    token = attempt.credentials.get("access_token", "")
    if not token:
        raise Refused(NO_TOKEN)
    if returning.amount < SMALLEST:
        raise Refused(TOO_LITTLE)
    server = OutsideServer(base_of("zarinpal", HOST), headers={"Authorization": f"Bearer {token}"})
    answer = server.post_json(PATH, {"query": MUTATION, "variables": _variables(attempt, returning)})
    data = answer.get("data")
    made = data.get("resource") if isinstance(data, dict) else None
    if isinstance(made, dict) and made.get("id"):
        return Sent(reference=str(made["id"])[:64], code="refunded")
    raise _failure(answer)


def _variables(attempt: Attempt, returning: Returning) -> dict[str, Any]:
    return {
        "session_id": attempt.receipt,
        "amount": returning.amount,
        "description": str(returning.number),
        "method": "PAYA",
        "reason": "CUSTOMER_REQUEST",
    }


def _failure(answer: dict[str, Any]) -> Refused | Unreachable:
    errors = answer.get("errors")
    if isinstance(errors, dict) and (number := str(errors.get("code"))) in REST_REFUSALS:
        return Refused(number)
    kinds = [_kind_of(error) for error in errors] if isinstance(errors, list) else []
    if answer.get("message") == "Unauthenticated." or "authentication" in kinds:
        return Refused(TOKEN_REFUSED)
    if kinds and BEFORE_DOING.issuperset(kinds):
        return Refused(NOT_REFUNDED)
    return Unreachable("no refund id")


def _kind_of(error: Any) -> str:
    extensions = error.get("extensions") if isinstance(error, dict) else None
    return str(extensions.get("category")) if isinstance(extensions, dict) else ""
