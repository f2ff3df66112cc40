"""A refund by bank transfer: remittances send it, and tell what became of it."""

from django.db import transaction

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.gateways.base import Sent
from commerce.money.payments.locks import lock_refund_and_payment
from commerce.money.payments.models import PaymentNote, Refund
from commerce.money.payments.services.refunding.recording import record_sent, take_another_way
from commerce.money.payments.services.refunding.ways import bank_account_of
from commerce.money.payments.tenders import tenders
from commerce.money.remittances.models import Remittance
from commerce.money.remittances.services import ask_remittance

KIND = "refund"
PAYABLE, TRANSIT = AccountRef("refunds_payable"), AccountRef("refunds_in_transit")
NO_ACCOUNT, REFUSED = "no_bank_account", "remittance_refused"


@transaction.atomic
def hand_to_remittances(*, refund_id: int) -> Refund:
    """Ask that the money leaves for the payer's bank account; nothing is tried again, people see to the rest."""
    refund = lock_refund_and_payment(refund_id)
    payer = refund.payment.payer
    account = bank_account_of(payer)
    if account is None:
        return take_another_way(refund_id=refund_id, code=NO_ACCOUNT)
    key = f"refund:{refund.public_id}:{refund.tries}"
    _book(key, refund, taken=PAYABLE, given=TRANSIT)
    remittance = ask_remittance(
        actor=SYSTEM,
        kind=KIND,
        owner_kind="user",
        owner_ref=payer.public_id,
        bank_account=account.public_id,
        amount=refund.amount,
        reference=refund.public_id,
        key=key,
    )
    refund.sending_until = refund.next_try_at = None
    refund.save(update_fields=["sending_until", "next_try_at"])
    told = {"refund": refund.public_id, "remittance": remittance.public_id}
    PaymentNote.objects.write(refund.payment_id, "refund_remitted", **told)
    return refund


def remittance_sent(remittance: Remittance) -> None:
    """The bank has the order: the money has left, and is booked already."""
    refund = Refund.objects.get(public_id=remittance.reference)
    record_sent(refund_id=refund.pk, sent=Sent(reference=remittance.tracking, code=""), is_booked=True)


def remittance_refused(remittance: Remittance) -> None:
    """It was refused or called off before it left: the money goes another way."""
    refund = Refund.objects.get(public_id=remittance.reference)
    _book(f"refund_back:{remittance.public_id}", refund, taken=TRANSIT, given=PAYABLE)
    take_another_way(refund_id=refund.pk, code=REFUSED)


def remittance_returned(remittance: Remittance) -> None:
    """The bank gave it back: it goes to the payer's wallet at once, so it counts as gone back all the same."""
    refund = lock_refund_and_payment(Refund.objects.values_list("pk", flat=True).get(public_id=remittance.reference))
    _book(f"refund_back:{remittance.public_id}", refund, taken=TRANSIT, given=PAYABLE)
    refund.way = Refund.Way.WALLET
    refund.save(update_fields=["way"])
    tenders.get(refund.way).give_back(refund)
    told = {"refund": refund.public_id, "next": refund.way}
    PaymentNote.objects.write(refund.payment_id, "refund_returned", code=remittance.reason[:40], **told)


def _book(key: str, refund: Refund, *, taken: AccountRef, given: AccountRef) -> None:
    post_entry(
        key=key,
        reason="refund_by_transfer",
        cause_kind="refund",
        cause_ref=refund.public_id,
        postings=[PostingDraft(taken, refund.amount), PostingDraft(given, -refund.amount)],
    )
