from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.abstract_models import AbstractOrderAndItemCharges

from commerce.foundation.core.columns import rial_column


class OrderAndItemCharges(AbstractOrderAndItemCharges):
    price_per_order = rial_column(_("price per order (rial)"), default=0)
    price_per_item = rial_column(_("price per item (rial)"), default=0)
    free_shipping_threshold = rial_column(_("free shipping from (rial)"), null=True, blank=True)


from oscar.apps.shipping.models import *  # noqa: E402, F403
