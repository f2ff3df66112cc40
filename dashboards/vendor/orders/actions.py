"""What a market does with an order; each screen calls one service of `order.services.fulfilling`."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.shop.order.models import Line, VendorOrder
from commerce.shop.order.services import fulfilling
from dashboards.base.actions import RowAction
from dashboards.base.screens import VendorSide
from dashboards.vendor.orders.shipping import ShipForm, unsent_lines
from dashboards.vendor.policies import ORDERS


class OrderAction(VendorSide, RowAction):
    """One step of an order."""

    permission_policy = ORDERS
    header_icon = "clipboard-list"
    trail = (("vendor:orders", _("Orders")),)

    def get_row_queryset(self) -> QuerySet[VendorOrder]:
        return self.get_base_queryset().select_related("order", "market")

    def get_back_url(self) -> str:
        return reverse("vendor:order", args=[self.row.public_id])

    @property
    def named(self) -> dict[str, Any]:
        return {"actor": self.actor, "tenant": self.seat.tenant, "vendor_order": self.row.public_id}


class AcceptOrder(OrderAction):
    page_title = _("Accept the order")
    intro = _("You take this order on and will send it.")
    submit_label = _("Accept")
    done = _("The order was accepted.")

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return fulfilling.accept_vendor_order(**self.named)


class RejectForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The buyer reads this."),
    )


class RejectOrder(OrderAction):
    page_title = _("Reject the order")
    intro = _("The buyer gets the money of your part back, and the goods return to your stock.")
    submit_label = _("Reject the order")
    done = _("The order was rejected.")
    form_class = RejectForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return fulfilling.reject_vendor_order(**self.named, reason=data["reason"])


class PackOrder(OrderAction):
    page_title = _("Packed")
    intro = _("The goods are packed and wait for the carrier.")
    submit_label = _("Packed")
    done = _("The order is packed.")

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return fulfilling.pack_vendor_order(**self.named)


class ShipOrder(OrderAction):
    page_title = _("Ship")
    submit_label = _("Ship")
    done = _("The parcel is on its way; the buyer was told.")
    form_class = ShipForm

    def get_row_queryset(self) -> QuerySet[VendorOrder]:
        return super().get_row_queryset().prefetch_related(Prefetch("lines", Line.objects.order_by("pk")))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"lines": unsent_lines(self.row)}

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        self.form = super().get_form(form_class)
        return self.form

    def perform(self, data: dict[str, Any]) -> Any:
        return fulfilling.ship_vendor_order(**self.named, shipment=self.form.shipment())


class DeliverOrder(OrderAction):
    page_title = _("Delivered")
    intro = _("Everything of this order arrived at the buyer.")
    submit_label = _("Delivered")
    done = _("The order is delivered.")

    def perform(self, data: dict[str, Any]) -> VendorOrder:
        return fulfilling.mark_delivered(**self.named)
