"""Requests to give a buyer money back, and what may be asked and decided by whom, as data."""

from commerce.shop.refunds.models.policy import RefundPolicy, RefundReason
from commerce.shop.refunds.models.request import RefundRequest, RefundRequestLine

__all__ = ["RefundPolicy", "RefundReason", "RefundRequest", "RefundRequestLine"]
