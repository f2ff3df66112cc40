"""Rows are locked in one order everywhere: payment → order → vendor orders by id → wallet → stock → ledger."""

from commerce.foundation.core.errors import NotFound
from commerce.shop.order.models import Order, VendorOrder


def lock_order(number: str) -> Order:
    """The order, ours until the transaction ends."""
    rows = Order.objects.select_for_update(of=("self",)).select_related("user")
    order: Order | None = rows.filter(number=number).first()
    if order is None:
        raise NotFound()
    return order


def lock_parts(order: Order) -> list[VendorOrder]:
    """The vendor orders of a locked order, by id."""
    parts = VendorOrder.objects.select_for_update(of=("self",)).select_related("market")
    return list(parts.filter(order=order).order_by("pk"))


def lock_vendor_order(public_id: str) -> VendorOrder:
    """A vendor order, with its order locked before it."""
    number = VendorOrder.objects.filter(public_id=public_id).values_list("order__number", flat=True).first()
    if number is None:
        raise NotFound()
    order = lock_order(number)
    part = next(part for part in lock_parts(order) if part.public_id == public_id)
    part.order = order
    return part
