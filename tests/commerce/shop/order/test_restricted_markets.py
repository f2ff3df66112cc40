"""What a restricted market's buyers see: no cash at its door, no gateway of its own, a closed shop."""

import pytest

from commerce.foundation.core.actors import SYSTEM
from commerce.shop.markets.models import Market
from commerce.shop.markets.services import lift, restrict
from commerce.shop.order.models import Order
from tests.factories.sales import check_out, fill_cart, make_gateway, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ways(tea, pot):
    make_gateway()
    Market.objects.update(takes_cash=True)


def forbid(market, what):
    return restrict(actor=SYSTEM, market_ref=market.public_id, what=what, why="a debt", debt="bill")


def allow(market, what):
    return lift(actor=SYSTEM, market_ref=market.public_id, what=what, why="paid")


def methods(shopper):
    answer = shopper.get("/api/v1/gateways/", {"purpose": "order"}).json()
    return {row["method"] for row in answer["results"]}


def test_cash_is_neither_offered_nor_taken(shopper, tea, tea_house):
    fill_cart(shopper, (tea, 1))
    assert "cod" in methods(shopper)
    forbid(tea_house, "no_cash")

    assert "cod" not in methods(shopper)
    refused = check_out(shopper, payment={"method": "cod"})
    assert (refused.status_code, refused.json()["code"]) == (409, "cash_not_taken")
    assert not Order.objects.exists()

    allow(tea_house, "no_cash")
    assert check_out(shopper, payment={"method": "cod"}).status_code == 201


def test_an_order_that_waits_is_not_turned_to_cash_either(shopper, sara, tea, tea_house):
    number = place(sara, (tea, 1))["order"]["number"]
    forbid(tea_house, "no_cash")

    answer = shopper.post(
        f"/api/v1/orders/{number}/pay/", {"method": "cod"}, headers={"Idempotency-Key": "turn-to-cash"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "cash_not_taken")


def test_a_market_without_new_orders_is_closed(shopper, tea, pot, tea_house):
    fill_cart(shopper, (tea, 1), (pot, 1))
    forbid(tea_house, "no_new_orders")

    cart = shopper.get("/api/v1/cart/").json()
    assert [(one["code"], one["market"]) for one in cart["problems"]] == [("market_closed", "tea-house")]
    refused = check_out(shopper)
    assert (refused.status_code, refused.json()["code"]) == (409, "market_closed")

    allow(tea_house, "no_new_orders")
    assert check_out(shopper).status_code == 201


def test_what_was_ordered_before_is_still_paid(sara, tea, tea_house):
    from tests.factories.sales import capture

    placed = place(sara, (tea, 1))
    forbid(tea_house, "no_new_orders")
    capture(placed)
    assert Order.objects.get().status == "paid"
