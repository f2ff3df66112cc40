"""Orders: the buyer's whole, its lines, and each market's own part."""

from commerce.shop.order.models.order import Order, OrderEvent, ShippingAddress
from commerce.shop.order.models.vendor_order import Parcel, ParcelLine, VendorOrder

from commerce.shop.order.models.line import Line, LinePrice  # isort: skip
from commerce.shop.order.models.oscar_money import (
    OrderDiscount,
    OrderLineDiscount,
    PaymentEvent,
    Surcharge,
)

__all__ = [
    "Line",
    "LinePrice",
    "Order",
    "OrderDiscount",
    "OrderEvent",
    "OrderLineDiscount",
    "Parcel",
    "ParcelLine",
    "PaymentEvent",
    "ShippingAddress",
    "Surcharge",
    "VendorOrder",
]

from oscar.apps.order.models import *  # noqa: F403
