"""Offers: a market's price and stock for a product (Oscar's stock records), and the stock held for orders."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from commerce.foundation.core.columns import rial_column
from commerce.foundation.core.ids import PublicIdField


class Partner(AbstractPartner):
    """A market, as Oscar knows it."""

    market = models.OneToOneField("markets.Market", on_delete=models.PROTECT, related_name="partner")


class StockRecord(AbstractStockRecord):
    """An offer. `num_in_stock` is on the shelf, `num_allocated` of it is held for orders not yet paid or sent."""

    public_id = PublicIdField()
    price = rial_column(_("price (rial)"), null=True, blank=True)
    list_price = rial_column(_("price before discount (rial)"), null=True, blank=True)
    is_active = models.BooleanField(_("on sale"), default=True)

    class Meta(AbstractStockRecord.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="offer_price_not_negative"),
            models.CheckConstraint(
                condition=Q(list_price=None) | Q(list_price__gte=F("price")), name="offer_list_price_not_below_price"
            ),
            models.CheckConstraint(
                condition=Q(num_allocated=None) | Q(num_allocated__gte=0), name="offer_held_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(num_in_stock=None) | Q(num_allocated=None) | Q(num_allocated__lte=F("num_in_stock")),
                name="offer_never_oversold",
            ),
        ]

    @property
    def available(self) -> int | None:
        """How many a shopper may still buy; None where stock is not counted."""
        if self.num_in_stock is None:
            return None
        return self.num_in_stock - (self.num_allocated or 0)


class StockHold(models.Model):
    """Units of an offer kept for one order line until it is paid, cancelled or its time runs out."""

    class Status(models.TextChoices):
        HELD = "held", _("held")
        TAKEN = "taken", _("taken")
        RELEASED = "released", _("released")

    offer = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="holds")
    reference = models.CharField(max_length=24, unique=True)
    quantity = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    held_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], condition=Q(status="held"), name="stock_hold_due")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.offer_id} {self.status}"


from oscar.apps.partner.models import *  # noqa: E402, F403
