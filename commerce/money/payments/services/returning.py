"""The callback: someone says that a shopper came back. It is noted, and decides nothing."""

from collections.abc import Mapping

from django.db import transaction

from commerce.foundation.core import clock
from commerce.foundation.core.states import try_move
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Returned
from commerce.money.payments.locks import lock_payment
from commerce.money.payments.models import Gateway, Payment, PaymentNote
from commerce.money.payments.states import PAID, PAYMENT

LONGEST_VALUE = 256
# Anyone may call back as often as they like; the bank is not to be asked that often.
MOST_RETURNS = 100


def take_callback(*, gateway_slug: str, data: Mapping[str, str]) -> Payment | None:
    """Note that a shopper came back from the bank; None where the callback names no attempt of that gateway."""
    gateway = Gateway.objects.filter(slug=gateway_slug).first()
    if gateway is None:
        return None
    returned = banks.get(gateway.adapter).read_callback(_short(data))
    if returned is None:
        return None
    payment_id = _named(gateway, returned)
    return None if payment_id is None else _note_return(payment_id, returned)


def _named(gateway: Gateway, returned: Returned) -> int | None:
    """The attempt that a callback names; one that names it twice over must mean the same attempt both times."""
    named = Payment.objects.filter(gateway=gateway).exclude(authority="")
    if returned.bank_order is not None:
        named = named.filter(bank_order=returned.bank_order)
    if returned.authority or returned.bank_order is None:
        named = named.filter(authority=returned.authority)
    return named.values_list("pk", flat=True).first()


def _short(data: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in data.items() if len(value) <= LONGEST_VALUE}


@transaction.atomic
def _note_return(payment_id: int, returned: Returned) -> Payment:
    payment, now = lock_payment(payment_id=payment_id), clock.now()
    if payment.status in PAID or _told_enough(payment):
        return payment
    payment.returned_at, payment.next_ask_at = now, now
    payment.returned_as = Payment.ReturnedAs.OK if returned.said_ok else Payment.ReturnedAs.NOK
    # A receipt once heard of is kept: who presses "back" at the bank may come again without it.
    payment.returned_with = {**payment.returned_with, **returned.fields}
    payment.save(update_fields=["returned_at", "returned_as", "returned_with", "next_ask_at"])
    try_move(payment, to=Payment.Status.RETURNED, table=PAYMENT)
    PaymentNote.objects.write(payment.pk, "returned", code=payment.returned_as)
    return payment


def _told_enough(payment: Payment) -> bool:
    return PaymentNote.objects.filter(payment=payment, kind="returned").count() >= MOST_RETURNS
