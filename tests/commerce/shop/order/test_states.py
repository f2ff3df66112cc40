"""The state of an order, computed from its parts: the first that fits."""

import pytest

from commerce.shop.order.states import ORDER, VENDOR_ORDER, Part, computed_status


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ("rejected cancelled", "cancelled"),
        ("returned returned", "returned"),
        ("returned rejected", "returned"),
        ("returned shipped", "partly_returned"),
        ("completed partly_returned", "partly_returned"),
        ("completed completed", "completed"),
        ("completed delivered", "delivered"),
        ("delivered shipped", "shipped"),
        ("shipped rejected", "shipped"),
        ("partly_shipped partly_shipped", "partly_shipped"),
        ("delivered new", "partly_shipped"),
        ("new rejected", "partly_cancelled"),
        ("accepted packed", "paid"),
        ("new", "paid"),
    ],
)
def test_the_first_that_fits(parts, status):
    assert computed_status([Part(one) for one in parts.split()], is_paid=True) == status


def test_a_lost_quantity_is_told_until_something_is_sent():
    assert computed_status([Part("accepted", lost_some=True)], is_paid=True) == "partly_cancelled"
    assert computed_status([Part("shipped", lost_some=True)], is_paid=True) == "shipped"


def test_an_order_agreed_but_not_paid_is_confirmed():
    assert computed_status([Part("new")], is_paid=False) == "confirmed"


def test_what_is_over_stays_over():
    assert "cancelled" not in ORDER
    assert not {"rejected", "cancelled", "returned"} & set(VENDOR_ORDER)
