"""Who may ask for a refund, and who may decide: never the one who asked, the one who is paid, nor staff who pay it."""

from commerce.foundation.core import clock
from commerce.foundation.core.actors import PLATFORM, Actor, Tenant
from commerce.foundation.core.errors import Forbidden, NotFound
from commerce.shop.markets.policies import works_in
from commerce.shop.order import policies as orders
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.errors import MarketsTurn, NotMarketsTurn, RefundNeedsAnother
from commerce.shop.refunds.models import RefundPolicy, RefundRequest

ASK, DECIDE = "refunds.add_refundrequest", "refunds.approve_refundrequest"
RULE = "refunds.change_refundpolicy"
MARKET_RIGHT = "refunds.manage"


def rule_for(*, side: str, kind: str, part: VendorOrder) -> RefundPolicy | None:
    """The first policy that speaks about such a request now; where none does it cannot be asked."""
    now = clock.now()
    rules = RefundPolicy.objects.filter(is_active=True, side=side)
    return next((rule for rule in rules if rule.fits(side=side, kind=kind, part=part, now=now)), None)


def require_asker(actor: Actor, tenant: Tenant | None, side: str, part: VendorOrder) -> None:
    """Refuse who may not ask for this part; strangers hear that there is none."""
    if side == Side.SHOPPER:
        orders.require_buyer(actor, part.order)
        return
    if side == Side.VENDOR:
        _require_seat(tenant, part)
    else:
        if ASK not in actor.rights:
            raise Forbidden(wanted_right=ASK)
        _require_stranger(actor, part)
    require_not_paid(actor, part)


def require_decider(actor: Actor, tenant: Tenant, request: RefundRequest) -> None:
    """Refuse who may not decide about a request now."""
    if tenant.kind == PLATFORM.kind:
        if DECIDE not in actor.rights:
            raise Forbidden(wanted_right=DECIDE)
        if request.is_vendors_turn(clock.now()):
            raise MarketsTurn(until=request.vendor_until)
        _require_stranger(actor, request.vendor_order)
    else:
        _require_seat(tenant, request.vendor_order)
        if not request.is_vendors_turn(clock.now()) and request.is_open:
            raise NotMarketsTurn()
    require_not_paid(actor, request.vendor_order)
    if actor.key in {request.asked_by, request.decided_by}:
        raise RefundNeedsAnother()


def require_withdrawer(actor: Actor, tenant: Tenant | None, request: RefundRequest) -> None:
    """Refuse everybody but the side that asked."""
    if request.side == Side.SHOPPER:
        orders.require_buyer(actor, request.order)
    elif request.side == Side.VENDOR:
        _require_seat(tenant, request.vendor_order)
    elif tenant is None or tenant.kind != PLATFORM.kind or ASK not in actor.rights:
        raise NotFound


def require_not_paid(actor: Actor, part: VendorOrder) -> None:
    """Nobody gives money to themselves."""
    buyer = part.order.user
    if buyer is not None and (actor.kind, actor.ref) == ("user", buyer.public_id):
        raise RefundNeedsAnother()


def may_decide(actor: Actor, tenant: Tenant, request: RefundRequest) -> bool:
    """Whether a screen offers somebody to decide."""
    try:
        require_decider(actor, tenant, request)
    except (Forbidden, NotFound, MarketsTurn, NotMarketsTurn, RefundNeedsAnother):
        return False
    return request.is_open


def _require_stranger(actor: Actor, part: VendorOrder) -> None:
    """Staff who work in a market do not speak for the platform about its money."""
    if works_in(part.market.public_id, actor):
        raise RefundNeedsAnother()


def _require_seat(tenant: Tenant | None, part: VendorOrder) -> None:
    if tenant is None or not orders.sees(tenant, part) or tenant.kind == PLATFORM.kind:
        raise NotFound
    if MARKET_RIGHT not in tenant.rights:
        raise Forbidden(wanted_right=MARKET_RIGHT)
