"""What a bank is asked about a refund, and when it may be asked nothing any more lest it be sent twice."""

from commerce.foundation.core.errors import Refused, Unreachable
from commerce.money.payments.attempts import attempt_of, bank_of, gateway_of
from commerce.money.payments.gateways.base import (
    Attempt,
    Inquires,
    Refunds,
    Returning,
    Reverses,
    Sent,
    Standing,
    TellsOfRefunds,
)
from commerce.money.payments.models import Gateway, Refund
from commerce.money.payments.services.calling import call_bank

Means = Refund.Means


class NobodyKnows(Exception):
    """An earlier try may have come through, and the bank does not tell."""


def send_at_bank(refund: Refund, *, in_doubt: bool) -> Sent:
    """Have the bank send the money back; after a try without an answer, first see what became of that.

    Raises Refused where the money is surely still here, Unreachable or NobodyKnows where it may have left.
    """
    payment = refund.payment
    bank, attempt, gateway = bank_of(payment), attempt_of(payment), gateway_of(payment)
    returning = Returning(number=refund.number, amount=refund.amount)
    if in_doubt and isinstance(bank, TellsOfRefunds):
        if made := _made_before(gateway, bank, attempt, returning):
            return made
    elif in_doubt and refund.means == Means.REFUND:
        raise NobodyKnows
    if refund.means == Means.REVERSE and isinstance(bank, Reverses):
        return _reverse(gateway, bank, attempt, in_doubt=in_doubt)
    if isinstance(bank, Refunds):
        return call_bank(gateway=gateway, operation="refund", ask=lambda: bank.refund(attempt, returning))
    raise Refused("no_refunds")


def may_ask_again(refund: Refund) -> bool:
    """Whether trying again tells anything after an answer that never came."""
    return refund.means == Means.REVERSE or isinstance(bank_of(refund.payment), TellsOfRefunds)


def _made_before(gateway: Gateway, bank: TellsOfRefunds, attempt: Attempt, returning: Returning) -> Sent | None:
    try:
        return call_bank(gateway=gateway, operation="find_refund", ask=lambda: bank.find_refund(attempt, returning))
    except Refused as refusal:  # it does not say, which is no word about the refund
        raise Unreachable(refusal.code) from refusal


def _reverse(gateway: Gateway, bank: Reverses, attempt: Attempt, *, in_doubt: bool) -> Sent:
    """Doing it twice is safe; a no to the second try may mean that the first came through."""
    try:
        return call_bank(gateway=gateway, operation="reverse", ask=lambda: bank.reverse(attempt))
    except Refused:
        if not in_doubt:
            raise
    if isinstance(bank, Inquires) and _stands_reversed(gateway, bank, attempt):
        return Sent(reference=attempt.receipt, code=Standing.REVERSED.value)
    raise NobodyKnows


def _stands_reversed(gateway: Gateway, bank: Inquires, attempt: Attempt) -> bool:
    try:
        return call_bank(gateway=gateway, operation="inquire", ask=lambda: bank.inquire(attempt)) is Standing.REVERSED
    except Refused:
        return False
