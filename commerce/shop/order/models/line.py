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
    returned_quantity = models.PositiveIntegerField(_("came back"), default=0)
    line_price_incl_tax = rial_column(_("price (rial)"))
    line_price_excl_tax = rial_column(_("price excl. tax (rial)"))
    line_price_before_discounts_incl_tax = rial_column(_("price before discounts (rial)"))
    line_price_before_discounts_excl_tax = rial_column(_("price before discounts excl. tax (rial)"))
    unit_price_incl_tax = rial_column(_("unit price (rial)"), null=True, blank=True)
    unit_price_excl_tax = rial_column(_("unit price excl. tax (rial)"), null=True, blank=True)
    tax_class = models.CharField(_("tax class"), max_length=10, blank=True)
    tax_percent = models.DecimalField(_("tax (percent)"), max_digits=5, decimal_places=2, default=0)
    tax = models.BigIntegerField(_("tax (rial)"), default=0)
    # What of the tax was added to the market's prices; nought where they hold it.
    tax_on_top = models.BigIntegerField(_("tax on top (rial)"), default=0)
    market_discount = models.BigIntegerField(_("the market's discount (rial)"), default=0)
    # `line_price_incl_tax` is what the market sells it for; the platform pays this much of that for the buyer.
    platform_discount = models.BigIntegerField(_("the platform's discount (rial)"), default=0)

    class Meta(AbstractLine.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(line_price_incl_tax=F("line_price_excl_tax") + F("tax")), name="line_tax_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(tax__gte=0, tax_on_top__gte=0, tax_on_top__lte=F("tax")), name="line_tax_on_top_is_tax"
            ),
            models.CheckConstraint(
                condition=Q(
                    market_discount__gte=0, platform_discount__gte=0, platform_discount__lte=F("line_price_incl_tax")
                ),
                name="line_discount_within_price",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=F("cancelled_quantity") + F("shipped_quantity")),
                name="line_not_shipped_beyond_quantity",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=F("cancelled_quantity") + F("returned_quantity")),
                name="line_not_returned_beyond_quantity",
            ),
        ]

    @property
    def shown_unit_price(self) -> int:
        """A piece as the market prices it: before tax where tax comes on top."""
        return int((self.unit_price_excl_tax if self.tax_on_top else self.unit_price_incl_tax) or 0)

    @property
    def payable(self) -> int:
        """What the buyer pays for it, tax and all."""
        return int(self.line_price_incl_tax) - int(self.platform_discount)

    @property
    def kept_quantity(self) -> int:
        """How many of it the buyer has or will have."""
        return int(self.quantity) - self.cancelled_quantity - self.returned_quantity

    @property
    def unsent_quantity(self) -> int:
        """How many of it are still to be sent."""
        return int(self.quantity) - self.cancelled_quantity - self.shipped_quantity


class LinePrice(AbstractLinePrice):
    price_incl_tax = rial_column(_("price (rial)"))
    price_excl_tax = rial_column(_("price excl. tax (rial)"))
    shipping_incl_tax = rial_column(_("shipping (rial)"), default=0)
    shipping_excl_tax = rial_column(_("shipping excl. tax (rial)"), default=0)
