"""What may be asked of refunds."""

from commerce.shop.refunds.services.asking import ask_refund, withdraw_refund
from commerce.shop.refunds.services.deciding import approve_refund, refuse_refund
from commerce.shop.refunds.services.previewing import Giver, Preview, TenderPart, preview_refund, preview_request
from commerce.shop.refunds.services.ruling import save_policy, save_reason
from commerce.shop.refunds.wishes import Wish

__all__ = [
    "Giver",
    "Preview",
    "TenderPart",
    "Wish",
    "approve_refund",
    "ask_refund",
    "preview_refund",
    "preview_request",
    "refuse_refund",
    "save_policy",
    "save_reason",
    "withdraw_refund",
]
