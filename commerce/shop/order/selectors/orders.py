"""A shopper's orders."""

from django.db.models import Prefetch, QuerySet

from commerce.foundation.core.errors import NotFound
from commerce.shop.order.models import Line, Order, OrderEvent, Parcel, ParcelLine, VendorOrder

LINES = Prefetch("lines", Line.objects.select_related("product__parent", "stockrecord").order_by("pk"))
PARTS = Prefetch("vendor_orders", VendorOrder.objects.select_related("market").order_by("pk"))
PARCELS = Prefetch(
    "vendor_orders__parcels",
    Parcel.objects.prefetch_related(Prefetch("lines", ParcelLine.objects.select_related("line"))),
)


def orders_of(*, user_id: int) -> "QuerySet[Order]":
    """A shopper's orders, with what a list shows of each."""
    orders: QuerySet[Order] = Order.objects.filter(user=user_id).prefetch_related(PARTS, LINES)
    return orders


def order_of(*, user_id: int, number: str) -> Order:
    """One order in full; another person's is not found."""
    events = Prefetch("events", OrderEvent.objects.order_by("at", "pk"))
    found = Order.objects.filter(user=user_id, number=number).select_related("shipping_address")
    order: Order | None = found.prefetch_related(PARTS, LINES, PARCELS, events).first()
    if order is None:
        raise NotFound()
    return order


def order_named(number: str) -> Order:
    """An order as it is before anything is locked, to see whose it is."""
    order: Order | None = Order.objects.select_related("user").filter(number=number).first()
    if order is None:
        raise NotFound()
    return order
