"""Many shoppers at the same moment: one unit is one order, one cart is one order, one deadline ends once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.services import expire_unpaid_orders
from tests.commerce.money.wallets.money import pockets, top_up
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.sales import buy, check_out, fill_cart, fresh_key, make_gateway, place

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


@pytest.mark.parametrize("last", ["pay", "cancel"])
def test_of_many_tries_to_pay_at_once_one_is_left_and_nothing_stays_held(last_unit, last):
    sara = make_user()
    top_up(sara, 1_000_000)
    number = place(sara, (last_unit, 1))["order"]["number"]
    clients = [bearer(sara) for _ in range(8)]
    wish = {"method": "gateway", "gateway": "test-bank", "wallet_amount": 50_000}

    def pay(client):
        return client.post(f"/api/v1/orders/{number}/pay/", wish, headers={"Idempotency-Key": fresh_key()})

    def act(rival):
        if last == "cancel" and rival == 0:
            return clients[0].post(f"/api/v1/orders/{number}/cancel/")
        return pay(clients[rival])

    all_at_once(act, people=8)

    left = Payment.objects.filter(status="created", part_of=None).count()
    is_cancelled = Order.objects.get().status == "cancelled"
    assert left == (0 if is_cancelled else 1)
    assert pockets(sara)["held"] == 50_000 * left


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


def test_two_attempts_paid_at_once_buy_once_and_the_other_is_owed_back(last_unit):
    sara = make_user()
    number = place(sara, (last_unit, 1))["order"]["number"]
    for _ in range(4):
        bearer(sara).post(f"/api/v1/orders/{number}/pay/", {}, headers={"Idempotency-Key": fresh_key()})
    attempts = list(Payment.objects.values_list("pk", flat=True))

    all_at_once(lambda rival: capture_payment(payment_id=attempts[rival], receipt=f"r-{rival}"), people=5)

    order = Order.objects.get()
    last_unit.refresh_from_db()
    assert (order.status, order.refund_due) == ("paid", 4 * 1_000_000)
    assert (last_unit.num_in_stock, last_unit.num_allocated) == (0, 0)
    call_command("ledger_check")


def test_an_order_called_off_while_it_is_paid_is_one_or_the_other(last_unit):
    sara = make_user()
    placed = place(sara, (last_unit, 1))
    payment, number = Payment.objects.get(), placed["order"]["number"]
    clients = [bearer(sara) for _ in range(6)]

    def pay_or_cancel(rival):
        if rival == 0:
            return capture_payment(payment_id=payment.pk, receipt="42").status
        return clients[rival].post(f"/api/v1/orders/{number}/cancel/").status_code

    all_at_once(pay_or_cancel, people=6)

    order = Order.objects.get()
    last_unit.refresh_from_db()
    stands = (order.status, order.refund_due, last_unit.num_in_stock, last_unit.num_allocated)
    assert stands in {("paid", 0, 0, 0), ("cancelled", 1_000_000, 1, 0)}
    call_command("ledger_check")


def test_a_part_refused_and_sent_at_once_is_one_or_the_other(last_unit):
    buy(make_user(), (last_unit, 1))
    part = VendorOrder.objects.select_related("market").get()
    seller = part.market.memberships.get().user
    clients = [bearer(seller, audience="vendor") for _ in range(8)]
    door = f"/api/v1/vendor/{part.market.handle}/orders/{part.public_id}"
    clients[0].post(f"{door}/accept/")

    def refuse_or_send(rival):
        verb, body = ("reject", {"reason": "شکست"}) if rival % 2 else ("ship", {"carrier": "پست"})
        return clients[rival].post(f"{door}/{verb}/", body).status_code

    answers = all_at_once(refuse_or_send, people=8)

    assert sorted(answers) == [200] + [409] * 7
    part.refresh_from_db()
    last_unit.refresh_from_db()
    stands = (part.status, part.parcels.count(), last_unit.num_in_stock, Order.objects.get().refund_due)
    assert stands in {("rejected", 0, 1, 1_000_000), ("shipped", 1, 0, 0)}
    call_command("ledger_check")
