"""Approving what a run proposed, all at once; each remittance still asks its own policy."""

from dataclasses import dataclass

from commerce.earnings.payouts.models import PayoutRun
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import IllegalTransition
from commerce.money.remittances.errors import AlreadyApproved, OwnDecision
from commerce.money.remittances.models import Remittance
from commerce.money.remittances.services import approve_remittance


@dataclass(frozen=True, slots=True)
class Approved:
    """How many are agreed on now, and how many wait for another person."""

    approved: int = 0
    waiting: int = 0


def approve_run(*, actor: Actor, run: PayoutRun) -> Approved:
    """Agree to all payouts of a run that wait; large ones wait for a second person's yes.

    Whoever asked for the run is refused, and the payout of a market they work in waits for another. Asked again, it
    does nothing more.
    """
    asked = Remittance.objects.filter(payout__run=run, status=Remittance.Status.ASKED).order_by("id")
    if run.asked_by == actor.key and asked.exists():
        raise OwnDecision
    done = waiting = 0
    for public_id in asked.values_list("public_id", flat=True):
        try:
            remittance = approve_remittance(actor=actor, public_id=public_id)
        except (AlreadyApproved, IllegalTransition, OwnDecision):
            waiting += 1
            continue
        is_agreed = remittance.status == Remittance.Status.APPROVED
        done, waiting = done + is_agreed, waiting + (not is_agreed)
    return Approved(done, waiting)
