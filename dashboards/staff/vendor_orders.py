"""Every market's part of orders, the unseen ones too; staff may step in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import PLATFORM
from commerce.foundation.core.money import Money
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import fulfilling
from dashboards.base.actions import RowAction
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.lists import ListScreen
from dashboards.staff.orders import MarketFilters, order_url
from dashboards.staff.policies import VENDOR_ORDERS

Status = VendorOrder.Status


class VendorOrderFilters(MarketFilters):
    searched = ("order__number__startswith",)
    dated = "placed_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number")


class VendorOrderList(ListScreen):
    """What markets have to send, newest first."""

    permission_policy = VENDOR_ORDERS
    model = VendorOrder
    page_title = _("Vendor orders")
    header_icon = "folder-inverse"
    filters_class = VendorOrderFilters
    tabs = {
        "": (_("All"), {}),
        "new": (_("New"), {"status": Status.NEW}),
        "to_ship": (_("To ship"), {"status__in": [Status.ACCEPTED, Status.PACKED, Status.PARTLY_SHIPPED]}),
        "shipped": (_("Shipped"), {"status": Status.SHIPPED}),
        "done": (_("Delivered"), {"status__in": [Status.DELIVERED, Status.COMPLETED]}),
        "rejected": (_("Rejected"), {"status": Status.REJECTED}),
    }
    columns = [
        Link("order.number", label=_("Order"), to=lambda part: order_url(part.order)),
        Plain("market.name", label=_("Market")),
        Badge("status", label=_("Status")),
        Jalali("placed_at", label=_("Placed")),
        Jalali("shown_at", label=_("Received")),
        Toman("total", label=_("Total")),
    ]
    empty_title = _("No vendor orders yet")
    empty_text = _("Every order makes one for each market in it.")
    list_export = ["number", "market", "status", "placed", "received", "total"]
    export_headings = {
        "number": _("Order"),
        "market": _("Market"),
        "status": _("Status"),
        "placed": _("Placed"),
        "received": _("Received"),
        "total": _("Total (rial)"),
    }
    export_filename = "vendor-orders"

    def order_queryset(self, rows: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
        return rows.select_related("order", "market")

    def to_row_dict(self, item: VendorOrder) -> dict[str, Any]:
        return {
            "number": item.order.number,
            "market": item.market.name,
            "status": item.get_status_display(),
            "placed": item.placed_at,
            "received": item.shown_at,
            "total": Money(item.total),
        }


class VendorOrderAction(RowAction):
    """Staff stepping in for a market."""

    permission_policy = VENDOR_ORDERS
    header_icon = "folder-inverse"
    trail = (("staff:vendor_orders", _("Vendor orders")),)

    def get_row_queryset(self) -> QuerySet[VendorOrder]:
        return self.get_base_queryset().select_related("order", "market")

    def get_back_url(self) -> str:
        return reverse("staff:order", args=[self.row.order.number])

    @property
    def named(self) -> dict[str, Any]:
        return {"actor": self.actor, "tenant": PLATFORM, "vendor_order": self.row.public_id}


class DeliverVendorOrder(VendorOrderAction):
    page_title = _("Delivered")
    intro = _("Everything of this market's part arrived at the buyer.")
    submit_label = _("Delivered")
    done = _("The part is delivered.")

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return fulfilling.mark_delivered(**self.named)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RejectVendorOrder(VendorOrderAction):
    page_title = _("Reject for the market")
    intro = _("The buyer gets the money of this part back, and the goods return to the market's stock.")
    submit_label = _("Reject")
    done = _("The part was rejected.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return fulfilling.reject_vendor_order(**self.named, reason=data["reason"])
