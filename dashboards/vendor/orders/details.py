"""One order of a market, with all it needs to send it."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.shop.order import states, timeline
from commerce.shop.order.models import Line, OrderEvent, Parcel, ParcelLine, VendorOrder
from commerce.shop.order.services.cash import is_paid_at_the_door
from commerce.shop.order.services.giving_back import unsent_of
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.selectors import kinds_for
from dashboards.base.screens import RowScreen, VendorSide
from dashboards.base.sold import with_shares
from dashboards.vendor.orders.shipping import unsent_lines
from dashboards.vendor.policies import ORDERS

Status = VendorOrder.Status


class OrderDetail(VendorSide, RowScreen):
    """An order as its market reads it: it is paid or agreed, so the buyer can be reached."""

    permission_policy = ORDERS
    template_name = "dashboards/vendor/order.html"
    header_icon = "clipboard-list"

    trail = (("vendor:orders", gettext_lazy("Orders")),)

    def get_page_title(self) -> str:
        return _("Order %(number)s") % {"number": self.row.order.number}

    def get_row_queryset(self) -> QuerySet[VendorOrder]:
        parcels = Parcel.objects.prefetch_related(Prefetch("lines", ParcelLine.objects.select_related("line")))
        rows = self.get_base_queryset().select_related("market", "order__user", "order__shipping_address")
        return rows.prefetch_related(
            Prefetch("lines", Line.objects.order_by("pk")),
            Prefetch("parcels", parcels),
            Prefetch("events", OrderEvent.objects.order_by("at", "pk")),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        part = self.row
        return super().get_context_data(**kwargs) | {
            "order": part.order,
            "buyer": part.order.user,
            "address": part.order.shipping_address,
            "lines": part.lines.all(),
            "parcels": part.parcels.all(),
            "timeline": timeline.entries(part.events.all()),
            "sold": with_shares([part])[0].sold if self.seat.may("money.view") else [],  # type: ignore[attr-defined]
            "may": self.possible() if self.seat.may("orders.manage") else {},
            "may_refund": self.seat.may("refunds.manage") and bool(kinds_for(side=Side.VENDOR, part=part)),
            "refunds": part.refund_requests.order_by("-pk"),
        }

    def possible(self) -> dict[str, bool]:
        """What may be done next, read from the table of states."""
        goes_to = states.VENDOR_ORDER.get(self.row.status, frozenset())
        unsent = bool(unsent_lines(self.row))
        return {
            "accept": Status.ACCEPTED in goes_to,
            "reject": Status.REJECTED in goes_to,
            "pack": Status.PACKED in goes_to,
            "ship": Status.SHIPPED in goes_to and unsent,
            "deliver": Status.DELIVERED in goes_to and not unsent,
            "cancel_lines": any(unsent_of(part=self.row, line=line) for line in self.row.lines.all()),
            "not_taken": self.row.status == Status.SHIPPED and is_paid_at_the_door(part=self.row),
        }
