"""Orders are paid for through payments, which never heard of them."""

from typing import Any

from django.utils.translation import gettext as _

from commerce.foundation.core.events import subscribe
from commerce.money.payments.models import Chargeback, Payment, Refund
from commerce.money.payments.purposes import payable
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.purpose import CASH_PURPOSE, PURPOSE
from commerce.shop.order.services.cash import cash_collected
from commerce.shop.order.services.completing import complete_vendor_order
from commerce.shop.order.services.disputes import order_charged_back, order_dispute_ended, order_disputed
from commerce.shop.order.services.papers import ask_credit_note_of, ask_invoice_anew, ask_sale_invoice
from commerce.shop.order.services.paying import attempt_closed, order_captured
from commerce.shop.order.services.refunds import refund_left
from commerce.shop.order.terms import METHODS, terms_for


def title_of(reference: str) -> str:
    """What the bank's page says is paid for."""
    return _("Order %(number)s") % {"number": reference}


def part_title_of(reference: str) -> str:
    """What a market's part of an order is called."""
    number, market = VendorOrder.objects.values_list("order__number", "market__name").get(public_id=reference)
    return _("Order %(number)s, %(market)s") % {"number": number, "market": market}


def link_to(reference: str) -> str:
    """Where the shopper goes on: to the order."""
    return f"/account/orders/{reference}/"


def waits_for_payment(reference: str) -> bool:
    """Whether the order is still to be paid."""
    return bool(Order.objects.filter(number=reference, status=Order.Status.PENDING_PAYMENT).exists())


def wants_late_money(reference: str) -> bool:
    """Whether money that comes late may still buy the order: it waits, or ran out of time."""
    wanted = {Order.Status.PENDING_PAYMENT, Order.Status.EXPIRED}
    return bool(Order.objects.filter(number=reference, status__in=wanted).exists())


def captured(payment: Payment) -> None:
    order_captured(payment=payment)


def cash_at_the_door(payment: Payment) -> None:
    cash_collected(payment=payment)


def closed(payment: Payment) -> None:
    attempt_closed(payment=payment)


def refunded(refund: Refund) -> None:
    refund_left(refund=refund)


def disputed(chargeback: Chargeback) -> None:
    order_disputed(chargeback=chargeback)


def charged_back(chargeback: Chargeback) -> int:
    return order_charged_back(chargeback=chargeback)


def chargeback_ended(chargeback: Chargeback) -> None:
    order_dispute_ended(chargeback=chargeback)


@subscribe("sale.released", consumer="order.complete")
def complete(payload: dict[str, Any]) -> None:
    complete_vendor_order(vendor_order=payload["sale"])


@subscribe("sale.posted", consumer="order.invoice")
def invoice(payload: dict[str, Any]) -> None:
    ask_sale_invoice(vendor_order=payload["sale"])


@subscribe("sale.reversed", consumer="order.credit_note")
def credit_note(payload: dict[str, Any]) -> None:
    ask_credit_note_of(vendor_order=payload["sale"], key=payload["key"])


@subscribe("sale.restored", consumer="order.invoice_anew")
def invoice_anew(payload: dict[str, Any]) -> None:
    ask_invoice_anew(vendor_order=payload["sale"], key=payload["key"])


payable(
    PURPOSE,
    on_captured=captured,
    on_closed=closed,
    on_refunded=refunded,
    title=title_of,
    link=link_to,
    is_awaited=waits_for_payment,
    wants_late=wants_late_money,
    methods=METHODS,
    terms=terms_for,
    on_disputed=disputed,
    on_charged_back=charged_back,
    on_chargeback_ended=chargeback_ended,
)
payable(
    CASH_PURPOSE,
    on_captured=cash_at_the_door,
    on_refunded=refunded,
    title=part_title_of,
    methods=(Payment.Method.COD,),
)
