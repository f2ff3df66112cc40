"""The facts of orders, by public references only."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class OrderPlaced(Event):
    name: ClassVar[str] = "order.placed"
    order: str
    shopper: str
    amount: int


@dataclass(frozen=True)
class OrderPaid(Event):
    """`sold` is (offer, product, quantity) for each line, so that listings can count."""

    name: ClassVar[str] = "order.paid"
    order: str
    shopper: str
    amount: int
    vendor_orders: tuple[tuple[str, str], ...]
    sold: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class OrderConfirmed(Event):
    """The order is on and paid at the door; `sold` is as in `order.paid`."""

    name: ClassVar[str] = "order.confirmed"
    order: str
    shopper: str
    vendor_orders: tuple[tuple[str, str], ...]
    sold: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class OrderExpired(Event):
    name: ClassVar[str] = "order.expired"
    order: str
    shopper: str


@dataclass(frozen=True)
class OrderCancelled(Event):
    name: ClassVar[str] = "order.cancelled"
    order: str
    shopper: str


@dataclass(frozen=True)
class RefundDue(Event):
    """Money came that buys nothing any more, or for something that will not be sent; it goes back."""

    name: ClassVar[str] = "order.refund_due"
    order: str
    shopper: str
    amount: int
    reason: str


@dataclass(frozen=True)
class VendorOrderFact(Event):
    order: str
    vendor_order: str
    market: str
    shopper: str


@dataclass(frozen=True)
class VendorOrderReceived(VendorOrderFact):
    name: ClassVar[str] = "vendor_order.received"


@dataclass(frozen=True)
class VendorOrderAccepted(VendorOrderFact):
    name: ClassVar[str] = "vendor_order.accepted"


@dataclass(frozen=True)
class VendorOrderRejected(VendorOrderFact):
    name: ClassVar[str] = "vendor_order.rejected"


@dataclass(frozen=True)
class VendorOrderRefused(VendorOrderFact):
    """The buyer did not take the goods at the door."""

    name: ClassVar[str] = "vendor_order.refused"


@dataclass(frozen=True)
class VendorOrderPacked(VendorOrderFact):
    name: ClassVar[str] = "vendor_order.packed"


@dataclass(frozen=True)
class VendorOrderShipped(VendorOrderFact):
    name: ClassVar[str] = "vendor_order.shipped"
    parcel: str


@dataclass(frozen=True)
class VendorOrderDelivered(VendorOrderFact):
    """`confirmed_by` is shopper, market or staff: the market's own word starts a longer hold."""

    name: ClassVar[str] = "vendor_order.delivered"
    confirmed_by: str


@dataclass(frozen=True)
class VendorOrderLinesCancelled(VendorOrderFact):
    """Some of it will not be sent; `lines` are (line, quantity)."""

    name: ClassVar[str] = "vendor_order.lines_cancelled"
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class VendorOrderReturned(VendorOrderFact):
    """Goods came back, all of them or some."""

    name: ClassVar[str] = "vendor_order.returned"
    whole: bool


@dataclass(frozen=True)
class VendorOrderCompleted(VendorOrderFact):
    """Its hold is over and its money free."""

    name: ClassVar[str] = "vendor_order.completed"
