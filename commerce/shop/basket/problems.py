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
VOUCHER_EXPIRED: Final = "voucher_expired"
VOUCHER_USED_UP: Final = "voucher_used_up"
VOUCHER_ALREADY_USED: Final = "voucher_already_used"
NOT_FOR_CART: Final = "voucher_not_for_this_cart"
BELOW_MINIMUM: Final = "voucher_below_minimum"

TEXTS: Final[dict[str, Text]] = {
    PRICE_CHANGED: _("The price of this item has changed."),
    OUT_OF_STOCK: _("This item has run out."),
    NOT_ENOUGH_STOCK: _("There are fewer of this item than you want."),
    MARKET_CLOSED: _("This market is closed at the moment."),
    OFFER_GONE: _("This item is no longer sold."),
    VOUCHER_EXPIRED: _("This voucher is not valid at the moment."),
    VOUCHER_USED_UP: _("This voucher was used up."),
    VOUCHER_ALREADY_USED: _("You have used this voucher already."),
    NOT_FOR_CART: _("This voucher is not for what is in the cart."),
    BELOW_MINIMUM: _("This voucher is for purchases of at least %(minimum)s."),
}
# These are told, and an order may still be placed by whoever saw them.
TOLD: Final = frozenset(
    {PRICE_CHANGED, VOUCHER_EXPIRED, VOUCHER_USED_UP, VOUCHER_ALREADY_USED, NOT_FOR_CART, BELOW_MINIMUM}
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a cart line or of a voucher; `old` and `new` are the amounts or quantities that differ."""

    code: str
    line: str | None = None
    market: str | None = None
    old: Money | int | None = None
    new: Money | int | None = None
    voucher: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether no order can be placed with it; what changes the price alone is only told."""
        return self.code not in TOLD

    @property
    def text(self) -> Text:
        """The problem in words."""
        return TEXTS[self.code] % {"minimum": self.new} if self.code == BELOW_MINIMUM else TEXTS[self.code]

    def as_json(self) -> dict[str, Any]:
        """The problem as the API writes it."""
        names = ("line", "market", "old", "new", "voucher")
        members = {name: getattr(self, name) for name in names}
        told = {name: value for name, value in members.items() if value is not None}
        return {"code": self.code, "text": self.text, **told}
