"""The shop as web pages, to read and to share; buying is in the apps."""

from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString, mark_safe
from django.views.generic import TemplateView

from commerce.foundation.core.errors import NotFound
from commerce.shop.catalogue.selectors import family_of, public_category
from commerce.shop.listing import selectors
from commerce.shop.listing.cards import market_card, product_card
from commerce.shop.listing.pages import product_detail
from commerce.shop.markets.selectors import live_market, live_markets
from storefront.asking import read
from storefront.shelves import shelf

MARKETS_FOUND = 4


class ShopPage(TemplateView):
    """A public page; what the trade does not know is a 404 in words for people."""

    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404(missing.code) from missing

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **self.shown(**kwargs)}

    def shown(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template reads, by what the address names."""
        raise NotImplementedError


class SearchView(ShopPage):
    template_name = "site/search.html"

    def shown(self) -> dict[str, Any]:
        asked = read(self.request.GET)
        markets = live_markets(typed=asked.filters.q)[:MARKETS_FOUND] if asked.filters.q else []
        return {
            "typed": asked.filters.q,
            "markets": [market_card(market) for market in markets],
            "shelf": shelf(asked, self.request.GET),
        }


class CategoryView(ShopPage):
    template_name = "site/category.html"

    def shown(self, *, slug: str) -> dict[str, Any]:
        category = public_category(slug=slug)
        family = family_of(category)
        return {
            "here": category,
            "above": [one for one in family if one.depth < category.depth],
            "below": [one for one in family if one.depth > category.depth],
            "shelf": shelf(read(self.request.GET, category=slug), self.request.GET),
        }


class MarketView(ShopPage):
    template_name = "site/market.html"

    def shown(self, *, handle: str) -> dict[str, Any]:
        market = live_market(handle=handle)
        return {
            "market": market,
            "card": market_card(market),
            "shelf": shelf(read(self.request.GET, market=market.handle), self.request.GET),
        }


class ProductView(ShopPage):
    template_name = "site/product.html"

    def shown(self, *, public_id: str) -> dict[str, Any]:
        page = selectors.product_page(public_id=public_id)
        product = product_detail(page)
        variant = _variant(product, self.request.GET.get("variant"))
        return {
            "product": product,
            "variant": variant,
            "shown": variant or product,
            "images": (variant["images"] if variant else []) or product["images"],
            "offers": [one for one in product["offers"] if variant is None or one["variant"] == variant["id"]],
            "similar": [product_card(row) for row in selectors.similar_to(page.row)],
            "code": _code(product["share_url"]),
        }


def _variant(product: dict[str, Any], wanted: str | None) -> dict[str, Any] | None:
    """The variant asked for, else the one that wins the buy box; a product without variants has none."""
    variants = {one["id"]: one for one in product["variants"]}
    winner = product["offers"][0]["variant"] if product["offers"] else None
    return variants.get(wanted or "") or variants.get(winner or "")


def _code(address: str) -> SafeString:
    """A QR code that takes the page from a desk to a phone."""
    drawn = segno.make(address, micro=False).svg_inline(scale=3, border=0, dark="#084641", light=None)
    return mark_safe(drawn)  # noqa: S308  drawn by us from our own address
