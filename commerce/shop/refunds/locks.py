"""Payments, order and parts first; then the request, which none of them waits for."""

from commerce.foundation.core.errors import NotFound
from commerce.money.payments.models import Payment
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import lock_part_for_refund
from commerce.shop.refunds.models import RefundRequest


def lock_part(vendor_order: str) -> tuple[VendorOrder, list[Payment]]:
    """A part with its payments, ours until the transaction ends; and what is paid at the door for it."""
    return lock_part_for_refund(vendor_order=vendor_order)


def lock_request(public_id: str) -> tuple[RefundRequest, list[Payment]]:
    """A request, with all that deciding about it changes locked before it."""
    known = RefundRequest.objects.filter(public_id=public_id)
    vendor_order = known.values_list("vendor_order__public_id", flat=True).first()
    if vendor_order is None:
        raise NotFound
    part, cash = lock_part(vendor_order)
    request = (
        RefundRequest.objects.select_for_update(of=("self",))
        .select_related("reason", "policy")
        .get(public_id=public_id)
    )
    request.vendor_order, request.order = part, part.order
    return request, cash
