"""What a role may do in a market, as data, and the question every service asks."""

from collections.abc import Mapping

from commerce.foundation.core.actors import SYSTEM, Actor, Tenant
from commerce.foundation.core.errors import Forbidden
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
