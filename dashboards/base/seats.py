"""Where a person works: their markets with the rights of their role, and the one on screen now."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import Tenant
from commerce.shop.markets.models import Market, Membership
from commerce.shop.markets.policies import rights_of

CHOSEN_MARKET = "chosen_market"


@dataclass(frozen=True)
class Seat:
    """A person's place in one market."""

    market: Market
    role: str
    rights: frozenset[str]

    @cached_property
    def tenant(self) -> Tenant:
        return Tenant(kind="market", ref=self.market.public_id, rights=self.rights)

    def may(self, right: str) -> bool:
        return right in self.rights


def seats_of(user: User | AnonymousUser) -> list[Seat]:
    """All places a person works in; read once for each request."""
    if not hasattr(user, "_seats"):
        user._seats = _read_seats(user)  # type: ignore[union-attr]
    seats: list[Seat] = user._seats  # type: ignore[union-attr]
    return seats


def _read_seats(user: User | AnonymousUser) -> list[Seat]:
    if not user.is_authenticated or not user.is_active:
        return []
    memberships = Membership.objects.filter(user=user, is_active=True).exclude(market__status=Market.Status.CLOSED)
    return [
        Seat(market=membership.market, role=membership.role, rights=rights_of(membership.role))
        for membership in memberships.select_related("market").order_by("market__name", "pk")
    ]


def seat_in(user: User, market_id: int | None) -> Seat | None:
    """A person's place in one market, if they have one."""
    return next((seat for seat in seats_of(user) if seat.market.pk == market_id), None)


def current_seat(request: HttpRequest) -> Seat | None:
    """The place on screen: the chosen market while the person still works there, else their first."""
    seats = seats_of(request.user)
    chosen = request.session.get(CHOSEN_MARKET)
    return next((seat for seat in seats if seat.market.handle == chosen), seats[0] if seats else None)


def choose_market(request: HttpRequest, handle: str) -> Seat | None:
    """Put another of one's own markets on screen."""
    seat = next((seat for seat in seats_of(request.user) if seat.market.handle == handle), None)
    if seat:
        request.session[CHOSEN_MARKET] = handle
    return seat
