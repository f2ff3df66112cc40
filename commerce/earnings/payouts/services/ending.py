"""What becomes of a payout with its remittance: each of these runs in the transaction of the remittance's own move."""

from commerce.earnings.payouts import locks
from commerce.earnings.payouts.entries import back_entry
from commerce.earnings.payouts.events import (
    PayoutCancelled,
    PayoutFact,
    PayoutRefused,
    PayoutReturned,
    PayoutSent,
    PayoutSettled,
)
from commerce.earnings.payouts.models import Payout
from commerce.earnings.payouts.states import PAYOUT
from commerce.earnings.payouts.telling import tell
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.states import move, try_move
from commerce.money.ledger.services import post_entries
from commerce.money.remittances.models import Remittance
from commerce.money.settlement.services import EarningPart, return_earnings

Status = Payout.Status


def payout_sent(*, remittance: Remittance) -> None:
    """The bank has the money."""
    payout = locks.lock_payout_of(remittance.pk)
    move(payout, to=Status.SENT, table=PAYOUT, sent_at=remittance.sent_at)
    tell(payout, actor=SYSTEM, fact=PayoutSent)


def payout_settled(*, remittance_id: int, at: object) -> bool:
    """The money arrived; False where that is known, or it came back meanwhile."""
    payout = Payout.objects.get(remittance=remittance_id)
    if not try_move(payout, to=Status.SETTLED, table=PAYOUT, ended_at=at):
        return False
    tell(payout, actor=SYSTEM, fact=PayoutSettled)
    return True


def payout_not_sent(*, remittance: Remittance) -> None:
    """Refused by staff, or taken back by the market: all of it is free again."""
    if remittance.status == Remittance.Status.CANCELLED:
        _came_back(remittance, to=Status.CANCELLED, fact=PayoutCancelled)
    else:
        _came_back(remittance, to=Status.REFUSED, fact=PayoutRefused)


def payout_returned(*, remittance: Remittance) -> None:
    """The bank gave it back, also after it had said that it arrived: we owe it to the market again."""
    _came_back(remittance, to=Status.RETURNED, fact=PayoutReturned)


def _came_back(remittance: Remittance, *, to: str, fact: type[PayoutFact]) -> None:
    payout = locks.lock_payout_of(remittance.pk)
    move(payout, to=to, table=PAYOUT, ended_at=remittance.ended_at, reason=remittance.reason[:300])
    parts = [EarningPart(item.kind, item.ref, item.amount) for item in payout.items.all()]
    return_earnings(market_ref=payout.market_ref, parts=parts)
    post_entries(entries=[back_entry(payout)])
    tell(payout, actor=SYSTEM, fact=fact, reason=payout.reason)
