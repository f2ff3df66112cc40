"""What every step of a vendor order has in common: locked and asked for, moved once, told on the timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from commerce.foundation.audit import services as audit
from commerce.foundation.core.actors import PLATFORM, Actor, Tenant
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.shop.order import policies, states, timeline
from commerce.shop.order.events import VendorOrderDelivered, VendorOrderFact
from commerce.shop.order.locks import lock_vendor_order
from commerce.shop.order.models import Order, Parcel, VendorOrder


def open_part(*, actor: Actor, tenant: Tenant, vendor_order: str) -> VendorOrder:
    """The vendor order, locked with its order, for someone who may manage it."""
    part = lock_vendor_order(vendor_order)
    policies.require_manage(actor, tenant, part)
    return part


def step(*, vendor_order: VendorOrder, to: str, reason: str = "") -> None:
    """Move a locked vendor order, and let its order's state follow."""
    also: dict[str, Any] = {"delivered_at": timezone.now()} if to == VendorOrder.Status.DELIVERED else {}
    move(vendor_order, to=to, table=states.VENDOR_ORDER, reason=reason, **also)
    follow_parts(order=vendor_order.order)


def deliver_part(*, part: VendorOrder, actor: Actor, tenant: Tenant | None, code: str, confirmed_by: str) -> None:
    """Everything that was sent of a locked part arrived."""
    step(vendor_order=part, to=VendorOrder.Status.DELIVERED)
    on_the_way = part.parcels.filter(status=Parcel.Status.SHIPPED)
    on_the_way.update(status=Parcel.Status.DELIVERED, delivered_at=timezone.now())
    also = {"confirmed_by": confirmed_by}
    tell(actor=actor, tenant=tenant, vendor_order=part, fact=VendorOrderDelivered, code=code, also=also)


def confirmer(*, tenant: Tenant) -> str:
    """Whose word it is that something arrived."""
    return "staff" if tenant.kind == PLATFORM.kind else "market"


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
    also: Mapping[str, Any] | None = None,
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
