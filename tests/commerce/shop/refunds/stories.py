"""Short words for stories of refunds: who asks, who decides, and what the books say."""

from typing import Any

from commerce.foundation.core.actors import PLATFORM, Actor, Tenant
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.shop.markets.policies import rights_of
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.refunds import services
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.services import Wish

STAFF_RIGHTS = frozenset(
    {
        "refunds.view_refundrequest",
        "refunds.add_refundrequest",
        "refunds.approve_refundrequest",
        "refunds.change_refundpolicy",
        "payments.add_chargeback",
        "payments.check_chargeback",
        "order.change_vendororder",
    }
)


def clerk(name: str) -> Actor:
    """Somebody of the platform who may do everything here, by name."""
    return Actor("user", name, rights=STAFF_RIGHTS)


REZA, LEILA, NIMA = clerk("reza"), clerk("leila"), clerk("nima")


def seat(market: Any, role: str = "owner") -> Tenant:
    return Tenant("market", market.public_id, rights_of(role))


def vendor(name: str = "omid", role: str = "owner") -> Actor:
    return Actor("user", name, rights=rights_of(role))


def buyer_of(order: Order) -> Actor:
    return Actor("user", order.user.public_id)


def part_of(sold: dict[str, Any], handle: str = "tea-house") -> VendorOrder:
    return VendorOrder.objects.select_related("order__user", "market").get(
        order__number=sold["order"]["number"], market__handle=handle
    )


def lines_of(part: VendorOrder) -> dict[str, str]:
    """The lines of a part, by title."""
    return {line.title: line.public_id for line in part.lines.all()}


def deliver(part: VendorOrder) -> VendorOrder:
    """The market takes it on, sends all of it, and it arrives."""
    from commerce.shop.order.services import Shipment, accept_vendor_order, mark_delivered, ship_vendor_order

    named = {"actor": vendor(), "tenant": seat(part.market), "vendor_order": part.public_id}
    accept_vendor_order(**named)
    ship_vendor_order(**named, shipment=Shipment(carrier="پیک"))
    mark_delivered(**named)
    part.refresh_from_db()
    return part


def wish(kind: str = "whole", **more: Any) -> Wish:
    return Wish(**({"kind": kind, "reason": "other"} | more))


def ask_as_staff(part: VendorOrder, actor: Actor = REZA, **told: Any) -> RefundRequest:
    return services.ask_refund(actor=actor, side="staff", vendor_order=part.public_id, wish=wish(**told))


def approve(request: RefundRequest, actor: Actor = LEILA, **more: Any) -> RefundRequest:
    return services.approve_refund(actor=actor, tenant=PLATFORM, request=request.public_id, **more)


def given(part: VendorOrder, **told: Any) -> RefundRequest:
    """A refund that staff asked for and decided."""
    return approve(ask_as_staff(part, **told))


def balance(kind: str, part: VendorOrder | None = None) -> int:
    return balance_of(AccountRef(kind, "market", part.market.public_id) if part else AccountRef(kind))


def books_are_right() -> bool:
    return find_drift() == []
