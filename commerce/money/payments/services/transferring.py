"""Bank transfers: the payer shows what was sent, and staff say whether it came."""

from datetime import date
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit import services as audit
from commerce.foundation.core import clock, events
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, IllegalTransition, InvalidInput
from commerce.foundation.core.states import move, try_move
from commerce.foundation.core.text import clean_digits
from commerce.money.payments.errors import PaymentClosed, ReceiptDecided, ReceiptWaiting, TrackingUsed
from commerce.money.payments.events import TransferRefused, TransferShown
from commerce.money.payments.locks import lock_payment, lock_transfer_receipt
from commerce.money.payments.models import Payment, PaymentNote, TransferReceipt
from commerce.money.payments.papers import take_paper
from commerce.money.payments.services.capturing import capture_payment
from commerce.money.payments.states import PAID, PAYMENT, TRANSFER_RECEIPT

DECIDE = "payments.change_payment"
Decision = TransferReceipt.Decision


@transaction.atomic
def show_transfer(
    *, payment: Payment, file: BinaryIO | None, tracking: str = "", paid_on: date | None = None
) -> TransferReceipt:
    """The payer says to have transferred the money, also after the time was over: staff look whether it came."""
    number = _number(tracking)
    if file is None and not number:
        raise InvalidInput({"file": [("required", _("Send a picture of the receipt or its tracking number."))]})
    if paid_on and paid_on > clock.today():
        raise InvalidInput({"paid_on": [("in_the_future", _("This day is still to come."))]})
    locked = lock_payment(payment_id=payment.pk)
    if locked.transfer_to is None or locked.status in PAID:
        raise PaymentClosed
    if locked.transfer_receipts.filter(decision=Decision.WAITING).exists():
        raise ReceiptWaiting
    shown = TransferReceipt.objects.create(
        payment=locked,
        account=locked.transfer_to,
        file=take_paper(file) if file else "",
        tracking=number,
        paid_on=paid_on,
    )
    try_move(locked, to=Payment.Status.VERIFYING, table=PAYMENT)
    PaymentNote.objects.write(locked.pk, "transfer_shown", code=number, receipt=shown.public_id)
    events.record(TransferShown(locked.public_id, locked.purpose, locked.reference, locked.payer.public_id))
    return shown


@transaction.atomic
def confirm_transfer(*, actor: Actor, receipt: str, tracking: str = "") -> Payment:
    """The money is on our account: the payment is captured. A transfer pays once, known by its tracking number."""
    shown = _waiting(actor, receipt)
    number = _number(tracking) or shown.tracking
    if not number:
        raise InvalidInput({"tracking": [("required", _("Give the tracking number of the transfer."))]})
    _decide(shown, Decision.CONFIRMED, actor, tracking=number)
    return capture_payment(payment_id=shown.payment_id, receipt=number)


@transaction.atomic
def refuse_transfer(*, actor: Actor, receipt: str, reason: str) -> Payment:
    """No such money came: the payer hears why, and the payment waits again until its deadline."""
    if not reason.strip():
        raise InvalidInput({"reason": [("required", _("Say why."))]})
    shown = _waiting(actor, receipt)
    _decide(shown, Decision.REFUSED, actor, reason=reason)
    payment = shown.payment
    if payment.status == Payment.Status.VERIFYING:
        move(payment, to=Payment.Status.CREATED, table=PAYMENT)
    told = TransferRefused(
        payment.public_id, payment.purpose, payment.reference, payment.payer.public_id, reason=reason
    )
    events.record(told)
    return payment


def _number(typed: str) -> str:
    """A tracking number as the bank writes it: however it is typed, a transfer is known by it."""
    number = clean_digits(typed)
    if number and not (number.isascii() and number.isdigit()):
        raise InvalidInput({"tracking": [("not_digits", _("A tracking number has digits only."))]})
    return number


def _waiting(actor: Actor, receipt: str) -> TransferReceipt:
    """What is to be decided, by somebody whose own payment it is not."""
    if DECIDE not in actor.rights:
        raise Forbidden(wanted_right=DECIDE)
    shown = lock_transfer_receipt(public_id=receipt)
    if (actor.kind, actor.ref) == ("user", shown.payment.payer.public_id):
        raise Forbidden
    return shown


def _decide(shown: TransferReceipt, to: str, actor: Actor, **also: str) -> None:
    told = {"decided_by": actor.key, "decided_at": clock.now(), **also}
    try:
        with transaction.atomic():
            move(shown, to=to, table=TRANSFER_RECEIPT, field="decision", **told)
    except IllegalTransition as error:
        raise ReceiptDecided from error
    except IntegrityError as error:
        raise TrackingUsed from error
    PaymentNote.objects.write(shown.payment_id, f"transfer_{to}", receipt=shown.public_id, by=actor.key, **also)
    audit.note(
        actor=actor,
        action=f"transfer.{to}",
        subject_kind="payment",
        subject_ref=shown.payment.public_id,
        data={"receipt": shown.public_id, **also},
    )
