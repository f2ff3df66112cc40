"""A part is completed when its money is free, and not one of which goods came back."""

import pytest

from commerce.foundation.core.events import deliver as tell
from commerce.foundation.core.models import OutboxEvent
from commerce.money.settlement.services import release_sale, start_hold
from commerce.shop.order.models import Order
from commerce.shop.order.services import complete_vendor_order
from tests.commerce.shop.refunds.conftest import rates, vault  # noqa: F401
from tests.commerce.shop.refunds.stories import books_are_right, deliver, given, lines_of, part_of
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(sara, tea):
    return deliver(part_of(buy(sara, (tea, 2))))


def test_when_its_money_is_free_the_part_is_completed(part):
    start_hold(sale_ref=part.public_id, delivered_at=part.delivered_at, days=0)
    assert release_sale(sale_ref=part.public_id)
    tell(OutboxEvent.objects.get(name="sale.released").pk)

    part.refresh_from_db()
    assert (part.status, Order.objects.get().status) == ("completed", "completed")
    assert OutboxEvent.objects.filter(name="vendor_order.completed").count() == 1
    assert complete_vendor_order(vendor_order=part.public_id) is False
    assert books_are_right()


def test_one_of_which_goods_came_back_stays_as_it_is(part):
    given(part, kind="lines", quantities={lines_of(part)["چای بهاره"]: 1}, goods="sound")

    assert complete_vendor_order(vendor_order=part.public_id) is False
    part.refresh_from_db()
    assert part.status == "partly_returned"


def test_what_is_completed_can_come_back_after_all(part):
    complete_vendor_order(vendor_order=part.public_id)

    given(part, kind="whole", goods="spoilt")

    part.refresh_from_db()
    assert (part.status, Order.objects.get().status) == ("returned", "returned")


def test_a_sale_that_is_no_part_of_an_order_is_none_of_ours():
    assert complete_vendor_order(vendor_order="none-such") is False
