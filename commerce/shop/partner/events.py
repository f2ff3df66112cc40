from dataclasses import dataclass
from typing import ClassVar, Self

from commerce.foundation.core.events import Event
from commerce.shop.partner.models import StockRecord


@dataclass(frozen=True)
class OfferChanged(Event):
    """An offer's price, visibility or whether any is left is another now; all named by public id."""

    name: ClassVar[str] = "offer.changed"
    offer: str
    product: str
    market: str

    @classmethod
    def of(cls, offer: StockRecord) -> Self:
        """The fact about an offer; `product` is the one that lists show, a variant's parent."""
        head = offer.product.parent or offer.product
        return cls(offer=offer.public_id, product=head.public_id, market=offer.partner.market.public_id)
