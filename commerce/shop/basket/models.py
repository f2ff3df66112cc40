"""The cart: one over many markets, a person's own or a guest's by token. Each line is pinned to one offer."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from commerce.foundation.core import clock
from commerce.foundation.core.columns import rial_column
from commerce.foundation.core.ids import PublicIdField
from commerce.money.tax import selectors


class BasketQuerySet(models.QuerySet["Basket"]):
    def in_full(self) -> "BasketQuerySet":
        """With whether it holds vouchers, as pricing asks."""
        held = Basket.vouchers.through.objects.filter(basket=OuterRef("pk"))
        rows: BasketQuerySet = self.annotate(holds_vouchers=Exists(held))
        return rows


class Basket(AbstractBasket):
    """A cart. A guest's is found by the hash of the token its client keeps."""

    objects = BasketQuerySet.as_manager()

    public_id = PublicIdField()
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    # `in_full` asks.
    holds_vouchers = False

    class Meta(AbstractBasket.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(status="Open") & Q(owner__isnull=False), name="one_open_cart_per_person"
            ),
        ]


class LineQuerySet(models.QuerySet["Line"]):
    def in_full(self) -> "LineQuerySet":
        """With the product, its parent, the offer, its market and whether that takes VAT, as pricing reads them."""
        takes_vat = selectors.takes_vat("stockrecord__partner__market__public_id", day=clock.today())
        rows: LineQuerySet = self.annotate(seller_takes_vat=takes_vat)
        return rows.select_related("product__parent", "stockrecord__partner__market").order_by("date_created", "pk")


class Line(AbstractLine):
    """A quantity of one offer; `price_incl_tax` is the price the shopper saw when adding."""

    public_id = PublicIdField()
    price_excl_tax = rial_column(_("price excl. tax (rial)"), null=True)
    price_incl_tax = rial_column(_("price incl. tax (rial)"), null=True)
    options = models.JSONField(_("options"), default=dict, blank=True)

    # What all lines of a cart want of this offer; pricing counts it.
    wanted_in_all = 0
    # Whether its market takes VAT today; `in_full` asks.
    seller_takes_vat = False

    objects = LineQuerySet.as_manager()

    @property
    def offer(self) -> Any:
        """The offer it is pinned to (Oscar's stock record)."""
        return self.stockrecord

    @property
    def market(self) -> Any:
        """The market that sells it."""
        return self.stockrecord.partner.market


from oscar.apps.basket.models import *  # noqa: E402, F403
