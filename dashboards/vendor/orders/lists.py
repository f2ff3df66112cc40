"""The orders of a market: waiting, on their way, done."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.shop.order.models import Line, VendorOrder
from dashboards.base.columns import Badge, Jalali, Link, Number, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import VendorSide
from dashboards.vendor.policies import ORDERS

Status = VendorOrder.Status
TO_SHIP = [Status.ACCEPTED, Status.PACKED, Status.PARTLY_SHIPPED]
ENDED = [Status.REJECTED, Status.CANCELLED, Status.RETURNED, Status.PARTLY_RETURNED]


def order_url(part: VendorOrder) -> str:
    return reverse("vendor:order", args=[part.public_id])


class OrderFilters(ListFilters):
    searched = ("order__number__startswith",)
    dated = "shown_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number")

    def clean_q(self) -> str:
        return super().clean_q().lower()


class OrderList(VendorSide, ListScreen):
    """What the market on screen has to send, newest first."""

    permission_policy = ORDERS
    model = VendorOrder
    page_title = _("Orders")
    header_icon = "clipboard-list"
    filters_class = OrderFilters
    tabs = {
        "": (_("All"), {}),
        "new": (_("New"), {"status": Status.NEW}),
        "to_ship": (_("To ship"), {"status__in": TO_SHIP}),
        "shipped": (_("Shipped"), {"status": Status.SHIPPED}),
        "delivered": (_("Delivered"), {"status__in": [Status.DELIVERED, Status.COMPLETED]}),
        "ended": (_("Cancelled and returned"), {"status__in": ENDED}),
    }
    columns = [
        Link("order.number", label=_("Number"), to=order_url),
        Badge("status", label=_("Status")),
        Jalali("shown_at", label=_("Received")),
        Number("lines_count", label=_("Lines")),
        Toman("total", label=_("Total")),
    ]
    empty_title = _("No orders yet")
    empty_text = _("Paid orders of your market appear here by themselves.")

    list_export = ["number", "status", "received", "items", "shipping", "discount", "total", "delivery"]
    export_headings = {
        "number": _("Number"),
        "status": _("Status"),
        "received": _("Received"),
        "items": _("Items (rial)"),
        "shipping": _("Shipping (rial)"),
        "discount": _("Discount (rial)"),
        "total": _("Total (rial)"),
        "delivery": _("Delivery"),
    }
    export_filename = "orders"

    def get_base_queryset(self) -> QuerySet[VendorOrder]:
        return super().get_base_queryset().filter(market=self.current_seat.market)

    def order_queryset(self, rows: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
        return rows.order_by("-shown_at", "-pk")

    def with_related(self, rows: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
        lines = Line.objects.filter(vendor_order=OuterRef("pk")).order_by().values("vendor_order")
        return rows.select_related("order").annotate(lines_count=Subquery(lines.values(count=Count("pk"))))

    def to_row_dict(self, item: VendorOrder) -> dict[str, Any]:
        return {
            "number": item.order.number,
            "status": item.get_status_display(),
            "received": item.shown_at,
            "items": Money(item.items_total),
            "shipping": Money(item.shipping_total),
            "discount": Money(item.discount_total),
            "total": Money(item.total),
            "delivery": item.delivery_name,
        }
