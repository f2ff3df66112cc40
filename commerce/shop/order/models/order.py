"""The buyer's order: one payment, one address, many markets."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractOrder

from commerce.foundation.address.models import RegionalAddress
from commerce.foundation.core.columns import rial_column
from commerce.foundation.core.ids import PublicIdField


class Order(AbstractOrder):
    """What a shopper placed. Its status follows from its payments and its vendor orders (`states`)."""

    class Status(models.TextChoices):
        PENDING_PAYMENT = "pending_payment", _("waiting for payment")
        CONFIRMED = "confirmed", _("confirmed")
        PAID = "paid", _("paid")
        PARTLY_SHIPPED = "partly_shipped", _("partly shipped")
        SHIPPED = "shipped", _("shipped")
        DELIVERED = "delivered", _("delivered")
        COMPLETED = "completed", _("completed")
        EXPIRED = "expired", _("expired")
        CANCELLED = "cancelled", _("cancelled")
        PARTLY_CANCELLED = "partly_cancelled", _("partly cancelled")
        RETURNED = "returned", _("returned")
        PARTLY_RETURNED = "partly_returned", _("partly returned")

    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.PENDING_PAYMENT)
    total_incl_tax = rial_column(_("total (rial)"))
    total_excl_tax = rial_column(_("total excl. tax (rial)"))
    shipping_incl_tax = rial_column(_("shipping (rial)"), default=0)
    shipping_excl_tax = rial_column(_("shipping excl. tax (rial)"), default=0)
    payment_deadline_at = models.DateTimeField(_("to be paid until"), null=True, blank=True)
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    # Received for what will not be sent, and not yet returned; the ledger's `refunds_payable` holds it.
    # Since when a bank disputes its payment; nothing while none does.
    disputed_at = models.DateTimeField(_("disputed since"), null=True, blank=True)
    refund_due = models.BigIntegerField(_("to be returned (rial)"), default=0)

    class Meta(AbstractOrder.Meta):
        indexes = [
            models.Index(fields=["user", "-date_placed", "-id"], name="order_by_shopper"),
            models.Index(fields=["status", "-date_placed", "-id"], name="order_by_status"),
            models.Index(
                fields=["payment_deadline_at"],
                condition=models.Q(status="pending_payment"),
                name="order_payment_due",
            ),
        ]

    @property
    def pay_until(self) -> datetime:
        """When an unpaid order ends; one that had nothing to wait for never waited."""
        return self.payment_deadline_at or self.date_placed

    def get_absolute_url(self) -> str:
        return f"/account/orders/{self.number}/"


class OrderEvent(models.Model):
    """One entry of an order's timeline, as its shopper and its vendors read it."""

    order = models.ForeignKey("order.Order", on_delete=models.CASCADE, related_name="events")
    vendor_order = models.ForeignKey(
        "order.VendorOrder", on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    at = models.DateTimeField(default=timezone.now)
    code = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.code} {self.order_id}"


class ShippingAddress(RegionalAddress, AbstractShippingAddress):  # type: ignore[django-manager-missing]
    """The address as it was when the order was placed."""

    public_id = PublicIdField()

    # Oscar's list names the country too, which costs a query; they are all in one.
    search_fields = ["first_name", "last_name", "line1", "province", "city", "postcode"]
