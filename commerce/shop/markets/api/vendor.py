"""A market's profile, for those who work in it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.actors import Tenant
from commerce.foundation.core.money import Money
from commerce.foundation.core.pictures import public_url
from commerce.foundation.core.rest.views import VendorView
from commerce.shop.markets import services
from commerce.shop.markets.api.serializers import ProfileIn, ProfileOut
from commerce.shop.markets.models import Market
from commerce.shop.markets.selectors import market_of


class ProfileView(VendorView):
    rights_needed = {"GET": "orders.view", "PATCH": "market.manage"}
    query_parameters = frozenset()

    @extend_schema(responses=ProfileOut)
    def get(self, request: Request, handle: str) -> Response:
        """What the market says of itself, and what the one who asks may do in it."""
        return Response(_profile(market_of(self.tenant), self.tenant))

    @extend_schema(request=ProfileIn, responses=ProfileOut)
    def patch(self, request: Request, handle: str) -> Response:
        """Change what the market says of itself and how it sends."""
        asked = ProfileIn(data=request.data)
        asked.is_valid(raise_exception=True)
        market = services.update_profile(actor=self.actor, tenant=self.tenant, changes=asked.validated_data)
        return Response(_profile(market, self.tenant))


def _profile(market: Market, tenant: Tenant) -> dict[str, Any]:
    city, free_from = market.city, market.free_shipping_from
    return {
        "handle": market.handle,
        "name": market.name,
        "status": market.status,
        "tagline": market.tagline,
        "description": market.description,
        "phone": market.phone,
        "logo": public_url(market.logo.name) or None,
        "cover": public_url(market.cover.name) or None,
        "city": {"slug": city.slug, "name": city.name} if city else None,
        "province": {"slug": city.province.slug, "name": city.province.name} if city else None,
        "dispatch_days": market.dispatch_days,
        "shipping_price": Money(market.shipping_price),
        "free_shipping_from": None if free_from is None else Money(free_from),
        "takes_cash": market.takes_cash,
        "rights": sorted(tenant.rights),
    }
