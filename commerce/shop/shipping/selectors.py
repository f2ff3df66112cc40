"""How a market's part of a cart may be delivered, and for how much."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money
from commerce.shop.markets.models import Market

STANDARD = "standard"
NONE = "none"

# How long the post takes once a parcel has left the market.
TRANSIT_DAYS = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """One way to deliver, priced for one market's part of a cart."""

    code: str
    name: Text
    price: int
    eta: date | None = None

    def as_json(self) -> dict[str, Any]:
        """The delivery as the API writes it."""
        return {
            "code": self.code,
            "name": self.name,
            "price": Money(self.price),
            "eta": self.eta.isoformat() if self.eta else None,
        }


def deliveries_of(*, market: Market, subtotal: int, needs_delivery: bool) -> list[Delivery]:
    """The ways a market delivers goods of this worth; what is not a good needs no delivery."""
    if not needs_delivery:
        return [Delivery(code=NONE, name=_("No delivery needed"), price=0)]
    return [
        Delivery(
            code=STANDARD,
            name=_("Standard delivery"),
            price=standard_price(market=market, subtotal=subtotal),
            eta=clock.today() + timedelta(days=market.dispatch_days + TRANSIT_DAYS),
        )
    ]


def standard_price(*, market: Market, subtotal: int) -> int:
    """The market's own price for sending a parcel, free from the worth it names."""
    if market.free_shipping_from is not None and subtotal >= market.free_shipping_from:
        return 0
    return market.shipping_price
