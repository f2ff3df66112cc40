"""A market's own part of an order, and the parcels it sends."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class VendorOrderQuerySet(models.QuerySet["VendorOrder"]):
    def of(self, market_id: int) -> "VendorOrderQuerySet":
        """What one market may see: its own parts, and none before they are paid or agreed."""
        return self.filter(market=market_id, shown_at__isnull=False)


class VendorOrder(models.Model):  # type: ignore[django-manager-missing]
    """What one market has to deliver of an order: its state, parcels and totals."""

    class Status(models.TextChoices):
        REQUESTED = "requested", _("requested")
        AWAITING_PAYMENT = "awaiting_payment", _("waiting for payment")
        NEW = "new", _("new")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        PACKED = "packed", _("packed")
        PARTLY_SHIPPED = "partly_shipped", _("partly shipped")
        SHIPPED = "shipped", _("shipped")
        DELIVERED = "delivered", _("delivered")
        COMPLETED = "completed", _("completed")
        RETURNED = "returned", _("returned")
        PARTLY_RETURNED = "partly_returned", _("partly returned")
        CANCELLED = "cancelled", _("cancelled")

    public_id = PublicIdField()
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="vendor_orders")
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="vendor_orders")
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.AWAITING_PAYMENT)
    items_total = models.BigIntegerField(_("items (rial)"))
    discount_total = models.BigIntegerField(_("discount (rial)"), default=0)
    shipping_total = models.BigIntegerField(_("shipping (rial)"), default=0)
    # What of the discount the platform pays to the market for the buyer.
    platform_discount_total = models.BigIntegerField(_("the platform's discount (rial)"), default=0)
    shipping_tax = models.BigIntegerField(_("tax on shipping (rial)"), default=0)
    shipping_tax_percent = models.DecimalField(
        _("tax on shipping (percent)"), max_digits=5, decimal_places=2, default=0
    )
    # The tax of goods and shipping; `tax_on_top` is what of it was added to the prices, nought where they hold it.
    tax_total = models.BigIntegerField(_("tax (rial)"), default=0)
    tax_on_top = models.BigIntegerField(_("tax on top (rial)"), default=0)
    total = models.BigIntegerField(_("total (rial)"))
    delivery_code = models.CharField(_("delivery method"), max_length=40, blank=True)
    delivery_name = models.CharField(_("delivery method"), max_length=120, blank=True)
    placed_at = models.DateTimeField(_("placed at"), default=timezone.now)
    # When the market first saw it: at capture or agreed cash on delivery, never before.
    shown_at = models.DateTimeField(_("received at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = VendorOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("vendor order")
        verbose_name_plural = _("vendor orders")
        constraints = [
            models.UniqueConstraint(fields=["order", "market"], name="one_vendor_order_per_market"),
            models.CheckConstraint(
                condition=Q(total=F("items_total") - F("discount_total") + F("shipping_total") + F("tax_on_top")),
                name="vendor_order_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(shipping_tax__gte=0, shipping_tax__lte=F("tax_total"), tax_on_top__gte=0)
                & Q(tax_on_top__lte=F("tax_total")),
                name="vendor_order_tax_within",
            ),
            models.CheckConstraint(
                condition=Q(platform_discount_total__gte=0, platform_discount_total__lte=F("discount_total")),
                name="vendor_order_platform_discount_within",
            ),
            models.CheckConstraint(
                condition=~Q(status="awaiting_payment", shown_at__isnull=False), name="unpaid_is_unseen"
            ),
        ]
        indexes = [
            # The platform's own screens look over all markets.
            models.Index(fields=["status", "-shown_at", "-id"], name="vendor_order_everywhere"),
            models.Index(fields=["-shown_at", "-id"], condition=Q(shown_at__isnull=False), name="vendor_order_newest"),
            models.Index(
                fields=["market", "-shown_at", "-id"], condition=Q(shown_at__isnull=False), name="vendor_order_list"
            ),
            models.Index(
                fields=["market", "status", "-shown_at", "-id"],
                condition=Q(shown_at__isnull=False),
                name="vendor_order_by_status",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.public_id}"


class Parcel(models.Model):
    """What left the market in one piece, with its carrier and tracking code."""

    class Status(models.TextChoices):
        SHIPPED = "shipped", _("shipped")
        DELIVERED = "delivered", _("delivered")

    public_id = PublicIdField()
    vendor_order = models.ForeignKey(VendorOrder, on_delete=models.PROTECT, related_name="parcels")
    carrier = models.CharField(_("carrier"), max_length=80)
    tracking = models.CharField(_("tracking code"), max_length=80, blank=True)
    tracking_url = models.URLField(_("tracking link"), blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.SHIPPED)
    shipped_at = models.DateTimeField(_("shipped at"), default=timezone.now)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        ordering = ["shipped_at", "id"]

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking}".strip()


class ParcelLine(models.Model):
    """How many of a line are in a parcel."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="parcel_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parcel", "line"], name="line_once_in_a_parcel"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="parcel_line_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line_id}"
