"""A shopper's orders on the web."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.money.invoices.selectors import invoices_of_order
from commerce.shop.order import services
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.selectors.documents import order_document, order_summary
from commerce.shop.order.selectors.orders import order_of, orders_of
from commerce.shop.refunds.selectors import may_shopper_ask, requests_of_order
from storefront.account.pages import newest_first
from storefront.account.screens import AccountPage, ServicePage

RECEIVABLE = frozenset({VendorOrder.Status.SHIPPED})


class OrdersPage(AccountPage):
    template = "site/account/orders.html"
    section = "orders"
    title = _("My orders")

    def shown(self, **named: Any) -> dict[str, Any]:
        leaf = newest_first(self.request, orders_of(user_id=self.shopper.pk))
        rows = [{**order_summary(order), "status_text": order.get_status_display()} for order in leaf.rows]
        return {"leaf": leaf, "orders": rows}


class OrderPage(AccountPage):
    template = "site/account/order.html"
    section = "orders"
    title = _("Order")

    def shown(self, **named: Any) -> dict[str, Any]:
        order = order_of(user_id=self.shopper.pk, number=named["number"])
        document = order_document(order)
        return {
            "order": document,
            "status_text": order.get_status_display(),
            "part_states": {part.public_id: part.get_status_display() for part in order.vendor_orders.all()},
            "may_pay": order.status == Order.Status.PENDING_PAYMENT,
            "transfers": [one["id"] for one in document["payments"] if one.get("transfer")],
            "refundable": [part.public_id for part in order.vendor_orders.all() if may_shopper_ask(part)],
            "requests": requests_of_order(user_id=self.shopper.pk, number=order.number).order_by("pk"),
            "papers": invoices_of_order(order.number).numbered(),
            "receivable": [part.public_id for part in order.vendor_orders.all() if part.status in RECEIVABLE],
        }


class OrderAct(ServicePage):
    """One thing a shopper does to an order of theirs."""

    section = "orders"

    def back_url(self) -> str:
        return reverse("account:order", args=[self.kwargs["number"]])


class CancelOrder(OrderAct):
    title = _("Cancel the order")
    intro = _("The order is called off and its goods are let go. Money that still comes for it goes back to you.")
    submit_label = _("Cancel the order")
    done = _("The order was cancelled.")

    def perform(self, typed: dict[str, Any], **named: Any) -> Order:
        return services.cancel_unpaid_order(actor=self.actor, number=named["number"])


class ConfirmReceived(OrderAct):
    title = _("It arrived")
    intro = _("You say that everything of this part has reached you.")
    submit_label = _("Yes, it arrived")
    done = _("Thank you; the seller was told.")

    def perform(self, typed: dict[str, Any], **named: Any) -> VendorOrder:
        return services.confirm_received(actor=self.actor, vendor_order=named["vendor_order"])
