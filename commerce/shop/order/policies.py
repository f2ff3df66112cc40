"""Who may see and move an order."""

from commerce.foundation.core.actors import PLATFORM, Actor, Tenant
from commerce.foundation.core.errors import Forbidden, NotFound
from commerce.shop.order.models import Order, VendorOrder

STAFF_PERMISSION = "order.change_vendororder"


def may_manage(actor: Actor, tenant: Tenant, vendor_order: VendorOrder) -> bool:
    """The market's people who manage orders, and staff with the permission."""
    if tenant.kind == PLATFORM.kind:
        return STAFF_PERMISSION in actor.rights | tenant.rights
    return sees(tenant, vendor_order) and "orders.manage" in tenant.rights


def sees(tenant: Tenant, vendor_order: VendorOrder) -> bool:
    """A market sees its own parts, and none before they are paid or agreed."""
    if tenant.kind == PLATFORM.kind:
        return True
    return tenant.ref == vendor_order.market.public_id and vendor_order.shown_at is not None


def require_manage(actor: Actor, tenant: Tenant, vendor_order: VendorOrder) -> None:
    """Refuse whoever may not move a vendor order; a stranger hears that there is none."""
    if not sees(tenant, vendor_order):
        raise NotFound()
    if not may_manage(actor, tenant, vendor_order):
        raise Forbidden()


def require_buyer(actor: Actor, order: Order) -> None:
    """Refuse everyone but the shopper who placed it, who alone knows that it exists."""
    if order.user is None or actor.kind != "user" or actor.ref != order.user.public_id:
        raise NotFound()
