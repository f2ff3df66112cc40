from django.db.models import QuerySet

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import Tenant
from commerce.foundation.core.text import spellings
from commerce.shop.markets.errors import UnknownMarket
from commerce.shop.markets.models import Market, Membership, Restriction
from commerce.shop.markets.policies import rights_of


def tenant_for(user: User, handle: str) -> Tenant | None:
    """The market someone works in, with the rights of their role there; None for a stranger."""
    seats = Membership.objects.filter(user=user.pk, is_active=True, market__handle=handle.lower())
    seat = seats.exclude(market__status=Market.Status.CLOSED).values_list("market__public_id", "role").first()
    return Tenant(kind="market", ref=seat[0], rights=rights_of(seat[1])) if seat else None


def works_in_a_market(user: User) -> bool:
    """Whether someone has a place in any market that is not closed."""
    return Market.objects.of_user(user.pk).exclude(status=Market.Status.CLOSED).exists()


def market_of(tenant: Tenant) -> Market:
    """The market a tenant is; refuses one that is gone."""
    market = Market.objects.select_related("city__province").filter(public_id=tenant.ref).first()
    if market is None:
        raise UnknownMarket()
    return market


def is_restricted(market_ref: str, what: str) -> bool:
    """Whether a market, by its public id, may not do something now."""
    return Market.objects.filter(public_id=market_ref, forbidden__contains=[what]).exists()


def restrictions_of(market_ref: str) -> QuerySet[Restriction]:
    """What a market was forbidden, the newest first; the open ones have no `lifted_at`."""
    return Restriction.objects.filter(market__public_id=market_ref).order_by("-since", "-pk")


def live_market(*, handle: str) -> Market:
    """The published market of a handle; refuses all others, as if they were not there."""
    market = Market.objects.live().select_related("city__province").filter(handle=handle.lower()).first()
    if market is None:
        raise UnknownMarket()
    return market


def live_markets(*, typed: str = "", province: str = "", city: str = "") -> QuerySet[Market]:
    """Published markets, by a part of their name however it is spelled, and by place."""
    markets = Market.objects.live().select_related("city__province")
    if typed:
        markets = markets.named_like(spellings(typed))
    if province:
        markets = markets.filter(city__province__slug=province)
    return markets.filter(city__slug=city) if city else markets
