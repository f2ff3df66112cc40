"""Orders in an export; at a farewell they stay, as sales that name nobody."""

from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.shop.order.errors import OpenOrders
from commerce.shop.order.models import Order, ShippingAddress, VendorOrder
from commerce.shop.order.states import GOING_ON


@exporters.register("orders")
def export(user: User) -> list[dict[str, Any]]:
    address = ("first_name", "last_name", "mobile", "province", "city", "line1", "postcode")
    columns = ("number", "status", "date_placed", "paid_at", "total_incl_tax")
    return list(Order.objects.filter(user=user).values(*columns, *(f"shipping_address__{name}" for name in address)))


@erasers.register("orders")
def erase(user: User) -> None:
    is_going_on = VendorOrder.objects.filter(order__user=user, status__in=GOING_ON).exists()
    if is_going_on or Order.objects.filter(user=user, refund_due__gt=0).exists():
        raise OpenOrders()
    nobody = dict.fromkeys(("first_name", "last_name", "mobile", "line1", "postcode", "search_text"), "")
    ShippingAddress.objects.filter(order__user=user).update(**nobody, latitude=None, longitude=None)
