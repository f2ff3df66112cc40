"""Promotions. `Condition.value` and `Benefit.value` keep their decimals: they may hold percentages."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.offer.abstract_models import AbstractConditionalOffer

from commerce.foundation.core.columns import rial_column


class ConditionalOffer(AbstractConditionalOffer):
    max_discount = rial_column(_("max discount (rial)"), null=True, blank=True)
    total_discount = rial_column(_("total discount (rial)"), default=0)

    def get_absolute_url(self) -> str:
        return f"/promotions/{self.slug}/"


from oscar.apps.offer.models import *  # noqa: E402, F403
