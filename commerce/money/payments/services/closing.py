"""The end of an attempt without money."""

from django.db import transaction

from commerce.foundation.core import events
from commerce.foundation.core.states import try_move
from commerce.money.payments.events import PaymentEnded
from commerce.money.payments.locks import lock_payments_of
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.purposes import purpose_of
from commerce.money.payments.services.parts import let_go_of_parts
from commerce.money.payments.states import IN_DOUBT, PAYMENT, WAITING


def end_attempt(*, payment: Payment, to: str, code: str = "") -> bool:
    """End an attempt that its caller has locked, give back what is held for it, and tell what it was for.

    False where it had ended before.
    """
    if not try_move(payment, to=to, table=PAYMENT, last_code=code[:40]):
        return False
    PaymentNote.objects.write(payment.pk, "ended", code=code, status=to)
    let_go_of_parts(lead=payment, to=to)
    purpose_of(payment).on_closed(payment)
    events.record(PaymentEnded(payment.public_id, payment.purpose, payment.reference, to))
    return True


def lock_attempts_for(*, purpose: str, reference: str) -> list[Payment]:
    """Lock the payments of a thing before the caller locks rows of its own, where they may end or be captured after."""
    return lock_payments_of(purpose=purpose, reference=reference)


@transaction.atomic
def close_open_payments(*, purpose: str, reference: str, to: str) -> list[Payment]:
    """End the attempts of a thing that is no longer sold; answers those about which money is in doubt, left open.

    Locks the payments: to be called before the caller locks rows of its own.
    """
    lock_payments_of(purpose=purpose, reference=reference)
    # Whoever had them before us may have begun another, which is seen only now.
    attempts = [one for one in lock_payments_of(purpose=purpose, reference=reference) if one.part_of_id is None]
    for payment in attempts:
        if payment.status in WAITING:
            end_attempt(payment=payment, to=to)
    return [payment for payment in attempts if payment.status in IN_DOUBT]
