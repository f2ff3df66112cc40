"""Who leaves takes the name along; what was sold stays sold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.shop.basket.models import Basket
from commerce.shop.order.errors import OpenOrders
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.services import expire_unpaid_orders
from tests.factories.sales import buy, capture, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(sara, tea):
    return Order.objects.get(number=buy(sara, (tea, 1))["order"]["number"])


def test_an_export_holds_ones_orders(sara, order):
    [told] = exporters.get("orders")(sara)

    assert (told["number"], told["shipping_address__city"]) == (order.number, "tehran")


def test_nobody_leaves_with_orders_on_their_way(sara, order):
    with pytest.raises(OpenOrders):
        erasers.get("orders")(sara)


def test_nobody_leaves_while_money_is_to_go_back(sara, order):
    VendorOrder.objects.update(status="rejected")
    Order.objects.update(refund_due=340_000)

    with pytest.raises(OpenOrders):
        erasers.get("orders")(sara)


def test_a_finished_order_stays_and_names_nobody(sara, order):
    VendorOrder.objects.update(status="completed")
    erasers.get("orders")(sara)
    erasers.get("cart")(sara)

    order.refresh_from_db()
    address = order.shipping_address
    assert (address.first_name, address.mobile, address.line1) == ("", "", "")
    assert (address.city, int(order.total_incl_tax)) == ("tehran", 340_000)
    assert not Basket.objects.exists()


def test_money_that_comes_after_its_shopper_left_goes_back(sara, tea):
    placed = place(sara, (tea, 1))
    Order.objects.update(payment_deadline_at=timezone.now() - timedelta(seconds=1))
    expire_unpaid_orders()
    erasers.get("orders")(sara)
    type(sara).objects.filter(pk=sara.pk).update(is_active=False)

    capture(placed)

    order = Order.objects.get()
    assert (order.status, order.refund_due) == ("expired", 340_000)
    tea.refresh_from_db()
    assert (tea.num_in_stock, tea.num_allocated) == (5, 0)
