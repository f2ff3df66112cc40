"""What happened to a payout, told twice: to the trail of who did it, and to whoever listens."""

from typing import Any

from commerce.earnings.payouts.events import PayoutFact
from commerce.earnings.payouts.models import Payout
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.events import record

SUBJECT = "payout"


def tell(payout: Payout, *, actor: Actor, fact: type[PayoutFact], **extra: Any) -> None:
    """Note the act and record the fact, in the transaction that made it true; `extra` are the fact's own members."""
    note(
        actor=actor,
        action=fact.name,
        subject_kind=SUBJECT,
        subject_ref=payout.public_id,
        data={"amount": payout.amount, **extra},
        tenant=Tenant("market", payout.market_ref),
    )
    record(
        fact(
            payout=payout.public_id,
            market=payout.market_ref,
            kind=payout.kind,
            amount=payout.amount,
            net=payout.net,
            **extra,
        )
    )
