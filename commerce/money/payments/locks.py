"""Payment rows are locked first of all: payments → order → vendor orders → wallets → stock → the ledger's accounts."""

from commerce.foundation.core.errors import NotFound
from commerce.money.payments.models import Chargeback, Gateway, Payment, Refund, TransferReceipt
from commerce.money.payments.states import REFUNDABLE


def lock_payment(*, payment_id: int) -> Payment:
    """The row as it is now, ours until the transaction ends."""
    return Payment.objects.select_for_update(of=("self",)).select_related("gateway", "payer").get(pk=payment_id)


def lock_attempts(*, payment_id: int) -> tuple[Payment, list[Payment]]:
    """A payment, and all others for the same thing, locked in the order of their ids."""
    purpose, reference = Payment.objects.values_list("purpose", "reference").get(pk=payment_id)
    rows = lock_payments_of(purpose=purpose, reference=reference)
    payment = next(row for row in rows if row.pk == payment_id)
    return payment, [row for row in rows if row.pk != payment_id]


def lock_payments_of(*, purpose: str, reference: str) -> list[Payment]:
    """Every attempt for one thing, oldest first."""
    rows = Payment.objects.paying_for(purpose, reference).select_for_update(of=("self",))
    return list(rows.select_related("gateway", "payer").order_by("id"))


def lock_transfer_receipt(*, public_id: str) -> TransferReceipt:
    """What was shown for a transfer, with the payments of its thing locked before it."""
    known = TransferReceipt.objects.filter(public_id=public_id).values_list("payment_id", flat=True).first()
    if known is None:
        raise NotFound
    payment, _others = lock_attempts(payment_id=known)
    receipt = TransferReceipt.objects.select_for_update(of=("self",)).select_related("account").get(public_id=public_id)
    receipt.payment = payment
    return receipt


def lock_parts(*, lead: Payment) -> list[Payment]:
    """The other tenders of a split payment whose lead is locked."""
    rows = Payment.objects.filter(part_of=lead).select_for_update(of=("self",))
    return list(rows.select_related("payer").order_by("id"))


def lock_refundable(*, purpose: str, reference: str) -> list[Payment]:
    """The attempts for one thing whose money is ours, oldest first."""
    rows = Payment.objects.paying_for(purpose, reference).filter(status__in=sorted(REFUNDABLE))
    return list(rows.select_for_update(of=("self",)).select_related("gateway", "payer").order_by("id"))


def lock_refund(refund_id: int) -> Refund:
    """The refund alone; whoever goes on to the payment locks that first, by `lock_refund_and_payment`."""
    rows = Refund.objects.select_for_update(of=("self",))
    return rows.select_related("payment__gateway", "payment__payer").get(pk=refund_id)


def lock_refund_and_payment(refund_id: int) -> Refund:
    """The refund with its payment locked before it."""
    payment = lock_payment(payment_id=Refund.objects.values_list("payment_id", flat=True).get(pk=refund_id))
    refund = Refund.objects.select_for_update(of=("self",)).get(pk=refund_id)
    refund.payment = payment
    return refund


def lock_chargeback(*, public_id: str) -> Chargeback:
    """A chargeback, with the payments of its thing locked before it."""
    known = Chargeback.objects.filter(public_id=public_id).values_list("payment_id", flat=True).first()
    if known is None:
        raise NotFound
    payment, _others = lock_attempts(payment_id=known)
    chargeback = Chargeback.objects.select_for_update(of=("self",)).get(public_id=public_id)
    chargeback.payment = payment
    return chargeback


def lock_gateway(*, slug: str) -> Gateway:
    """A contract while it is changed."""
    gateway = Gateway.objects.select_for_update().filter(slug=slug).first()
    if gateway is None:
        raise NotFound
    return gateway
