"""A payer's bank takes money back: recorded by staff, booked, and won or lost in the end.

It is taken out of what is neither returned nor on its way back, so no money goes back twice.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.errors import (
    ChargebackKnown,
    ChargebackNeedsAnother,
    ChargebackNotOpen,
    MoreThanPaid,
)
from commerce.money.payments.events import ChargebackEnded, PaymentChargedBack
from commerce.money.payments.locks import lock_attempts, lock_chargeback
from commerce.money.payments.models import Chargeback, Payment, PaymentNote
from commerce.money.payments.purposes import purpose_of
from commerce.money.payments.selectors import is_with_seller
from commerce.money.payments.states import CHARGEBACK, PAYMENT, REFUNDABLE

RECORD, CHECK = "payments.add_chargeback", "payments.check_chargeback"
CLEARING, PAYABLE, LOSS = (AccountRef(kind) for kind in ("gateway_clearing", "refunds_payable", "chargeback_loss"))
Status = Chargeback.Status


@dataclass(frozen=True, slots=True)
class BankClaim:
    """What a bank wrote about the money it took back."""

    amount: int
    reason: str
    deadline_on: date
    our_fault: bool = False
    evidence: str = ""


@transaction.atomic
def record_chargeback(*, actor: Actor, payment: str, claim: BankClaim) -> Chargeback:
    """Write down that a bank took money back; a large one is booked once a second person agrees."""
    _require(RECORD, actor)
    known = Payment.objects.filter(public_id=payment).values_list("pk", flat=True).first()
    if known is None:
        raise NotFound
    row, _others = lock_attempts(payment_id=known)
    _refuse_payer(actor, row)
    _refuse_strange(claim, row)
    chargeback = _write(row, claim, actor)
    purpose_of(row).on_disputed(chargeback)
    _note(actor, "recorded", chargeback)
    if claim.amount <= settings.CHARGEBACK_SECOND_PERSON_ABOVE:
        _open(chargeback)
    return chargeback


@transaction.atomic
def check_chargeback(*, actor: Actor, chargeback: str) -> Chargeback:
    """Agree with what another person recorded: it is booked."""
    row = _of_another(actor, chargeback)
    _open(row, checked_by=actor.key)
    _note(actor, "checked", row)
    return row


@transaction.atomic
def refuse_chargeback(*, actor: Actor, chargeback: str, reason: str) -> Chargeback:
    """Say that what another person recorded is not so; nothing was booked."""
    row = _of_another(actor, chargeback)
    _end(row, Status.REFUSED, reason, checked_by=actor.key)
    purpose_of(row.payment).on_chargeback_ended(row)
    _note(actor, "refused", row)
    return row


@transaction.atomic
def win_chargeback(*, actor: Actor, chargeback: str, because: str) -> Chargeback:
    """The bank gave the money back again: everyone has what they had, and the payment stands as it was."""
    row = _to_close(actor, chargeback)
    _book(row, key="won", taken=CLEARING, sign=-1)
    payment = row.payment
    back = Payment.Status.PARTIALLY_REFUNDED if payment.refunded else Payment.Status.CAPTURED
    whole = payment.refunded == payment.amount
    move(payment, to=Payment.Status.REFUNDED if whole else back, table=PAYMENT, charged_back=_without(row))
    _close(row, actor, Status.WON, because)
    return row


@transaction.atomic
def lose_chargeback(*, actor: Actor, chargeback: str, because: str) -> Chargeback:
    """The bank keeps the money; what it left of the payment can be refunded again."""
    row = _to_close(actor, chargeback)
    payment = row.payment
    if payment.charged_back < payment.amount:
        rest = payment.amount - payment.charged_back - payment.refunded
        to = Payment.Status.PARTIALLY_REFUNDED if rest else Payment.Status.REFUNDED
        move(payment, to=to, table=PAYMENT)
    _close(row, actor, Status.LOST, because)
    return row


def _write(payment: Payment, claim: BankClaim, actor: Actor) -> Chargeback:
    try:
        with transaction.atomic():
            return Chargeback.objects.create(
                payment=payment,
                amount=claim.amount,
                our_fault=claim.our_fault,
                reason=claim.reason,
                evidence=claim.evidence,
                deadline_on=claim.deadline_on,
                recorded_by=actor.key,
            )
    except IntegrityError as error:
        raise ChargebackKnown from error


def _open(chargeback: Chargeback, checked_by: str = "") -> None:
    payment = chargeback.payment
    if payment.status not in REFUNDABLE or chargeback.amount > payment.left:
        raise MoreThanPaid()
    taken = payment.charged_back + chargeback.amount
    move(payment, to=Payment.Status.CHARGED_BACK, table=PAYMENT, charged_back=taken)
    borne = purpose_of(payment).on_charged_back(chargeback)
    move(chargeback, to=Status.OPEN, table=CHARGEBACK, checked_by=checked_by, borne=borne)
    _book(chargeback, key="opened", taken=CLEARING, sign=1)
    ref, amount = chargeback.public_id, chargeback.amount
    PaymentNote.objects.write(payment.pk, "charged_back", chargeback=ref, amount=amount)
    record(PaymentChargedBack(payment.public_id, payment.purpose, payment.reference, chargeback=ref, amount=amount))


def _book(chargeback: Chargeback, *, key: str, taken: AccountRef, sign: int) -> None:
    """What the shares bear was owed to the payer, and has left by the bank's hand; the rest is our loss."""
    parts = [(PAYABLE, chargeback.borne), (LOSS, chargeback.amount - chargeback.borne), (taken, -chargeback.amount)]
    post_entry(
        key=f"chargeback:{chargeback.public_id}:{key}",
        reason="charged_back" if sign > 0 else "chargeback_won",
        cause_kind="chargeback",
        cause_ref=chargeback.public_id,
        postings=[PostingDraft(account, sign * amount) for account, amount in parts if amount],
    )


def _close(chargeback: Chargeback, actor: Actor, outcome: str, because: str) -> None:
    _end(chargeback, outcome, because)
    payment = chargeback.payment
    purpose_of(payment).on_chargeback_ended(chargeback)
    PaymentNote.objects.write(payment.pk, f"chargeback_{outcome}", chargeback=chargeback.public_id)
    _note(actor, outcome, chargeback)
    named = (payment.public_id, payment.purpose, payment.reference, chargeback.public_id)
    record(ChargebackEnded(*named, amount=chargeback.amount, outcome=outcome))


def _end(chargeback: Chargeback, to: str, because: str, **also: str) -> None:
    move(chargeback, to=to, table=CHARGEBACK, closed_at=clock.now(), closed_because=because, **also)


def _to_close(actor: Actor, public_id: str) -> Chargeback:
    _require(RECORD, actor)
    chargeback = lock_chargeback(public_id=public_id)
    _refuse_payer(actor, chargeback.payment)
    if chargeback.status != Status.OPEN:
        raise ChargebackNotOpen()
    return chargeback


def _of_another(actor: Actor, public_id: str) -> Chargeback:
    _require(CHECK, actor)
    chargeback = lock_chargeback(public_id=public_id)
    _refuse_payer(actor, chargeback.payment)
    if chargeback.recorded_by == actor.key:
        raise ChargebackNeedsAnother()
    if chargeback.status != Status.RECORDED:
        raise ChargebackNotOpen()
    return chargeback


def _without(chargeback: Chargeback) -> int:
    return chargeback.payment.charged_back - chargeback.amount


def _refuse_strange(claim: BankClaim, payment: Payment) -> None:
    if payment.method != Payment.Method.GATEWAY or is_with_seller(payment):
        raise InvalidInput({"payment": [("not_by_our_gateway", _("This was not paid at a gateway of ours."))]})
    if claim.amount <= 0:
        raise InvalidInput({"amount": [("not_positive", _("More than nothing."))]})
    if payment.status not in REFUNDABLE or claim.amount > payment.left:
        raise MoreThanPaid()


def _refuse_payer(actor: Actor, payment: Payment) -> None:
    if (actor.kind, actor.ref) == ("user", payment.payer.public_id):
        raise Forbidden


def _require(right: str, actor: Actor) -> None:
    if right not in actor.rights:
        raise Forbidden(wanted_right=right)


def _note(actor: Actor, act: str, chargeback: Chargeback) -> None:
    note(
        actor=actor,
        action=f"chargeback.{act}",
        subject_kind="chargeback",
        subject_ref=chargeback.public_id,
        data={"amount": chargeback.amount, "our_fault": chargeback.our_fault, "outcome": chargeback.closed_because},
    )
