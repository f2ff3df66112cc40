"""Money that must go back: booked as owed to the buyer here, and sent by the tender's own refund later."""

from django.db.models import F

from commerce.foundation.core.events import record
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Payment
from commerce.money.settlement.services import reverse_sale
from commerce.shop.order import timeline
from commerce.shop.order.events import RefundDue
from commerce.shop.order.models import Order, VendorOrder


def owe_payment_back(*, order: Order, payment: Payment) -> None:
    """A payment that buys nothing any more: too late, for a cancelled order, or a second one for a paid order."""
    post_entry(
        key=f"refund_due:{payment.public_id}",
        reason="capture_not_fulfilled",
        cause_kind="payment",
        cause_ref=payment.public_id,
        postings=[
            PostingDraft(AccountRef("receipts"), payment.amount),
            PostingDraft(AccountRef("refunds_payable"), -payment.amount),
        ],
    )
    _owe(order, payment.amount, reason="not_fulfilled")


def owe_part_back(*, order: Order, vendor_order: VendorOrder) -> None:
    """A market's part that will not be sent: every share of it is taken back."""
    reversals = reverse_sale(
        sale_ref=vendor_order.public_id, key=f"rejected:{vendor_order.public_id}", reason="rejected"
    )
    _owe(order, sum(reversal.amount for reversal in reversals), reason="rejected")


def _owe(order: Order, amount: int, *, reason: str) -> None:
    if not amount:
        return
    Order.objects.filter(pk=order.pk).update(refund_due=F("refund_due") + amount)
    timeline.note(order=order, code="refund_due", amount=amount)
    record(RefundDue(order=order.number, shopper=order.user.public_id, amount=amount, reason=reason))
