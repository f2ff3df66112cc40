"""What may be asked of orders."""

from commerce.shop.order.services.addresses import Receiver
from commerce.shop.order.services.attempts import PaymentWish, pay_order
from commerce.shop.order.services.cancelling import cancel_unpaid_order, expire_order, expire_unpaid_orders
from commerce.shop.order.services.cash import refuse_delivery
from commerce.shop.order.services.completing import complete_vendor_order
from commerce.shop.order.services.fulfilling import (
    Shipment,
    accept_vendor_order,
    confirm_received,
    mark_delivered,
    pack_vendor_order,
    reject_vendor_order,
    ship_vendor_order,
)
from commerce.shop.order.services.giving_back import Back, lock_part_for_refund
from commerce.shop.order.services.line_cancelling import cancel_lines
from commerce.shop.order.services.placing import Agreement, PlacedOrder, Wish, place_order
from commerce.shop.order.services.refunds import adopt_refunds
from commerce.shop.order.timeline import note as note_on_timeline

__all__ = [
    "Agreement",
    "Back",
    "PaymentWish",
    "PlacedOrder",
    "Receiver",
    "Shipment",
    "Wish",
    "accept_vendor_order",
    "adopt_refunds",
    "cancel_lines",
    "cancel_unpaid_order",
    "complete_vendor_order",
    "confirm_received",
    "expire_order",
    "expire_unpaid_orders",
    "lock_part_for_refund",
    "mark_delivered",
    "note_on_timeline",
    "pack_vendor_order",
    "pay_order",
    "place_order",
    "refuse_delivery",
    "reject_vendor_order",
    "ship_vendor_order",
]
