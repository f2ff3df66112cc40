"""Oscar's other money columns of an order, in whole rials."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import (
    AbstractOrderDiscount,
    AbstractOrderLineDiscount,
    AbstractPaymentEvent,
    AbstractSurcharge,
)

from commerce.foundation.core.columns import rial_column


class PaymentEvent(AbstractPaymentEvent):
    amount = rial_column(_("amount (rial)"))


class OrderDiscount(AbstractOrderDiscount):
    amount = rial_column(_("amount (rial)"), default=0)


class OrderLineDiscount(AbstractOrderLineDiscount):
    amount = rial_column(_("line discount (rial)"), default=0)


class Surcharge(AbstractSurcharge):
    incl_tax = rial_column(_("surcharge (rial)"), default=0)
    excl_tax = rial_column(_("surcharge excl. tax (rial)"), default=0)
