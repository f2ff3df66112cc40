"""A request to give a buyer money back, from the asking to the booking."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commerce.foundation.core.ids import PublicIdField
from commerce.shop.refunds.choices import FundedBy, Goods, Kind, Side, To


class RefundRequestQuerySet(models.QuerySet["RefundRequest"]):
    def of(self, market_id: int) -> "RefundRequestQuerySet":
        """What one market may see: what was asked about its own parts."""
        return self.filter(vendor_order__market=market_id)

    def open(self) -> "RefundRequestQuerySet":
        return self.filter(status__in=["asked", "approved"])


class RefundRequest(models.Model):
    """So much is asked back of one market's part of an order."""

    class Status(models.TextChoices):
        ASKED = "asked", _("waiting")
        APPROVED = "approved", _("waiting for a second person")
        DONE = "done", pgettext_lazy("work", "done")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("withdrawn")

    public_id = PublicIdField()
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="refund_requests")
    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.PROTECT, related_name="refund_requests")
    # What asked for it; the same asked again makes no second request.
    key = models.CharField(max_length=160, unique=True, null=True, blank=True)
    side = models.CharField(_("asked as"), max_length=10, choices=Side.choices)
    asked_by = models.CharField(_("asked by"), max_length=80)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField(_("amount (rial)"), default=0)
    to = models.CharField(_("goes"), max_length=10, choices=To.choices, default=To.ORIGIN)
    goods = models.CharField(_("goods"), max_length=10, choices=Goods.choices, default=Goods.KEPT)
    funded_by = models.CharField(_("given by"), max_length=10, choices=FundedBy.choices, blank=True)
    reason = models.ForeignKey("refunds.RefundReason", on_delete=models.PROTECT, related_name="requests")
    note = models.CharField(_("note"), max_length=500, blank=True)
    policy = models.ForeignKey(
        "refunds.RefundPolicy", on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ASKED)
    # Until when it is the market's to decide; empty where it is not.
    vendor_until = models.DateTimeField(_("the market decides until"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    second_by = models.CharField(_("second person"), max_length=80, blank=True)
    refused_because = models.CharField(_("refused because"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = RefundRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund request")
        verbose_name_plural = _("refund requests")
        permissions = [("approve_refundrequest", "Can decide about a refund request of another person")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="refund_request_not_below_zero"),
            models.CheckConstraint(
                condition=Q(kind="goodwill") ^ Q(funded_by=""), name="refund_request_funded_where_goodwill"
            ),
            models.UniqueConstraint(
                fields=["vendor_order", "side"],
                condition=Q(status__in=["asked", "approved"]),
                name="one_open_refund_request_a_side",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-asked_at", "-id"], name="refund_request_by_status"),
            models.Index(fields=["-asked_at", "-id"], name="refund_request_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.ASKED, self.Status.APPROVED}

    def is_vendors_turn(self, now: datetime) -> bool:
        """Whether the market may decide, and nobody else yet."""
        return self.status == self.Status.ASKED and self.vendor_until is not None and now < self.vendor_until

    @property
    def money_key(self) -> str:
        """Under which key its money is booked and sent."""
        return f"request:{self.public_id}"

    @property
    def pause(self) -> str:
        """Why the sale's money waits while it is open."""
        return f"refund:{self.public_id}"


class RefundRequestLine(models.Model):
    """How many of a line, or how much of its money."""

    request = models.ForeignKey(RefundRequest, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(_("quantity"), default=0)
    amount = models.BigIntegerField(_("amount (rial)"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="line_once_in_a_refund_request"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, amount=None) | Q(quantity=0, amount__gt=0),
                name="refund_request_line_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line_id}"
