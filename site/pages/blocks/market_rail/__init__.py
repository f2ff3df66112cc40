from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from commerce.shop.listing.selectors import markets_for_rail
from pages.blocks.base import Data, ScreenBlock
from pages.choosers import MarketChooserBlock
from pages.reading import Reader

MOST = 12


class MarketRailBlock(ScreenBlock):
    """A row of markets."""

    most_on_a_page = 3

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    markets = blocks.ListBlock(
        MarketChooserBlock(),
        label=_("Markets"),
        default=[],
        max_num=MOST,
        help_text=_("Leave empty for the newest markets."),
    )
    limit = blocks.IntegerBlock(label=_("How many"), min_value=2, max_value=MOST, default=8)

    class Meta:
        label = _("Market rail")
        icon = "group"
        template = "pages/blocks/market_rail/market_rail.html"
        description = _("A row of markets: the newest, or your own choice.")
        preview_value = {"title": "فروشگاه‌های تازه", "markets": [], "limit": 6}

    def api_data(self, value: Any, reader: Reader) -> Data:
        chosen = [market.handle for market in value["markets"] if market]
        return {"title": value["title"], "markets": markets_for_rail(limit=value["limit"], handles=chosen)}
