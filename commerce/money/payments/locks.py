"""The payment row is the first of all rows to be locked: payment → order → vendor orders → stock → accounts."""

from commerce.money.payments.models import Payment


def lock_payment(*, payment_id: int) -> Payment:
    """The row as it is now, ours until the transaction ends."""
    return Payment.objects.select_for_update(of=("self",)).select_related("gateway", "payer").get(pk=payment_id)


def lock_payments_of(*, purpose: str, reference: str) -> list[Payment]:
    """Every attempt for one thing, oldest first."""
    rows = Payment.objects.paying_for(purpose, reference).select_for_update(of=("self",))
    return list(rows.select_related("gateway").order_by("id"))
