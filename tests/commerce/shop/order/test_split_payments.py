"""A wallet and a bank pay together: both or neither, whatever the bank says and whenever."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment, recover_open_payments
from commerce.money.payments.services.closing import end_attempt
from commerce.money.wallets.services import freeze_wallet
from commerce.shop.order.models import Order
from commerce.shop.order.services import accept_vendor_order
from tests.commerce.money.wallets.money import grant, pockets, top_up
from tests.commerce.shop.order.test_paying import pay_again, stock_of, time_runs_out
from tests.factories import person, tenant_of
from tests.factories.sales import capture, check_out, fill_cart, make_gateway

pytestmark = pytest.mark.django_db
PRICE = 590_000


@pytest.fixture
def cart(shopper, sara, tea):
    make_gateway()
    top_up(sara, 400_000)
    return fill_cart(shopper, (tea, 2))


def split(shopper, part=150_000, **wish):
    return check_out(shopper, payment={"wallet_amount": part, **wish})


def order_of(answer):
    return Order.objects.get(number=answer.json()["order"]["number"])


def fail(placed):
    lead = Payment.objects.get(public_id=placed["payment"]["id"])
    end_attempt(payment=lead, to=Payment.Status.FAILED)


def nothing_is_missing():
    call_command("ledger_check")
    assert balance_of(AccountRef("receipts")) == 0


def test_a_split_order_waits_for_the_banks_part_and_holds_the_wallets(cart, shopper, sara):
    answer = split(shopper)
    payment, listed = answer.json()["payment"], answer.json()["order"]["payments"]

    assert answer.status_code == 201
    assert (payment["method"], payment["amount"]["amount"], payment["status"]) == ("gateway", 440_000, "created")
    assert [(one["method"], one["amount"]["amount"], one["part_of"]) for one in listed] == [
        ("gateway", 440_000, None),
        ("wallet", 150_000, payment["id"]),
    ]
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (250_000, 150_000)


def test_both_parts_are_taken_together(cart, shopper, sara, tea):
    placed = split(shopper)
    capture(placed.json())

    order = order_of(placed)
    assert (order.status, stock_of(tea)) == ("paid", (3, 0))
    assert set(Payment.objects.filter(purpose="order").values_list("status", flat=True)) == {"captured"}
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (250_000, 0)
    assert Entry.objects.filter(reason="sale").count() == 1
    nothing_is_missing()


def test_what_the_bank_refuses_gives_the_wallet_back_exactly(cart, shopper, sara):
    grant(sara, 100_000)
    before = pockets(sara)
    placed = split(shopper).json()
    assert pockets(sara)["promotional"] == 0
    fail(placed)

    assert pockets(sara) == before
    assert set(Payment.objects.filter(purpose="order").values_list("status", flat=True)) == {"failed"}
    call_command("ledger_check")


@pytest.mark.parametrize("end", [lambda order, client: client.post(f"/api/v1/orders/{order.number}/cancel/"), None])
def test_an_order_that_ends_unpaid_gives_the_wallet_back(cart, shopper, sara, end):
    order = order_of(split(shopper))
    if end:
        end(order, shopper)
    else:
        time_runs_out()

    order.refresh_from_db()
    assert order.status == ("cancelled" if end else "expired")
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (400_000, 0)


def test_a_late_yes_takes_the_wallets_part_again(cart, shopper, sara):
    placed = split(shopper)
    time_runs_out()
    capture(placed.json())

    assert order_of(placed).status == "paid"
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (250_000, 0)
    wallet = Payment.objects.filter(method="wallet").order_by("pk").values_list("status", flat=True)
    assert list(wallet) == ["expired", "captured"]
    nothing_is_missing()


def test_a_late_yes_after_the_wallet_was_spent_gives_the_banks_part_back(cart, shopper, sara, pot):
    placed = split(shopper, 300_000)
    time_runs_out()
    fill_cart(shopper, (pot, 1))
    split(shopper, 400_000)
    capture(placed.json())

    order = order_of(placed)
    assert (order.status, order.refund_due) == ("expired", 290_000)
    assert balance_of(AccountRef("refunds_payable")) == 290_000
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (0, 400_000)
    call_command("ledger_check")


def test_money_for_a_cancelled_order_takes_nothing_more_from_the_wallet(cart, shopper, sara):
    placed = split(shopper)
    shopper.post(f"/api/v1/orders/{order_of(placed).number}/cancel/")
    capture(placed.json())

    assert order_of(placed).refund_due == 440_000
    assert pockets(sara)["cash"] == 400_000


def test_paying_another_way_lets_the_first_hold_go(cart, shopper, sara):
    first = split(shopper, 400_000)
    second = pay_again(shopper, order_of(first).number, wallet_amount=100_000)

    assert second.status_code == 201
    assert second.json()["payment"]["amount"]["amount"] == 490_000
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (300_000, 100_000)
    assert Payment.objects.get(public_id=first.json()["payment"]["id"]).status == "cancelled"


def test_the_first_attempt_pays_after_all_and_the_second_is_ended_soon(cart, shopper, sara):
    first = check_out(shopper)
    second = pay_again(shopper, order_of(first).number, wallet_amount=100_000).json()["payment"]
    capture(first.json())
    recover_open_payments()

    assert order_of(first).status == "paid"
    assert Payment.objects.get(public_id=second["id"]).status == "expired"
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (400_000, 0)
    nothing_is_missing()


def test_the_wallet_alone_pays_at_once(shopper, sara, tea):
    top_up(sara, PRICE)
    fill_cart(shopper, (tea, 2))
    answer = check_out(shopper, payment={"method": "wallet"})

    order, payment = answer.json()["order"], answer.json()["payment"]
    assert answer.status_code == 201
    assert (order["status"], payment["status"], payment["gateway"]) == ("paid", "captured", None)
    assert [entry["code"] for entry in order["timeline"]] == ["placed", "paid"]
    assert (pockets(sara)["cash"], pockets(sara)["held"], stock_of(tea)) == (0, 0, (3, 0))
    nothing_is_missing()


def test_a_wallet_part_of_the_whole_is_the_whole(cart, shopper, sara):
    top_up(sara, 300_000)
    answer = split(shopper, PRICE)

    assert (answer.json()["order"]["status"], answer.json()["payment"]["method"]) == ("paid", "wallet")
    assert pockets(sara)["cash"] == 110_000


def test_an_unpaid_order_may_be_paid_by_the_wallet_alone(cart, shopper, sara, tea):
    order = order_of(split(shopper))
    top_up(sara, 300_000)
    answer = pay_again(shopper, order.number, method="wallet")

    assert (answer.json()["order"]["status"], answer.json()["payment"]["status"]) == ("paid", "captured")
    assert (pockets(sara)["cash"], stock_of(tea)) == (110_000, (3, 0))
    nothing_is_missing()


@pytest.mark.parametrize("wish", [{"method": "wallet"}, {"wallet_amount": 500_000}])
def test_more_than_the_wallet_has_is_refused_and_nothing_is_written(cart, shopper, sara, tea, wish):
    before = pockets(sara)
    answer = check_out(shopper, payment=wish)

    assert (answer.status_code, answer.json()["code"]) == (409, "insufficient_funds")
    assert (pockets(sara), stock_of(tea), Order.objects.count()) == (before, (5, 0), 0)
    assert len(shopper.get("/api/v1/cart/").json()["lines"]) == 1


def test_a_frozen_wallet_pays_nothing(cart, shopper, sara):
    freeze_wallet(actor=_staff(), user=sara, reason="گزارش سرقت")

    assert split(shopper).status_code == 409
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"wallet_amount": -1}, "min_value"),
        ({"wallet_amount": PRICE + 1}, "out_of_range"),
        ({"wallet_amount": "much"}, "invalid"),
        ({"method": "wallet", "wallet_amount": 5}, "not_the_whole"),
    ],
)
def test_strange_parts_are_refused(cart, shopper, wish, code):
    answer = check_out(shopper, payment=wish)

    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert (errors.get("wallet_amount") or errors["payment.wallet_amount"])[0]["code"] == code
    assert not Order.objects.exists()


def test_the_banks_part_must_be_one_that_it_takes(cart, shopper):
    make_gateway()
    type(make_gateway()).objects.update(min_amount=500_000)

    assert split(shopper).json()["code"] == "amount_out_of_range"


def test_an_order_is_not_tried_without_end(cart, shopper, settings):
    settings.PAYMENT_MOST_ATTEMPTS = 2
    number = order_of(split(shopper)).number
    assert pay_again(shopper, number).status_code == 201

    refused = pay_again(shopper, number)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_attempts")


def test_capturing_a_split_payment_twice_has_one_effect(cart, shopper, sara):
    payment = capture(split(shopper).json())
    capture_payment(payment_id=payment.pk, receipt=payment.receipt)

    assert pockets(sara)["cash"] == 250_000
    assert Entry.objects.filter(reason="sale").count() == 1


def test_a_split_checkout_stays_in_its_budget(cart, shopper, pot, django_assert_max_num_queries):
    total = fill_cart(shopper, (pot, 1))["totals"]["payable"]["amount"]

    with django_assert_max_num_queries(70):
        answer = check_out(shopper, client_total=total, payment={"wallet_amount": 150_000})
    assert answer.status_code == 201


def test_a_gateway_may_give_less_time_than_the_order(cart, shopper):
    type(make_gateway()).objects.update(pay_within_seconds=60)
    placed = check_out(shopper).json()

    deadline = Payment.objects.get(public_id=placed["payment"]["id"]).deadline_at
    assert (deadline - timezone.now()).total_seconds() <= 60


def _staff():
    from commerce.foundation.core.actors import Actor
    from commerce.money.wallets.policies import FREEZE

    return Actor(kind="user", ref=person().public_id, rights=frozenset({FREEZE}))


def test_peer_bug_9_every_market_can_fulfil_what_a_wallet_and_a_bank_paid_together(shopper, sara, tea, pot):
    make_gateway()
    top_up(sara, 400_000)
    fill_cart(shopper, (tea, 1), (pot, 1))
    answer = split(shopper)
    capture(answer.json())

    order = order_of(answer)
    parts = list(order.vendor_orders.select_related("market"))
    for part in parts:
        accept_vendor_order(actor=SYSTEM, tenant=tenant_of(part.market), vendor_order=part.public_id)

    assert (order.status, [part.status for part in parts]) == ("paid", ["new", "new"])
    assert set(order.vendor_orders.values_list("status", flat=True)) == {"accepted"}
