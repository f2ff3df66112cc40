"""An order as its shopper reads it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from commerce.foundation.core.money import Money
from commerce.money.invoices.selectors import link_to_papers
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.selectors import has_paid, payments_for, redirect_url, refunds_of, transfer_of
from commerce.shop.order import timeline
from commerce.shop.order.models import Line, Order, Parcel, ShippingAddress, VendorOrder
from commerce.shop.order.purpose import CASH_PURPOSE, PURPOSE
from commerce.shop.order.selectors.orders import order_of


def order_document(order: Order) -> dict[str, Any]:
    """An order in full, read by `order_of`."""
    address, payments = order.shipping_address, list(_payments_of(order))
    return {
        **order_summary(order),
        "lines": [line_document(line) for line in order.lines.all()],
        "vendor_orders": [_part_document(part, order) for part in order.vendor_orders.all()],
        "address": address_document(address) if address else None,
        "payments": [payment_document(payment) for payment in payments],
        "refunds": [refund_document(refund) for refund in _refunds_of(order, payments)],
        "timeline": timeline.entries(order.events.all()),
        "invoice_url": None if order.status == Order.Status.PENDING_PAYMENT else link_to_papers(order.number),
    }


def checkout_document(*, user_id: int, number: str) -> dict[str, Any]:
    """An order with the payment that paid it, else the last one begun; null where nothing is to pay now."""
    document = order_document(order_of(user_id=user_id, number=number))
    if any(payment["method"] == Payment.Method.COD for payment in document["payments"]):
        return {"order": document, "payment": None}
    newest_first = [payment for payment in document["payments"][::-1] if payment["part_of"] is None]
    paid = (payment for payment in newest_first if has_paid(payment["status"]))
    return {"order": document, "payment": next(paid, newest_first[0] if newest_first else None)}


def order_summary(order: Order) -> dict[str, Any]:
    """An order as lists show it."""
    return {
        "number": order.number,
        "status": order.status,
        "placed_at": order.date_placed,
        "payment_deadline_at": order.payment_deadline_at if order.status == Order.Status.PENDING_PAYMENT else None,
        "paid_at": order.paid_at,
        "lines": [line_brief(line) for line in order.lines.all()],
        "vendor_orders": [part_brief(part) for part in order.vendor_orders.all()],
        "totals": order_totals(order),
        "prices_include_tax": not any(part.tax_on_top for part in order.vendor_orders.all()),
    }


def order_totals(order: Order) -> dict[str, Money]:
    """The totals of a whole order."""
    parts = order.vendor_orders.all()
    return _totals(
        sum(part.items_total for part in parts),
        sum(part.discount_total for part in parts),
        sum(part.shipping_total for part in parts),
        sum(part.tax_total for part in parts),
        int(order.total_incl_tax),
    )


def part_totals(part: VendorOrder) -> dict[str, Money]:
    """The totals of one market's part."""
    return _totals(part.items_total, part.discount_total, part.shipping_total, part.tax_total, part.total)


def part_brief(part: VendorOrder) -> dict[str, Any]:
    """A market's part as lists show it."""
    return {
        "id": part.public_id,
        "market": {"handle": part.market.handle, "name": part.market.name},
        "status": part.status,
    }


def line_brief(line: Line) -> dict[str, Any]:
    """A sold line as lists show it."""
    return {
        "title": line.title,
        "variant": line.variant,
        "thumbnail": line.thumbnail or None,
        "quantity": line.quantity,
    }


def line_document(line: Line) -> dict[str, Any]:
    """A sold line, as it was at sale."""
    product = line.product and (line.product.parent or line.product)
    return {
        "id": line.public_id,
        **line_brief(line),
        "kind": line.kind,
        "product": product.public_id if product else None,
        "offer": line.stockrecord.public_id if line.stockrecord else None,
        "unit_price": Money(line.shown_unit_price),
        "discount": Money(line.market_discount + line.platform_discount),
        "tax": Money(line.tax),
        "total": Money(line.payable),
        "cancelled_quantity": line.cancelled_quantity,
        "shipped_quantity": line.shipped_quantity,
        "returned_quantity": line.returned_quantity,
    }


def parcels_document(parcels: Iterable[Parcel]) -> list[dict[str, Any]]:
    """The parcels of a part, each with the lines in it."""
    return [
        {
            "id": parcel.public_id,
            "carrier": parcel.carrier,
            "tracking": parcel.tracking,
            "tracking_url": parcel.tracking_url,
            "status": parcel.status,
            "lines": [{"line": row.line.public_id, "quantity": row.quantity} for row in parcel.lines.all()],
            "shipped_at": parcel.shipped_at,
            "delivered_at": parcel.delivered_at,
        }
        for parcel in parcels
    ]


def address_document(address: ShippingAddress) -> dict[str, Any]:
    """Where an order goes, as it was when placed."""
    return {
        "first_name": address.first_name,
        "last_name": address.last_name,
        "mobile": address.mobile,
        "province": address.province,
        "city": address.city,
        "line": address.line1,
        "postal_code": address.postcode,
        "lat": float(address.latitude) if address.latitude is not None else None,
        "lng": float(address.longitude) if address.longitude is not None else None,
    }


def payment_document(payment: Payment) -> dict[str, Any]:
    """An attempt to pay, with the way to the bank while it is open."""
    return {
        "id": payment.public_id,
        "method": payment.method,
        "part_of": payment.part_of.public_id if payment.part_of else None,
        "gateway": payment.gateway.slug if payment.gateway else None,
        "status": payment.status,
        "amount": Money(payment.amount),
        "redirect_url": redirect_url(payment),
        "transfer": transfer_of(payment),
    }


def refund_document(refund: Refund) -> dict[str, Any]:
    """Money on its way back, or gone back."""
    is_sent = refund.status == Refund.Status.SENT
    return {
        "amount": Money(refund.amount),
        "way": refund.way,
        "status": "sent" if is_sent else "pending",
        "at": refund.sent_at if is_sent else refund.created_at,
    }


def _payments_of(order: Order) -> QuerySet[Payment]:
    """The attempts to pay the whole, and what is paid at the door for each part."""
    parts = [(CASH_PURPOSE, part.public_id) for part in order.vendor_orders.all()]
    return payments_for([(PURPOSE, order.number), *parts])


def _refunds_of(order: Order, payments: Iterable[Payment]) -> Iterable[Refund]:
    """Nothing goes back of what nobody paid, so most orders need not be asked about."""
    return refunds_of(PURPOSE, order.number) if any(has_paid(payment.status) for payment in payments) else ()


def _part_document(part: VendorOrder, order: Order) -> dict[str, Any]:
    return {
        **part_brief(part),
        "delivery": {"code": part.delivery_code, "name": part.delivery_name},
        "reason": part.reason,
        "parcels": parcels_document(part.parcels.all()),
        "lines": [line_document(line) for line in order.lines.all() if line.vendor_order_id == part.pk],
        "totals": part_totals(part),
    }


def _totals(items: int, discount: int, shipping: int, tax: int, payable: int) -> dict[str, Money]:
    parts = {"items": items, "discount": discount, "shipping": shipping, "tax": tax, "payable": payable}
    return {name: Money(amount) for name, amount in parts.items()}
