import pytest

from commerce.shop.order.models import Order
from tests.factories import make_market, make_product, offer_of, sara
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db


def test_a_paid_order_reaches_every_market_whose_goods_are_in_it():
    first, second = offer_of(make_product(make_market())), offer_of(make_product(make_market()))
    placed = buy(sara(), (first, 2), (second, 1))
    order = Order.objects.get(number=placed["order"]["number"])
    assert order.status == "paid"
    assert {part.status for part in order.vendor_orders.all()} == {"new"}
    first.refresh_from_db()
    assert (first.num_in_stock, first.num_allocated) == (8, 0)
