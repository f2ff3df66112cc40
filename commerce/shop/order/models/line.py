"""Order lines: names, prices and pictures frozen at sale."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractLinePrice

from commerce.foundation.core.columns import rial_column
from commerce.foundation.core.ids import PublicIdField


class Line(AbstractLine):
    """What was sold, by whom, for how much. Nothing here follows the catalogue afterwards."""

    public_id = PublicIdField()
    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.PROTECT, related_name="lines", null=True)
    kind = models.CharField(_("line kind"), max_length=12, default="good")
    variant = models.CharField(_("variant"), max_length=200, blank=True)
    thumbnail = models.CharField(max_length=255, blank=True)
    cancelled_quantity = models.PositiveIntegerField(_("cancelled"), default=0)
    shipped_quantity = models.PositiveIntegerField(_("shipped"), default=0)
    line_price_incl_tax = rial_column(_("price (rial)"))
    line_price_excl_tax = rial_column(_("price excl. tax (rial)"))
    line_price_before_discounts_incl_tax = rial_column(_("price before discounts (rial)"))
    line_price_before_discounts_excl_tax = rial_column(_("price before discounts excl. tax (rial)"))
    unit_price_incl_tax = rial_column(_("unit price (rial)"), null=True, blank=True)
    unit_price_excl_tax = rial_column(_("unit price excl. tax (rial)"), null=True, blank=True)

    class Meta(AbstractLine.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=F("cancelled_quantity") + F("shipped_quantity")),
                name="line_not_shipped_beyond_quantity",
            ),
        ]


class LinePrice(AbstractLinePrice):
    price_incl_tax = rial_column(_("price (rial)"))
    price_excl_tax = rial_column(_("price excl. tax (rial)"))
    shipping_incl_tax = rial_column(_("shipping (rial)"), default=0)
    shipping_excl_tax = rial_column(_("shipping excl. tax (rial)"), default=0)
