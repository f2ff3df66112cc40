"""Offers: a market's price and stock for a product (Oscar's stock records), and the stock held for orders."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from commerce.foundation.core.columns import rial_column
from commerce.foundation.core.fields import key_holds
from commerce.foundation.core.ids import PublicIdField


class Partner(AbstractPartner):
    """A market, as Oscar knows it."""

    market = models.OneToOneField("markets.Market", on_delete=models.PROTECT, related_name="partner")


class OfferQuerySet(models.QuerySet["StockRecord"]):
    def of(self, market: str) -> "OfferQuerySet":
        """One market's offers, by its public id."""
        return self.filter(partner__market__public_id=market)

    def naming(self, spellings: Iterable[str]) -> "OfferQuerySet":
        """Offers whose product's key, or its parent's, holds one of the folded texts."""
        texts = list(spellings)
        own = key_holds(texts, key="product__search_key")
        return self.filter(own | key_holds(texts, key="product__parent__search_key"))

    def on_sale(self) -> "OfferQuerySet":
        """Offers that shoppers may see: active, of a public product, in a published market."""
        return self.filter(
            Q(product__parent=None) | Q(product__parent__is_public=True),
            is_active=True,
            price__isnull=False,
            product__is_public=True,
            partner__market__status="published",
        )


class StockRecord(AbstractStockRecord):
    """An offer. `num_in_stock` is on the shelf, `num_allocated` of it is held for orders not yet paid."""

    public_id = PublicIdField()
    price = rial_column(_("price (rial)"), null=True, blank=True)
    list_price = rial_column(_("price before discount (rial)"), null=True, blank=True)
    is_active = models.BooleanField(_("on sale"), default=True)
    num_allocated = models.PositiveIntegerField(_("held for orders"), default=0)

    objects = OfferQuerySet.as_manager()

    class Meta(AbstractStockRecord.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="offer_price_not_negative"),
            models.CheckConstraint(
                condition=Q(list_price=None) | Q(list_price__gte=F("price")), name="offer_list_price_not_below_price"
            ),
            models.CheckConstraint(
                condition=Q(num_in_stock=None) | Q(num_allocated__lte=F("num_in_stock")), name="offer_never_oversold"
            ),
            models.UniqueConstraint(fields=["partner", "product"], name="one_offer_per_market_and_product"),
        ]

    @property
    def available(self) -> int | None:
        """How many a shopper may still buy; None where stock is not counted."""
        if self.num_in_stock is None:
            return None
        left: int = self.num_in_stock - self.num_allocated
        return left


class StockHoldQuerySet(models.QuerySet["StockHold"]):
    def due(self) -> "StockHoldQuerySet":
        """Holds that should have been paid by now."""
        return self.filter(status=StockHold.Status.HELD, expires_at__lte=timezone.now())


class StockHold(models.Model):
    """Units of an offer kept for one order line until it is paid, cancelled or its time runs out."""

    class Status(models.TextChoices):
        HELD = "held", _("held")
        TAKEN = "taken", _("taken")
        RELEASED = "released", _("released")

    offer = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="holds")
    reference = models.CharField(max_length=24, unique=True)
    quantity = models.PositiveIntegerField()
    returned_quantity = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    held_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    objects = StockHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_quantity__lte=F("quantity")), name="no_more_returned_than_taken"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], condition=Q(status="held"), name="stock_hold_due")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.offer_id} {self.status}"


from oscar.apps.partner.models import *  # noqa: E402, F403
