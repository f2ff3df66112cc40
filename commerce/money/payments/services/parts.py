"""The wallet's part of a split payment follows its lead: held with it, taken with it, let go when it ends."""

from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.states import move, try_move
from commerce.money.payments.locks import lock_parts
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.states import PAYMENT, UNPAID, WAITING
from commerce.money.payments.tenders import tenders


def hold_part(*, lead: Payment, amount: int) -> Payment:
    """Set the payer's own money aside for an attempt that another tender leads."""
    part = Payment.objects.create(
        purpose=lead.purpose,
        reference=lead.reference,
        payer=lead.payer,
        method=Payment.Method.WALLET,
        part_of=lead,
        amount=amount,
        deadline_at=lead.deadline_at,
    )
    tenders.get(part.method).hold(part)
    return part


def take_parts(*, lead: Payment, parts: list[Payment]) -> None:
    """Take what is held beside a lead that is captured."""
    for part in parts:
        if part.status in WAITING:
            move(part, to=Payment.Status.CAPTURED, table=PAYMENT, captured_at=clock.now())
            tenders.get(part.method).take(part)
            PaymentNote.objects.write(part.pk, "taken", code=lead.public_id)


def hold_parts_again(*, lead: Payment, parts: list[Payment]) -> list[Payment]:
    """What was let go is held anew for a lead whose money came late; what the payer has no more is left out."""
    return [held for part in parts if part.status in UNPAID if (held := _held_again(lead, part))]


def let_go_of_parts(*, lead: Payment, to: str) -> None:
    """Give back at once what is held for an attempt that ends unpaid, its parts' money and its own."""
    for payment in lock_parts(lead=lead):
        if try_move(payment, to=to, table=PAYMENT):
            tenders.get(payment.method).let_go(payment)
            PaymentNote.objects.write(payment.pk, "let_go", status=to)
    if lead.method in tenders:
        tenders.get(lead.method).let_go(lead)


def _held_again(lead: Payment, part: Payment) -> Payment | None:
    try:
        with transaction.atomic():
            return hold_part(lead=lead, amount=part.amount)
    except DomainError as problem:
        PaymentNote.objects.write(part.pk, "not_held_again", code=problem.code)
        return None
