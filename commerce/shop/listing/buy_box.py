"""Which offer is shown first, and why: what is in stock, then the lowest price, then the faster dispatch.

`sql/refresh_rows.sql` picks the winner for lists by the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.shop.partner.models import StockRecord

REASONS: dict[str, Text] = {
    "only_offer": _("The only offer"),
    "lowest_price": _("The lowest price"),
    "fastest_dispatch": _("The fastest dispatch"),
    "out_of_stock": _("Out of stock"),
}


@dataclass(frozen=True)
class RankedOffer:
    offer: StockRecord
    why: list[str]


def in_stock(offer: StockRecord) -> bool:
    """Whether a shopper can buy one now."""
    return offer.available is None or offer.available > 0


def ranked(offers: Sequence[StockRecord]) -> list[RankedOffer]:
    """Offers of one product and its variants, the winner of the buy box first, each with what speaks for it."""
    ordered = sorted(offers, key=_order)
    return [RankedOffer(offer, _why(offer, _rivals(offer, ordered))) for offer in ordered]


def _order(offer: StockRecord) -> tuple[bool, int, int, int]:
    return not in_stock(offer), int(offer.price), offer.partner.market.dispatch_days, offer.pk


def _rivals(offer: StockRecord, offers: Sequence[StockRecord]) -> list[StockRecord]:
    return [other for other in offers if other.product_id == offer.product_id and in_stock(other)]


def _why(offer: StockRecord, rivals: Sequence[StockRecord]) -> list[str]:
    if not in_stock(offer):
        return ["out_of_stock"]
    if len(rivals) == 1:
        return ["only_offer"]
    why = []
    if offer.price == min(rival.price for rival in rivals):
        why.append("lowest_price")
    if offer.partner.market.dispatch_days == min(rival.partner.market.dispatch_days for rival in rivals):
        why.append("fastest_dispatch")
    return why
