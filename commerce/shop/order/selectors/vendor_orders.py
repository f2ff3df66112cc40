"""What a market reads of its parts of orders: none before they are paid or agreed."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from commerce.foundation.core import clock
from commerce.foundation.core.actors import Tenant
from commerce.foundation.core.errors import NotFound
from commerce.shop.order import timeline
from commerce.shop.order.models import Line, OrderEvent, Parcel, ParcelLine, VendorOrder
from commerce.shop.order.selectors.documents import (
    address_document,
    line_brief,
    line_document,
    parcels_document,
    part_totals,
)

LINES = Prefetch("lines", Line.objects.select_related("product__parent", "stockrecord").order_by("pk"))


def vendor_orders_of(
    *,
    tenant: Tenant,
    status: str = "",
    number: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> QuerySet[VendorOrder]:
    """A market's parts, by state, by the beginning of the order's number, or by the days in Tehran it came on."""
    found = _of(tenant).select_related("order", "market").prefetch_related(LINES)
    if status:
        found = found.filter(status=status)
    if number:
        found = found.filter(order__number__startswith=number.lower())
    if first_day:
        found = found.filter(shown_at__gte=clock.day_bounds(first_day)[0])
    return found.filter(shown_at__lt=clock.day_bounds(last_day)[1]) if last_day else found


def vendor_order_of(*, tenant: Tenant, public_id: str) -> VendorOrder:
    """One part in full; another market's, or one not yet shown, is not found."""
    parcels = Parcel.objects.prefetch_related(Prefetch("lines", ParcelLine.objects.select_related("line")))
    events = Prefetch("events", OrderEvent.objects.order_by("at", "pk"))
    found = _of(tenant).select_related("order__user", "order__shipping_address", "market")
    part = found.filter(public_id=public_id).prefetch_related(LINES, Prefetch("parcels", parcels), events).first()
    if part is None:
        raise NotFound()
    return part


def vendor_order_summary(part: VendorOrder) -> dict[str, Any]:
    """A part as the market's list shows it; the buyer is on the detail."""
    return {
        "id": part.public_id,
        "order": part.order.number,
        "status": part.status,
        "received_at": part.shown_at,
        "lines": [{"id": line.public_id, **line_brief(line)} for line in part.lines.all()],
        "totals": part_totals(part),
    }


def vendor_order_document(part: VendorOrder) -> dict[str, Any]:
    """A part in full, with the buyer's contact and address: it is paid or agreed, so the market must reach them."""
    order, address = part.order, part.order.shipping_address
    return {
        **vendor_order_summary(part),
        "placed_at": part.placed_at,
        "delivery": {"code": part.delivery_code, "name": part.delivery_name},
        "reason": part.reason,
        "buyer": {"name": order.user.get_full_name(), "mobile": order.user.mobile} if order.user else None,
        "address": address_document(address) if address else None,
        "lines": [line_document(line) for line in part.lines.all()],
        "parcels": parcels_document(part.parcels.all()),
        "timeline": timeline.entries(part.events.all()),
    }


def _of(tenant: Tenant) -> QuerySet[VendorOrder]:
    return VendorOrder.objects.filter(market__public_id=tenant.ref, shown_at__isnull=False)
