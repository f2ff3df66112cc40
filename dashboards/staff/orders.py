"""All orders of the platform, and every market's part of them."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.foundation.core.money import Money
from commerce.money.payments.selectors import payments_of
from commerce.shop.order import timeline
from commerce.shop.order.models import Line, Order, OrderEvent, Parcel, ParcelLine
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.base.sold import with_shares
from dashboards.staff.policies import ORDERS

Status = Order.Status
ON_THE_WAY = [Status.PAID, Status.CONFIRMED, Status.PARTLY_SHIPPED, Status.PARTLY_CANCELLED]
ENDED = [Status.EXPIRED, Status.CANCELLED, Status.RETURNED, Status.PARTLY_RETURNED]


def order_url(order: Order) -> str:
    return reverse("staff:order", args=[order.number])


class MarketFilters(ListFilters):
    """The number, days, and one market by its handle."""

    market = forms.CharField(label=gettext_lazy("Market (handle)"), required=False, max_length=40)
    market_lookup = "market__handle"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["market"].widget.attrs["dir"] = "ltr"

    def clean_q(self) -> str:
        return super().clean_q().lower()

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        handle = self.cleaned_data.get("market", "").strip().lower()
        return rows.filter(**{self.market_lookup: handle}) if handle else rows


class OrderFilters(MarketFilters):
    searched = ("number__startswith", "user__mobile__endswith")
    dated = "date_placed"
    market_lookup = "vendor_orders__market__handle"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = gettext_lazy("Order number or buyer's mobile")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        digits = typed.lstrip("+0")
        if digits.isascii() and digits.isdigit() and len(digits) >= MOBILE_DIGITS:
            return rows.filter(user__mobile=f"+98{digits.removeprefix('98')[-10:]}")
        return rows.filter(number__startswith=typed)


MOBILE_DIGITS = 10


class OrderList(ListScreen):
    """Orders as buyers placed them, newest first."""

    permission_policy = ORDERS
    model = Order
    page_title = gettext_lazy("Orders")
    header_icon = "clipboard-list"
    filters_class = OrderFilters
    tabs = {
        "": (gettext_lazy("All"), {}),
        "unpaid": (gettext_lazy("Waiting for payment"), {"status": Status.PENDING_PAYMENT}),
        "going": (gettext_lazy("Paid"), {"status__in": ON_THE_WAY}),
        "shipped": (gettext_lazy("Shipped"), {"status": Status.SHIPPED}),
        "done": (gettext_lazy("Delivered"), {"status__in": [Status.DELIVERED, Status.COMPLETED]}),
        "ended": (gettext_lazy("Ended"), {"status__in": ENDED}),
    }
    columns = [
        Link("number", label=gettext_lazy("Number"), to=order_url),
        Badge("status", label=gettext_lazy("Status")),
        Plain("user", label=gettext_lazy("Buyer")),
        Jalali("date_placed", label=gettext_lazy("Placed")),
        Toman("total_incl_tax", label=gettext_lazy("Total")),
    ]
    empty_title = gettext_lazy("No orders yet")
    empty_text = gettext_lazy("Orders appear here as soon as somebody buys.")
    list_export = ["number", "status", "placed", "paid", "shipping", "total"]
    export_headings = {
        "number": gettext_lazy("Number"),
        "status": gettext_lazy("Status"),
        "placed": gettext_lazy("Placed"),
        "paid": gettext_lazy("Paid"),
        "shipping": gettext_lazy("Shipping (rial)"),
        "total": gettext_lazy("Total (rial)"),
    }
    export_filename = "orders"

    def order_queryset(self, rows: QuerySet[Order]) -> QuerySet[Order]:
        return rows.order_by("-date_placed", "-pk")

    def with_related(self, rows: QuerySet[Order]) -> QuerySet[Order]:
        return rows.select_related("user")

    def to_row_dict(self, item: Order) -> dict[str, Any]:
        return {
            "number": item.number,
            "status": item.get_status_display(),
            "placed": item.date_placed,
            "paid": item.paid_at,
            "shipping": Money(int(item.shipping_incl_tax)),
            "total": Money(int(item.total_incl_tax)),
        }


class OrderDetail(RowScreen):
    """A whole order: every market's part, the payments, the timeline."""

    permission_policy = ORDERS
    row_key = "number"
    template_name = "dashboards/staff/order.html"
    header_icon = "clipboard-list"
    trail = (("staff:orders", gettext_lazy("Orders")),)

    def get_page_title(self) -> str:
        return _("Order %(number)s") % {"number": self.row.number}

    def get_row_queryset(self) -> QuerySet[Order]:
        lines = Prefetch("vendor_orders__lines", Line.objects.order_by("pk"))
        parcels = Parcel.objects.prefetch_related(Prefetch("lines", ParcelLine.objects.select_related("line")))
        rows = self.get_base_queryset().select_related("user", "shipping_address")
        return rows.prefetch_related(
            "vendor_orders__market",
            lines,
            Prefetch("vendor_orders__parcels", parcels),
            Prefetch("events", OrderEvent.objects.order_by("at", "pk")),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.row
        return super().get_context_data(**kwargs) | {
            "order": order,
            "buyer": order.user,
            "address": order.shipping_address,
            "parts": with_shares(order.vendor_orders.all()),
            "payments": payments_of("order", order.number),
            "timeline": timeline.entries(order.events.all()),
        }
