"""Where the money of a captured payment came to, and the entry that says so."""

from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import is_with_seller
from commerce.money.payments.tenders import tenders

RECEIPTS = AccountRef("receipts")


def book_capture(*, payment: Payment) -> None:
    """Book what came in. A tender of ours books itself; what the seller has in hand is booked with the sale."""
    if payment.method in tenders:
        tenders.get(payment.method).take(payment)
    elif not is_with_seller(payment):
        by_transfer = payment.method == Payment.Method.TRANSFER
        post_entry(
            key=f"capture:{payment.public_id}",
            reason="transfer_confirmed" if by_transfer else "gateway_captured",
            cause_kind="payment",
            cause_ref=payment.public_id,
            postings=[
                PostingDraft(AccountRef("bank" if by_transfer else "gateway_clearing"), payment.amount),
                PostingDraft(RECEIPTS, -payment.amount),
            ],
        )
