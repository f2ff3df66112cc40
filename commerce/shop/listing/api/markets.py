"""Markets as shoppers find them, and the door by which a shopper opens one."""

from dataclasses import replace
from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.accounts.models import User
from commerce.foundation.core.money import Money
from commerce.foundation.core.pictures import public_url
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import PublicReadView, PublicView
from commerce.foundation.core.text import clean_text
from commerce.shop.listing import selectors
from commerce.shop.listing.api.filters import FILTER_PARAMETERS, NAMES, SORT_PARAMETER, read_filters
from commerce.shop.listing.api.products import product_page_of
from commerce.shop.listing.api.serializers import (
    MarketListOut,
    MarketPageOut,
    OpenedMarketOut,
    OpenMarketIn,
    ProductListOut,
)
from commerce.shop.listing.cards import market_card, money
from commerce.shop.markets import services
from commerce.shop.markets.selectors import live_market

NEWEST = Sort("newest", "-published_at")


class MarketsView(PublicReadView):
    query_parameters = PAGED | {"q", "category", "province", "near"}

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, description="A part of the name, however it is spelled."),
            OpenApiParameter("category", str, description="Markets that sell something in this category."),
            OpenApiParameter("province", str, description="The slug of a province."),
            FILTER_PARAMETERS[-1],
        ],
        responses=MarketListOut,
    )
    def get(self, request: Request) -> Response:
        """Published markets, the newest first."""
        asked = request.query_params
        markets = selectors.markets(
            typed=clean_text(asked.get("q", "")),
            category=asked.get("category", ""),
            province=asked.get("province", ""),
            near=read_filters(asked).near,
        )
        return Response(page_of(request, markets, sort=NEWEST, render=lambda rows: [market_card(row) for row in rows]))

    @extend_schema(request=OpenMarketIn, responses={201: OpenedMarketOut})
    def post(self, request: Request) -> Response:
        """Open a market; its maker owns it and may from now on sign in as a vendor."""
        asked = OpenMarketIn(data=request.data)
        asked.is_valid(raise_exception=True)
        market = services.create_market(actor=self.actor, owner=cast(User, request.user), **asked.validated_data)
        body = {**market_card(market), "status": market.status, "audiences": ["shopper", "vendor"]}
        return Response(body, status=201)


class MarketView(PublicView):
    query_parameters = frozenset()

    @extend_schema(responses=MarketPageOut)
    def get(self, request: Request, handle: str) -> Response:
        """A published market."""
        market = live_market(handle=handle)
        return Response(
            {
                **market_card(market),
                "description": market.description,
                "cover": public_url(market.cover.name) or None,
                "phone": market.phone,
                "dispatch_days": market.dispatch_days,
                "shipping_price": Money(market.shipping_price),
                "free_shipping_from": money(market.free_shipping_from),
                "products_count": selectors.products_count(market=market.handle),
                "published_at": market.published_at,
            }
        )


class MarketProductsView(PublicView):
    query_parameters = (PAGED | NAMES | {"sort"}) - {"market"}

    @extend_schema(
        parameters=[*(one for one in FILTER_PARAMETERS if one.name != "market"), SORT_PARAMETER],
        responses=ProductListOut,
    )
    def get(self, request: Request, handle: str) -> Response:
        """What a market sells, at its own prices."""
        market = live_market(handle=handle)
        filters: Any = replace(read_filters(request.query_params), markets=(market.handle,))
        return Response(product_page_of(request, filters))
