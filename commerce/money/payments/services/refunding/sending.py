"""A refund is sent: claimed under a lease, the bank called outside transactions, what was heard written down.

Nothing is sent twice: after a try whose answer is missing, the bank is first asked what became of it, and where it
cannot be asked, staff find out.
"""

import logging

from django.db import transaction
from django.db.models import Q

from commerce.foundation.core import clock
from commerce.foundation.core.errors import DomainError, Refused, Unreachable
from commerce.foundation.core.states import move, try_move
from commerce.money.payments.gateways.base import Sent
from commerce.money.payments.leases import SENDING_LEASE, next_send
from commerce.money.payments.locks import lock_refund
from commerce.money.payments.models import PaymentNote, Refund
from commerce.money.payments.services.refunding.at_bank import NobodyKnows, may_ask_again, send_at_bank
from commerce.money.payments.services.refunding.by_transfer import hand_to_remittances
from commerce.money.payments.services.refunding.recording import record_failed, record_sent, take_another_way
from commerce.money.payments.services.refunding.ways import has_wallet, means_of
from commerce.money.payments.states import REFUND

logger = logging.getLogger(__name__)
Status, Way = Refund.Status, Refund.Way
AT_ONCE = 200
NOBODY_KNOWS, NO_WALLET = "nobody_knows", "no_wallet"


def send_refund(*, refund_id: int, only_if_due: bool = False) -> Refund:
    """Send a refund on its way, and on another where that one is refused; whoever does so meanwhile is left to it."""
    claimed = _claim(refund_id, only_if_due=only_if_due)
    if claimed is None:
        return Refund.objects.select_related("payment").get(pk=refund_id)
    refund, in_doubt = claimed
    if refund.way == Way.GATEWAY:
        return _by_gateway(refund, in_doubt=in_doubt)
    if refund.way == Way.BANK:
        return hand_to_remittances(refund_id=refund_id)
    if not has_wallet(refund.payment.payer):
        return record_failed(refund_id=refund_id, code=NO_WALLET)
    try:
        return record_sent(refund_id=refund_id, sent=Sent(reference="", code=""))
    except DomainError as error:
        return record_failed(refund_id=refund_id, code=error.code)


def due_refunds(*, limit: int = AT_ONCE) -> list[int]:
    """Refunds whose time to be sent has come, the longest waiting first."""
    now = clock.now()
    free = Q(sending_until=None) | Q(sending_until__lte=now)
    waiting = Refund.objects.filter(free, next_try_at__lte=now).order_by("next_try_at")
    return list(waiting.values_list("pk", flat=True)[:limit])


def send_due_refunds() -> int:
    """Send all that is due, one that fails keeping no other waiting; answers how many were looked at."""
    due = due_refunds()
    for refund_id in due:
        _send_apart(refund_id)
    return len(due)


@transaction.atomic
def _claim(refund_id: int, *, only_if_due: bool) -> tuple[Refund, bool] | None:
    """The refund, and whether an earlier try of it may have come through."""
    refund, now = lock_refund(refund_id), clock.now()
    leased = refund.sending_until is not None and refund.sending_until > now
    early = only_if_due and (refund.next_try_at is None or refund.next_try_at > now)
    if leased or early or refund.status == Status.SENT or _is_remitted(refund):
        return None
    in_doubt = refund.status in {Status.SENDING, Status.UNKNOWN}
    until = now + SENDING_LEASE
    move(
        refund,
        to=Status.SENDING,
        table=REFUND,
        means=means_of(refund) if refund.way == Way.GATEWAY else "",
        tries=refund.tries + 1,
        sending_until=until,
        next_try_at=until,
    )
    return refund, in_doubt


def _is_remitted(refund: Refund) -> bool:
    """Whether people have it in hand, who send it by bank transfer."""
    return refund.status == Status.SENDING and refund.next_try_at is None


def _by_gateway(refund: Refund, *, in_doubt: bool) -> Refund:
    try:
        sent = send_at_bank(refund, in_doubt=in_doubt)
    except Unreachable as silence:
        return _leave_unknown(refund, code=str(silence), ask_again=may_ask_again(refund))
    except NobodyKnows:
        return _leave_unknown(refund, code=NOBODY_KNOWS, ask_again=False)
    except Refused as refusal:
        take_another_way(refund_id=refund.pk, code=refusal.code, of_try=refund.tries)
        return send_refund(refund_id=refund.pk, only_if_due=True)
    return record_sent(refund_id=refund.pk, sent=sent)


@transaction.atomic
def _leave_unknown(refund: Refund, *, code: str, ask_again: bool) -> Refund:
    at = next_send(refund, now=clock.now()) if ask_again else None
    still_ours = lock_refund(refund.pk).tries == refund.tries and try_move(
        refund,
        to=Status.UNKNOWN,
        table=REFUND,
        last_code=code[:40],
        sending_until=None,
        next_try_at=at,
    )
    if still_ours:
        PaymentNote.objects.write(refund.payment_id, "refund_no_answer", code=code, refund=refund.public_id)
        if at is None:
            logger.error("Refund %s needs staff: nobody knows whether the bank sent it.", refund.public_id)
    return refund


def _send_apart(refund_id: int) -> None:
    try:
        send_refund(refund_id=refund_id, only_if_due=True)
    except Exception:
        logger.exception("Sending refund %s failed", refund_id)
