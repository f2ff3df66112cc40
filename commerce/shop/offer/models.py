"""Promotions. `Condition.value` and `Benefit.value` keep their decimals: they may hold percentages."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from oscar.apps.offer.abstract_models import AbstractConditionalOffer, AbstractRange

from commerce.foundation.core.columns import rial_column
from commerce.foundation.core.money import whole_rials


class ConditionalOffer(AbstractConditionalOffer):
    max_discount = rial_column(_("max discount (rial)"), null=True, blank=True)
    total_discount = rial_column(_("total discount (rial)"), default=0)

    def get_absolute_url(self) -> str:
        return f"/promotions/{self.slug}/"

    def shipping_discount(self, charge: Decimal, currency: str | None = None) -> Decimal:
        """What it takes off a delivery; Oscar's percentage leaves hundredths of a rial, whatever the settings say."""
        return whole_rials(super().shipping_discount(charge, currency), currency)


class Range(AbstractRange):
    """The goods that a promotion is about."""

    def get_absolute_url(self) -> str:
        return f"/promotions/ranges/{self.slug}/"


from oscar.apps.offer.models import *  # noqa: E402, F403
