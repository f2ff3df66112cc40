import itertools
from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM, Tenant
from commerce.shop.markets import services
from commerce.shop.markets.models import Market, Membership
from commerce.shop.markets.policies import rights_of
from tests.factories.people import make_user

_numbers = itertools.count(1)


def make_market(
    owner: User | None = None,
    handle: str | None = None,
    *,
    name: str = "فروشگاه",
    published: bool = True,
    city: str | None = None,
    **columns: Any,
) -> Market:
    """A market that shoppers can see, unless told otherwise."""
    handle = handle or f"market-{next(_numbers)}"
    market = services.create_market(actor=SYSTEM, owner=owner or make_user(), handle=handle, name=name, city=city)
    if columns:
        Market.objects.filter(pk=market.pk).update(**columns)
    if published:
        services.publish_market(actor=SYSTEM, market=market)
    market.refresh_from_db()
    return market


def make_member(market: Market, role: str = Membership.Role.CLERK, user: User | None = None) -> User:
    """A person at work in the market."""
    user = user or make_user()
    services.add_member(actor=SYSTEM, tenant=tenant_of(market), user=user, role=role)
    return user


def tenant_of(market: Market, role: str = Membership.Role.OWNER) -> Tenant:
    """The market as those of a role act for it."""
    return Tenant(kind="market", ref=market.public_id, rights=rights_of(role))
