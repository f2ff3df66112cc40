"""What every step of a vendor order has in common: locked and asked for, moved once, told on the timeline."""

from collections.abc import Mapping

from commerce.foundation.audit import services as audit
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.shop.order import policies, states, timeline
from commerce.shop.order.events import VendorOrderFact
from commerce.shop.order.locks import lock_vendor_order
from commerce.shop.order.models import Order, VendorOrder


def open_part(*, actor: Actor, tenant: Tenant, vendor_order: str) -> VendorOrder:
    """The vendor order, locked with its order, for someone who may manage it."""
    part = lock_vendor_order(vendor_order)
    policies.require_manage(actor, tenant, part)
    return part


def step(*, vendor_order: VendorOrder, to: str, reason: str = "") -> None:
    """Move a locked vendor order, and let its order's state follow."""
    move(vendor_order, to=to, table=states.VENDOR_ORDER, reason=reason)
    follow_parts(order=vendor_order.order)


def follow_parts(*, order: Order) -> None:
    """Compute a locked order's state from its parts."""
    parts = order.vendor_orders.prefetch_related("lines")
    computed = states.computed_status([_as_part(part) for part in parts], is_paid=order.paid_at is not None)
    if computed != order.status:
        Order.objects.filter(pk=order.pk, status=order.status).update(status=computed)
        order.status = computed


def tell(
    *,
    actor: Actor,
    tenant: Tenant | None,
    vendor_order: VendorOrder,
    fact: type[VendorOrderFact],
    code: str,
    told: Mapping[str, str] | None = None,
    also: Mapping[str, str] | None = None,
) -> None:
    """Write a step on the timeline, on the trail and as a fact; `told` goes to the timeline, `also` to the fact."""
    order, market = vendor_order.order, vendor_order.market
    audit.note(
        actor=actor,
        tenant=tenant,
        action=fact.name,
        subject_kind="vendor_order",
        subject_ref=vendor_order.public_id,
        data=told,
    )
    timeline.note(order=order, code=code, vendor_order=vendor_order, market=market.name, **(told or {}))
    record(
        fact(
            order=order.number,
            vendor_order=vendor_order.public_id,
            market=market.public_id,
            shopper=order.user.public_id if order.user else "",
            **(also or {}),
        )
    )


def _as_part(vendor_order: VendorOrder) -> states.Part:
    return states.Part(vendor_order.status, any(line.cancelled_quantity for line in vendor_order.lines.all()))
