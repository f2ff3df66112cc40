"""Promotions (Oscar's offers). `Condition.value` and `Benefit.value` keep their decimals: they may hold percentages."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractCondition, AbstractConditionalOffer, AbstractRange

from commerce.foundation.core.columns import rial_column
from commerce.foundation.core.money import whole_rials


class ConditionalOffer(AbstractConditionalOffer):
    """A promotion: what it takes off, on what condition, and who pays for it."""

    class Funder(models.TextChoices):
        PLATFORM = "platform", _("the platform")
        MARKET = "market", _("a market")

    funded_by = models.CharField(_("paid by"), max_length=8, choices=Funder.choices, default=Funder.PLATFORM)
    # A market's promotion is about its own goods alone.
    market = models.ForeignKey(
        "markets.Market",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promotions",
        verbose_name=_("market"),
    )
    # Oscar's `max_discount` is a budget over all orders; this is for one.
    most_per_order = models.BigIntegerField(_("at most, of one order (rial)"), null=True, blank=True)
    max_discount = rial_column(_("max discount (rial)"), null=True, blank=True)
    total_discount = rial_column(_("total discount (rial)"), default=0)

    class Meta(AbstractConditionalOffer.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(funded_by="platform", market=None) | Q(funded_by="market", market__isnull=False),
                name="promotion_names_who_pays",
            ),
            models.CheckConstraint(
                condition=Q(most_per_order=None) | Q(most_per_order__gt=0), name="promotion_cap_positive"
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/promotions/{self.slug}/"

    def shipping_discount(self, charge: Decimal, currency: str | None = None) -> Decimal:
        """What it takes off a delivery; Oscar's percentage leaves hundredths of a rial, whatever the settings say."""
        return whole_rials(super().shipping_discount(charge, currency), currency)


class Condition(AbstractCondition):
    """What a cart must hold for a promotion."""


class Benefit(AbstractBenefit):
    """What a promotion takes off."""


class Range(AbstractRange):
    """The goods that a promotion is about."""

    def get_absolute_url(self) -> str:
        return f"/promotions/ranges/{self.slug}/"


from oscar.apps.offer.models import *  # noqa: E402, F403
