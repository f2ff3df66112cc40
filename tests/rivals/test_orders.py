"""Many shoppers at the same moment: one unit is one order, one cart is one order, one deadline ends once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment
from commerce.shop.order.models import Order
from commerce.shop.order.services import expire_unpaid_orders
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.sales import check_out, fill_cart, fresh_key, make_gateway, place

RIVALS = 50
pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]


def all_at_once(act, people=RIVALS):
    start = Barrier(people)

    def rival(number):
        try:
            start.wait()
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(rival, range(people)))


@pytest.fixture
def last_unit():
    make_gateway()
    return offer_of(make_product(make_market(), stock=1))


def test_fifty_shoppers_want_the_last_one_and_one_gets_it(last_unit):
    clients = [bearer(make_user()) for _ in range(RIVALS)]
    for client in clients:
        fill_cart(client, (last_unit, 1))

    answers = all_at_once(lambda number: check_out(clients[number], client_total=1_000_000).status_code)

    assert sorted(answers) == [201] + [409] * (RIVALS - 1)
    last_unit.refresh_from_db()
    assert (last_unit.num_in_stock, last_unit.num_allocated) == (1, 1)
    assert Order.objects.count() == 1


def test_one_cart_ordered_with_many_keys_is_one_order(last_unit):
    sara = make_user()
    fill_cart(bearer(sara), (last_unit, 1))
    clients = [bearer(sara) for _ in range(10)]

    answers = all_at_once(lambda number: check_out(clients[number], client_total=1_000_000).status_code, people=10)

    assert sorted(answers) == [201] + [400] * 9
    assert Order.objects.count() == 1


def test_one_key_sent_many_times_at_once_is_one_order(last_unit):
    sara, key = make_user(), fresh_key()
    fill_cart(bearer(sara), (last_unit, 1))
    clients = [bearer(sara) for _ in range(10)]

    answers = all_at_once(
        lambda number: check_out(clients[number], key=key, client_total=1_000_000).status_code, people=10
    )

    assert set(answers) <= {201, 409}
    assert 201 in answers
    assert Order.objects.count() == 1


def test_a_payment_that_meets_the_sweep_is_kept_or_brought_back(last_unit):
    placed = place(make_user(), (last_unit, 1))
    payment = Payment.objects.get(public_id=placed["payment"]["id"])
    Order.objects.update(payment_deadline_at=timezone.now() - timedelta(seconds=1))

    def pay_or_sweep(number):
        if number == 0:
            return capture_payment(payment_id=payment.pk, receipt="42").status
        return expire_unpaid_orders()

    all_at_once(pay_or_sweep, people=10)

    last_unit.refresh_from_db()
    assert Order.objects.get().status == "paid"
    assert (last_unit.num_in_stock, last_unit.num_allocated) == (0, 0)
    assert OutboxEvent.objects.filter(name="order.paid").count() == 1
