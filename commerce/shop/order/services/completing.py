"""The end of a vendor order: its hold is over and its money free."""

from django.db import transaction

from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.states import try_move
from commerce.shop.order import states
from commerce.shop.order.events import VendorOrderCompleted
from commerce.shop.order.locks import lock_vendor_order
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services.moving import follow_parts, tell


@transaction.atomic
def complete_vendor_order(*, vendor_order: str) -> bool:
    """Complete a delivered part, once; one of which goods came back stays as it is."""
    if not VendorOrder.objects.filter(public_id=vendor_order, status=VendorOrder.Status.DELIVERED).exists():
        return False
    part = lock_vendor_order(vendor_order)
    if not try_move(part, to=VendorOrder.Status.COMPLETED, table=states.VENDOR_ORDER):
        return False
    follow_parts(order=part.order)
    tell(actor=SYSTEM, tenant=None, vendor_order=part, fact=VendorOrderCompleted, code="completed")
    return True
