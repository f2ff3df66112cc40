"""What stands between a cart and an order, as the shopper reads it."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money

PRICE_CHANGED: Final = "price_changed"
OUT_OF_STOCK: Final = "out_of_stock"
NOT_ENOUGH_STOCK: Final = "not_enough_stock"
MARKET_CLOSED: Final = "market_closed"
OFFER_GONE: Final = "offer_gone"

TEXTS: Final[dict[str, Text]] = {
    PRICE_CHANGED: _("The price of this item has changed."),
    OUT_OF_STOCK: _("This item has run out."),
    NOT_ENOUGH_STOCK: _("There are fewer of this item than you want."),
    MARKET_CLOSED: _("This market is closed at the moment."),
    OFFER_GONE: _("This item is no longer sold."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a cart line; `old` and `new` are the amounts or quantities that differ."""

    code: str
    line: str | None = None
    market: str | None = None
    old: Money | int | None = None
    new: Money | int | None = None

    @property
    def blocks(self) -> bool:
        """Whether no order can be placed with it; a changed price is only told."""
        return self.code != PRICE_CHANGED

    def as_json(self) -> dict[str, Any]:
        """The problem as the API writes it."""
        members = {"line": self.line, "market": self.market, "old": self.old, "new": self.new}
        told = {name: value for name, value in members.items() if value is not None}
        return {"code": self.code, "text": TEXTS[self.code], **told}
