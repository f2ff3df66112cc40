"""Markets by what they sell."""

from django.db.models import CharField, F, Func, QuerySet

from commerce.foundation.regions.selectors import cities_within
from commerce.shop.listing.filters import Near
from commerce.shop.listing.models import ListingRow
from commerce.shop.markets.models import Market
from commerce.shop.markets.selectors import live_markets


def markets(*, typed: str, category: str, province: str, near: Near | None) -> QuerySet[Market]:
    """Published markets by name and place, and by a category in which they sell something."""
    found = live_markets(typed=typed, province=province)
    if category:
        handles = Func(F("markets"), function="unnest", output_field=CharField())
        found = found.filter(handle__in=ListingRow.objects.in_category(category).values_list(handles))
    if near:
        found = found.filter(city__slug__in=cities_within(lat=near.lat, lng=near.lng, km=near.km))
    return found


def products_count(*, market: str) -> int:
    """How many products a market (by handle) offers."""
    return ListingRow.objects.filter(markets__contains=[market]).count()
