"""Staff settle what no bank would tell: the refund was sent, or it was not."""

from typing import Literal

from django.db import transaction

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.payments.errors import RefundNotOpen
from commerce.money.payments.gateways.base import Sent
from commerce.money.payments.locks import lock_refund_and_payment
from commerce.money.payments.models import Refund
from commerce.money.payments.services.refunding.recording import record_sent, take_another_way
from commerce.money.payments.services.refunding.sending import send_refund

SETTLE_REFUNDS = "payments.change_payment"
BY_STAFF = "by_staff"
Status, Way = Refund.Status, Refund.Way
Outcome = Literal["as_sent", "as_failed"]
OPEN_TO: dict[Outcome, set[str]] = {
    "as_sent": {Status.UNKNOWN, Status.FAILED},
    "as_failed": {Status.UNKNOWN},
}


@transaction.atomic
def resolve_refund(*, actor: Actor, refund_id: int, outcome: Outcome, reference: str = "") -> Refund:
    """Write down what staff found out at the bank about another's money.

    As sent, with the bank's reference: the money has left. As failed: it has not, and takes another way. One that could
    not be sent at all counts as sent once staff have paid it by a bank transfer of their own.
    """
    _require(actor)
    refund = lock_refund_and_payment(refund_id)
    if (actor.kind, actor.ref) == ("user", refund.payment.payer.public_id):
        raise Forbidden
    if refund.status not in OPEN_TO[outcome]:
        raise RefundNotOpen()
    told = {"outcome": outcome, "reference": reference, "was": refund.status, "amount": refund.amount}
    note(actor=actor, action="refund.resolved", subject_kind="refund", subject_ref=refund.public_id, data=told)
    if outcome == "as_failed":
        return take_another_way(refund_id=refund_id, code=BY_STAFF)
    if refund.status == Status.FAILED:
        Refund.objects.filter(pk=refund_id, status=Status.FAILED).update(way=Way.BANK)
    return record_sent(refund_id=refund_id, sent=Sent(reference=reference, code=BY_STAFF))


def send_refund_now(*, actor: Actor, refund_id: int) -> Refund:
    """Try a refund at once, also one that could not be sent before."""
    _require(actor)
    refund = Refund.objects.get(pk=refund_id)
    if not may_be_sent(refund):
        raise RefundNotOpen()
    told = {"was": refund.status, "amount": refund.amount}
    note(actor=actor, action="refund.sent_by_hand", subject_kind="refund", subject_ref=refund.public_id, data=told)
    return send_refund(refund_id=refund_id)


def may_be_sent(refund: Refund) -> bool:
    """Whether trying again can bring anything: not where only staff can find out what became of the last try."""
    waits = refund.next_try_at is not None
    return refund.status in {Status.CREATED, Status.FAILED} or (refund.status == Status.UNKNOWN and waits)


def may_be_resolved(refund: Refund) -> bool:
    """Whether staff may say what became of it."""
    return any(refund.status in statuses for statuses in OPEN_TO.values())


def _require(actor: Actor) -> None:
    if SETTLE_REFUNDS not in actor.rights:
        raise Forbidden(wanted_right=SETTLE_REFUNDS)
