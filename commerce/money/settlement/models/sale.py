"""A sale as money: when it was booked, how long its money is held, and what of it the market took in itself."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.services import AccountRef


class SaleQuerySet(models.QuerySet["Sale"]):
    def due(self, moment: datetime) -> "SaleQuerySet":
        """Whose hold is over, with something left that is not waited for."""
        return self.filter(release_at__lte=moment, released_at=None, reversed_at=None, pauses=[])


class Sale(models.Model):
    """What one market sold in one order, since its money came; its hold ends `release_at`, unless it is paused.

    `amount` is what was shared out, `platform_discount` how much of it the platform paid, `held` what of the market's
    own share is kept for it now.
    """

    sale_ref = models.CharField(_("sale"), max_length=40, unique=True)
    market_ref = models.CharField(_("market"), max_length=40)
    amount = models.BigIntegerField(_("amount (rial)"))
    platform_discount = models.BigIntegerField(_("paid by the platform (rial)"), default=0)
    vendor_amount = models.BigIntegerField(_("the market's own share (rial)"))
    reversed_amount = models.BigIntegerField(_("amount taken back (rial)"), default=0)
    vendor_reversed = models.BigIntegerField(_("taken back of the market's own share (rial)"), default=0)
    held = models.BigIntegerField(_("held for the market (rial)"), default=0)
    posted_at = models.DateTimeField(_("booked at"), default=timezone.now)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    release_at = models.DateTimeField(_("held until"), null=True, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    reversed_at = models.DateTimeField(_("wholly taken back at"), null=True, blank=True)
    # Why it waits longer: an open return, a dispute, a chargeback; each by its own reference.
    pauses = ArrayField(models.CharField(max_length=80), verbose_name=_("paused for"), default=list, blank=True)

    objects = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        constraints = [
            models.CheckConstraint(condition=Q(vendor_amount__lte=F("amount")), name="vendor_share_within_sale"),
            models.CheckConstraint(
                condition=Q(
                    reversed_amount__gte=0,
                    reversed_amount__lte=F("amount"),
                    vendor_reversed__gte=0,
                    vendor_reversed__lte=F("vendor_amount"),
                ),
                name="sale_amount_left",
            ),
            models.CheckConstraint(
                condition=Q(held__gte=0) & (Q(held=0) | Q(released_at=None)), name="held_until_released"
            ),
            models.CheckConstraint(
                condition=Q(release_at=None) | Q(delivered_at__isnull=False), name="held_from_delivery_on"
            ),
        ]
        indexes = [
            models.Index(
                fields=["release_at", "id"],
                condition=Q(released_at=None, reversed_at=None, release_at__isnull=False),
                name="sale_to_release",
            ),
            models.Index(fields=["market_ref", "-posted_at", "-id"], name="sale_by_market"),
            # What is still to come of a market, day by day; a million sales that are over are not in it.
            models.Index(
                fields=["market_ref", "-posted_at", "-id"],
                include=["release_at", "held"],
                condition=Q(released_at=None, reversed_at=None),
                name="sale_still_open",
            ),
            models.Index(fields=["-posted_at", "-id"], name="sale_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.sale_ref} {self.amount}"

    def account(self, kind: str) -> AccountRef:
        return AccountRef(kind, "market", self.market_ref)

    @property
    def paid(self) -> int:
        """What its buyer paid."""
        return self.amount - self.platform_discount

    @property
    def amount_left(self) -> int:
        return self.amount - self.reversed_amount

    @property
    def vendor_left(self) -> int:
        """What is left of the market's own share."""
        return self.vendor_amount - self.vendor_reversed


class DirectSale(models.Model):
    """So much of a sale the market took in itself: cash at the door, or by a gateway of its own."""

    sale_ref = models.CharField(_("sale"), max_length=40, unique=True)
    market_ref = models.CharField(_("market"), max_length=40)
    amount = models.BigIntegerField(_("amount (rial)"))
    reversed_amount = models.BigIntegerField(_("amount taken back (rial)"), default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("direct sale")
        verbose_name_plural = _("direct sales")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, reversed_amount__gte=0, reversed_amount__lte=F("amount")),
                name="direct_sale_amount_left",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sale_ref} {self.amount}"

    @property
    def amount_left(self) -> int:
        return self.amount - self.reversed_amount
