"""Money goes back to its payer: decided in the caller's transaction, sent afterwards, once."""

from commerce.money.payments.services.refunding.deciding import lock_for_refund, refund_money
from commerce.money.payments.services.refunding.resolving import (
    may_be_resolved,
    may_be_sent,
    resolve_refund,
    send_refund_now,
)
from commerce.money.payments.services.refunding.sending import due_refunds, send_due_refunds, send_refund

__all__ = [
    "due_refunds",
    "lock_for_refund",
    "may_be_resolved",
    "may_be_sent",
    "refund_money",
    "resolve_refund",
    "send_due_refunds",
    "send_refund",
    "send_refund_now",
]
