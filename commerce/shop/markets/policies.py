"""What a role may do in a market, as data, and the question every service asks."""

from collections.abc import Mapping

from commerce.foundation.core.actors import SYSTEM, Actor, Tenant
from commerce.foundation.core.errors import Forbidden
from commerce.money.remittances.errors import OwnDecision
from commerce.shop.markets.models import Membership

PUBLISH_MARKET = "markets.publish_market"
RESTRICT_MARKET = "markets.restrict_market"

_CLERK = frozenset({"orders.view", "orders.manage", "products.view", "stock.manage"})
_MANAGER = _CLERK | {"products.manage", "market.manage", "money.view", "refunds.manage"}
_OWNER = _MANAGER | {"team.manage", "money.manage"}

RIGHTS: Mapping[str, frozenset[str]] = {
    Membership.Role.CLERK: _CLERK,
    Membership.Role.MANAGER: _MANAGER,
    Membership.Role.OWNER: _OWNER,
}


def rights_of(role: str) -> frozenset[str]:
    """The rights that a role has in its market."""
    return RIGHTS[role]


def require(right: str, *, held_by: Actor | Tenant) -> None:
    """Refuse whoever lacks a right; what the platform does by itself needs none."""
    if held_by != SYSTEM and right not in held_by.rights:
        raise Forbidden(wanted_right=right)


def works_in(market_ref: str, actor: Actor) -> bool:
    """Whether somebody has a seat in a market, and so decides nothing about it for the platform."""
    seats = Membership.objects.filter(market__public_id=market_ref, user__public_id=actor.ref, is_active=True)
    return actor.kind == "user" and seats.exists()


def require_stranger(actor: Actor, *, market_ref: str) -> None:
    """Refuse who has a seat in a market as the one who decides about its money for the platform."""
    if works_in(market_ref, actor):
        raise OwnDecision
