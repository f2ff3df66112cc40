from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from commerce.shop.markets.models import Market
from commerce.shop.markets.selectors import live_markets
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
        return {"title": value["title"], "markets": [_card(market) for market in _markets(value)]}


def _markets(value: Any) -> list[Market]:
    chosen = [market.pk for market in value["markets"] if market]
    if not chosen:
        return list(live_markets().order_by("-published_at", "-pk")[: value["limit"]])
    live = live_markets().in_bulk(chosen)
    return [live[pk] for pk in chosen if pk in live]


def _card(market: Market) -> Data:
    return {
        "handle": market.handle,
        "name": market.name,
        "tagline": market.tagline,
        "city": market.city.name if market.city else None,
        "logo": market.logo.url if market.logo else None,
        "url": f"/markets/{market.handle}/",
    }
