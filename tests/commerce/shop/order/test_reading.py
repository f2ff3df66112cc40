"""Lists and numbers of orders: flat in their rows, and only one's own."""

import pytest

from commerce.shop.order.models import VendorOrder
from commerce.shop.order.selectors.numbers import sales_by_day, today
from tests.factories import bearer, make_product, make_user, offer_of
from tests.factories.sales import buy, place

pytestmark = pytest.mark.django_db


def test_a_shopper_pages_through_her_orders(shopper, sara, tea):
    numbers = [buy(sara, (tea, 1))["order"]["number"] for _ in range(3)]
    buy(make_user(), (tea, 1))

    first = shopper.get("/api/v1/orders/", {"limit": 2}).json()
    second = shopper.get(first["next"]).json()

    assert [order["number"] for order in first["results"] + second["results"]] == numbers[::-1]
    assert second["next"] is None
    assert first["results"][0]["vendor_orders"][0]["market"]["handle"] == "tea-house"


def test_lists_of_orders_cost_the_same_however_long(
    shopper, seller, sara, tea_house, pot, django_assert_max_num_queries
):
    for _ in range(3):
        buy(sara, *[(offer_of(make_product(tea_house)), 1) for _ in range(2)], (pot, 1))

    with django_assert_max_num_queries(5):
        assert len(shopper.get("/api/v1/orders/").json()["results"]) == 3
    with django_assert_max_num_queries(5):
        assert len(seller.get("/api/v1/vendor/tea-house/orders/").json()["results"]) == 3


def test_an_order_is_read_in_the_readers_language(sara, tea):
    number = buy(sara, (tea, 1))["order"]["number"]
    client = bearer(sara)

    texts = {
        language: client.get(f"/api/v1/orders/{number}/", headers={"Accept-Language": language}).json()["timeline"]
        for language in ("fa", "en")
    }
    assert texts["en"][0]["text"] == "The order was placed."


def test_a_dashboard_counts_what_was_sold_today(sara, tea, pot, tea_house):
    buy(sara, (tea, 1), (pot, 1))
    buy(sara, (tea, 1))
    place(sara, (tea, 1))
    VendorOrder.objects.filter(market__handle="pottery").update(status="accepted")

    mine, all_markets = today(market_id=tea_house.pk), today()
    assert (mine.orders, mine.amount, mine.waiting, mine.to_ship) == (2, 680_000, 2, 0)
    assert (all_markets.orders, all_markets.amount, all_markets.to_ship) == (3, 3_880_000, 1)

    days = sales_by_day(days=7, market_id=tea_house.pk)
    assert len(days) == 7
    assert (days[-1].orders, days[-1].amount, days[0].amount) == (2, 680_000, 0)
