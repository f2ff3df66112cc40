"""What Oscar is told of price and stock: the offer the line is pinned to, in whole rials, taxes inside."""

from decimal import Decimal
from typing import Any

from oscar.apps.partner import availability, prices, strategy
from oscar.apps.partner.strategy import PurchaseInfo

from commerce.shop.partner.models import StockRecord


class PinnedOffer(strategy.Structured):
    """A basket line carries its offer; nothing is picked for the shopper behind their back."""

    def fetch_for_line(self, line: Any, stockrecord: StockRecord | None = None) -> PurchaseInfo:
        return self.fetch_for_product(line.product, stockrecord or line.stockrecord)

    def select_stockrecord(self, product: Any) -> StockRecord | None:
        """Without a line, the cheapest offer that is on sale; what `fetch_for_product` shows on its own."""
        offers = [offer for offer in product.stockrecords.all() if offer.is_active and offer.price is not None]
        return min(offers, key=lambda offer: (offer.price, offer.pk), default=None)

    def pricing_policy(self, product: Any, stockrecord: StockRecord | None) -> prices.Base:
        if stockrecord is None or stockrecord.price is None:
            return prices.Unavailable()
        return prices.TaxInclusiveFixedPrice(
            currency=stockrecord.price_currency, excl_tax=stockrecord.price, tax=Decimal(0)
        )

    def availability_policy(self, product: Any, stockrecord: StockRecord | None) -> availability.Base:
        if stockrecord is None or not stockrecord.is_active:
            return availability.Unavailable()
        if stockrecord.available is None:
            return availability.Available()
        return availability.StockRequired(stockrecord.available)

    def parent_pricing_policy(self, product: Any, children_stock: Any) -> prices.Base:
        offers = [offer for _child, offer in children_stock if offer is not None]
        return self.pricing_policy(product, min(offers, key=lambda offer: offer.price, default=None))

    def parent_availability_policy(self, product: Any, children_stock: Any) -> availability.Base:
        policies = [self.availability_policy(child, offer) for child, offer in children_stock]
        return next((one for one in policies if one.is_available_to_buy), availability.Unavailable())


class Selector:
    """Oscar asks here which strategy a request has; all have the same."""

    def strategy(self, request: Any = None, user: Any = None, **kwargs: Any) -> PinnedOffer:
        return PinnedOffer(request)
