"""Whatever happens to the money, it is either an order or owed back; stock is taken once or not at all."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.errors import PaymentClosed
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment, open_handoff
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.services import expire_unpaid_orders
from commerce.shop.partner.models import StockRecord
from commerce.shop.partner.services.stock import release_expired_holds
from tests.factories import bearer, make_user
from tests.factories.sales import capture, fresh_key, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(sara, tea, pot):
    return place(sara, (tea, 2), (pot, 1))


@pytest.fixture
def order(placed):
    return Order.objects.get(number=placed["order"]["number"])


@pytest.fixture
def expired(order):
    time_runs_out()
    order.refresh_from_db()
    assert order.status == "expired"
    return order


def time_runs_out():
    Order.objects.update(payment_deadline_at=timezone.now() - timedelta(seconds=1))
    return expire_unpaid_orders()


def stock_of(offer):
    offer.refresh_from_db()
    return offer.num_in_stock, offer.num_allocated


def pay_again(client, number, **body):
    return client.post(f"/api/v1/orders/{number}/pay/", body, headers={"Idempotency-Key": fresh_key()})


def timeline_of(client, number):
    return [entry["code"] for entry in client.get(f"/api/v1/orders/{number}/").json()["timeline"]]


def owed_back():
    return balance_of(AccountRef("refunds_payable"))


def test_a_paid_order_takes_its_stock_and_shows_each_market_its_part(placed, order, tea):
    capture(placed)

    order.refresh_from_db()
    assert (order.status, stock_of(tea)) == ("paid", (3, 0))
    assert all(part.status == "new" and part.shown_at for part in order.vendor_orders.all())
    assert balance_of(AccountRef("receipts")) == 0
    assert OutboxEvent.objects.filter(name="order.paid").count() == 1
    call_command("ledger_check")


def test_the_paid_fact_says_what_was_sold(placed, tea, pot):
    capture(placed)
    payload = OutboxEvent.objects.get(name="order.paid").payload

    assert payload["sold"] == [[tea.public_id, tea.product.public_id, 2], [pot.public_id, pot.product.public_id, 1]]
    assert len(payload["vendor_orders"]) == 2


def test_an_order_not_paid_in_time_lets_its_stock_go_and_no_market_ever_saw_it(expired, tea, shopper):
    assert stock_of(tea) == (5, 0)
    assert {part.status for part in expired.vendor_orders.all()} == {"cancelled"}
    assert not VendorOrder.objects.exclude(shown_at=None).exists()
    assert Payment.objects.get().status == "expired"
    assert timeline_of(shopper, expired.number)[-1] == "expired"


def test_sweeping_twice_ends_an_order_once(order):
    assert (time_runs_out(), expire_unpaid_orders()) == (1, 0)
    assert OutboxEvent.objects.filter(name="order.expired").count() == 1


def test_an_order_is_not_ended_before_its_time(order):
    assert expire_unpaid_orders() == 0


def test_an_order_that_a_bank_may_still_answer_for_is_held(order, tea):
    Payment.objects.update(status="unknown")
    assert time_runs_out() == 0

    assert release_expired_holds() == 0
    assert stock_of(tea) == (5, 2)


def test_a_late_payment_brings_the_order_back_where_all_of_it_is_still_there(placed, expired, tea, shopper):
    capture(placed)

    expired.refresh_from_db()
    assert (expired.status, stock_of(tea)) == ("paid", (3, 0))
    assert {part.status for part in expired.vendor_orders.all()} == {"new"}
    assert timeline_of(shopper, expired.number)[-1] == "paid_late"
    assert owed_back() == 0
    call_command("ledger_check")


def test_a_late_payment_for_what_is_gone_is_owed_back_whole(placed, expired, tea, pot, shopper):
    StockRecord.objects.filter(pk=tea.pk).update(num_in_stock=1)
    capture(placed)

    expired.refresh_from_db()
    assert (expired.status, expired.refund_due) == ("expired", 3_790_000)
    assert (stock_of(tea), stock_of(pot)) == ((1, 0), (10, 0))
    assert {part.status for part in expired.vendor_orders.all()} == {"cancelled"}
    assert timeline_of(shopper, expired.number)[-1] == "refund_due"
    assert (owed_back(), balance_of(AccountRef("receipts"))) == (3_790_000, 0)
    call_command("ledger_check")


def test_a_payment_whose_holds_ran_out_first_takes_the_stock_again(placed, order, tea):
    type(tea).objects.get(pk=tea.pk).holds.update(expires_at=timezone.now())
    release_expired_holds()
    capture(placed)

    order.refresh_from_db()
    assert (order.status, stock_of(tea)) == ("paid", (3, 0))


def test_a_payment_for_a_cancelled_order_is_owed_back(placed, order, shopper):
    shopper.post(f"/api/v1/orders/{order.number}/cancel/")
    capture(placed)

    order.refresh_from_db()
    assert (order.status, order.refund_due) == ("cancelled", 3_790_000)
    assert owed_back() == 3_790_000


def test_a_second_payment_of_a_paid_order_is_owed_back(placed, order, shopper):
    second = pay_again(shopper, order.number).json()
    capture(placed)
    capture(second)

    order.refresh_from_db()
    assert (order.status, order.refund_due, owed_back()) == ("paid", 3_790_000, 3_790_000)
    call_command("ledger_check")


def test_capturing_twice_has_one_effect(placed, order, tea):
    payment = capture(placed)
    capture_payment(payment_id=payment.pk, receipt=payment.receipt)

    assert stock_of(tea) == (3, 0)
    assert Entry.objects.filter(reason="sale").count() == 2


def test_a_shopper_cancels_an_unpaid_order(order, shopper, tea):
    answer = shopper.post(f"/api/v1/orders/{order.number}/cancel/")

    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert stock_of(tea) == (5, 0)
    assert Payment.objects.get().status == "cancelled"
    assert shopper.post(f"/api/v1/orders/{order.number}/cancel/").json()["code"] == "not_cancellable"


def test_a_paid_order_is_not_cancelled_by_its_shopper(placed, order, shopper):
    capture(placed)

    assert shopper.post(f"/api/v1/orders/{order.number}/cancel/").status_code == 409


def test_a_shopper_tries_again_to_pay(order, shopper):
    Payment.objects.update(status="failed")
    answer = pay_again(shopper, order.number)

    assert answer.status_code == 201
    assert answer.json()["payment"]["status"] == "created"
    assert answer.json()["payment"]["redirect_url"]
    assert Payment.objects.count() == 2


def test_an_ended_order_cannot_be_paid_again(expired, shopper):
    assert pay_again(shopper, expired.number).json()["code"] == "not_payable"


def test_paying_again_at_the_door_needs_markets_that_take_cash(order, shopper):
    assert pay_again(shopper, order.number, method="cod").json()["code"] == "cash_not_taken"
    assert Payment.objects.get().status == "created"


def test_a_stranger_finds_no_order(order, placed):
    stranger = bearer(make_user())

    assert stranger.get(f"/api/v1/orders/{order.number}/").status_code == 404
    assert stranger.post(f"/api/v1/orders/{order.number}/cancel/").status_code == 404
    assert pay_again(stranger, order.number).status_code == 404
    order.refresh_from_db()
    assert order.status == "pending_payment"


def test_while_the_bank_may_still_say_paid_nobody_is_sent_there_again(placed, order, shopper):
    Payment.objects.filter(public_id=placed["payment"]["id"]).update(status="unknown")

    refused = pay_again(shopper, order.number)

    assert (refused.status_code, refused.json()["code"]) == (409, "payment_in_doubt")
    assert refused["Retry-After"] == "30"
    assert Payment.objects.count() == 1


def test_a_paid_order_shows_no_way_to_pay_it_again(placed, order, shopper):
    second = pay_again(shopper, order.number).json()["payment"]
    assert second["redirect_url"]
    capture(placed)

    payments = shopper.get(f"/api/v1/orders/{order.number}/").json()["payments"]
    assert [payment["redirect_url"] for payment in payments] == [None, None]
    with pytest.raises(PaymentClosed):
        open_handoff(payment=Payment.objects.get(public_id=second["id"]))


def test_a_repeated_payment_request_hears_which_attempt_paid(placed, order, shopper):
    told = {"path": f"/api/v1/orders/{order.number}/pay/", "headers": {"Idempotency-Key": fresh_key()}}
    shopper.post(**told)
    capture(placed)

    repeated = shopper.post(**told).json()["payment"]
    assert (repeated["id"], repeated["status"]) == (placed["payment"]["id"], "captured")


def test_an_attempt_that_was_being_asked_about_when_its_order_was_cancelled_is_not_opened_again(order, shopper):
    Payment.objects.update(status="verifying")
    shopper.post(f"/api/v1/orders/{order.number}/cancel/")
    Payment.objects.update(status="redirected", authority="A" * 36)

    assert shopper.get(f"/api/v1/orders/{order.number}/").json()["payments"][0]["redirect_url"] is None
    with pytest.raises(PaymentClosed):
        open_handoff(payment=Payment.objects.get())


def test_one_order_that_cannot_be_ended_keeps_no_other_waiting(order, sara, pot):
    order.vendor_orders.update(status="shipped")
    other = place(sara, (pot, 1))["order"]["number"]

    assert time_runs_out() == 1
    assert Order.objects.get(number=other).status == "expired"


def test_a_link_to_an_app_that_is_no_link_is_refused(order, shopper):
    answer = pay_again(shopper, order.number, app_link="asoud://[")

    assert (answer.status_code, answer.json()["errors"]["app_link"][0]["code"]) == (400, "unknown_scheme")
