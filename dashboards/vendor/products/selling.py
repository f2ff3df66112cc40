"""What a market asks for products and how many are left, a page of them at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from commerce.shop.catalogue.models import Product
from commerce.shop.partner.models import StockRecord


@dataclass
class Sold:
    """The offers of one market for a product and its variants, summed up."""

    lowest_price: int | None = None
    units_left: int = 0
    uncounted: bool = False
    exists: bool = False

    def add(self, offer: StockRecord) -> None:
        self.exists = True
        if offer.price is not None:
            self.lowest_price = min(int(offer.price), self.lowest_price or int(offer.price))
        if offer.available is None:
            self.uncounted = True
        else:
            self.units_left += offer.available


def sold_of(products: Sequence[Product], *, market_id: int) -> Mapping[int, Sold]:
    """How each product is sold, in one query."""
    ids = [product.pk for product in products]
    family = Product.objects.filter(Q(pk__in=ids) | Q(parent__in=ids)).values("pk")
    offers = StockRecord.objects.filter(partner__market=market_id, product__in=family).select_related("product")
    sold: defaultdict[int, Sold] = defaultdict(Sold)
    for offer in offers.order_by():
        sold[offer.product.parent_id or offer.product_id].add(offer)
    return sold
