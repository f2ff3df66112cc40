"""Cash at the door: nobody pays before, every market collects its own, and owes us what is not its own."""

import pytest
from django.core.management import call_command

from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.settlement.models import LineShare
from commerce.shop.commissions.services import set_rate
from commerce.shop.markets.models import Market
from commerce.shop.order.models import Order
from tests.commerce.shop.order.test_paying import pay_again, stock_of
from tests.factories import make_product, offer_of
from tests.factories.sales import buy, check_out, fill_cart, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rates(tea, pot):
    from decimal import Decimal

    from commerce.foundation.core.actors import SYSTEM

    set_rate(actor=SYSTEM, percent=Decimal(10))
    Market.objects.update(takes_cash=True)


@pytest.fixture
def agreed(shopper, tea, pot):
    fill_cart(shopper, (tea, 2), (pot, 1))
    return check_out(shopper, payment={"method": "cod"})


def order_of(answer):
    return Order.objects.get(number=answer.json()["order"]["number"])


def tea_part(answer):
    return order_of(answer).vendor_orders.get(market__handle="tea-house")


def act(seller, part, step, body=None):
    return seller.post(f"/api/v1/vendor/tea-house/orders/{part.public_id}/{step}/", body or {})


def send(seller, part):
    assert act(seller, part, "accept").status_code == 200
    assert act(seller, part, "ship", {"carrier": "پیک"}).status_code == 200


def debt_of(part):
    return balance_of(AccountRef("vendor_debt", "market", part.market.public_id))


def fees_of(part):
    shares = LineShare.objects.filter(line__sale_ref=part.public_id).exclude(account_kind="vendor_held")
    return sum(shares.values_list("amount", flat=True))


def test_an_order_for_cash_is_on_at_once(agreed, tea):
    order = agreed.json()["order"]

    assert (agreed.status_code, agreed.json()["payment"], order["status"]) == (201, None, "confirmed")
    assert {part["status"] for part in order["vendor_orders"]} == {"new"}
    assert sorted(
        (payment["method"], payment["status"], payment["amount"]["amount"]) for payment in order["payments"]
    ) == [("cod", "created", 590_000), ("cod", "created", 3_200_000)]
    assert stock_of(tea) == (3, 0)
    assert not Entry.objects.exists()
    assert [entry["code"] for entry in order["timeline"]] == ["placed", "confirmed"]


def test_what_is_delivered_is_paid_and_the_market_owes_the_fees(agreed, seller):
    part = tea_part(agreed)
    send(seller, part)
    act(seller, part, "deliver")

    assert Payment.objects.get(reference=part.public_id).status == "captured"
    assert debt_of(part) == fees_of(part) > 0
    assert balance_of(AccountRef("vendor_held", "market", part.market.public_id)) == 0
    assert balance_of(AccountRef("receipts")) == balance_of(AccountRef("gateway_clearing")) == 0
    assert Payment.objects.get(amount=3_200_000).status == "created"
    call_command("ledger_check")


def test_the_buyers_own_word_counts_as_well(agreed, seller, shopper):
    part = tea_part(agreed)
    send(seller, part)
    assert shopper.post(f"/api/v1/vendor-orders/{part.public_id}/received/").status_code == 200

    assert debt_of(part) == fees_of(part)


@pytest.mark.parametrize("put_back", [True, False])
def test_what_is_refused_at_the_door_is_not_paid(agreed, seller, tea, put_back):
    part = tea_part(agreed)
    send(seller, part)
    answer = act(seller, part, "refused", {"reason": "پشیمان شد", "put_back": put_back})

    assert (answer.status_code, answer.json()["status"]) == (200, "returned")
    assert Payment.objects.get(reference=part.public_id).status == "cancelled"
    assert stock_of(tea) == ((5, 0) if put_back else (3, 0))
    assert not Entry.objects.exists()
    assert act(seller, part, "deliver").status_code == 409


def test_what_was_paid_beforehand_is_not_refused_at_the_door(sara, seller, tea):
    part = Order.objects.get(number=buy(sara, (tea, 1))["order"]["number"]).vendor_orders.get()
    send(seller, part)

    assert act(seller, part, "refused", {"reason": "نبود"}).json()["code"] == "not_for_cash"


def test_what_the_market_cannot_send_is_not_paid(agreed, seller, tea):
    part = tea_part(agreed)
    assert act(seller, part, "reject", {"reason": "تمام شد"}).status_code == 200

    assert Payment.objects.get(reference=part.public_id).status == "cancelled"
    assert (stock_of(tea), order_of(agreed).refund_due) == ((5, 0), 0)
    assert not Entry.objects.exists()


def test_a_market_that_takes_no_cash_is_named(shopper, tea, pot):
    Market.objects.filter(handle="pottery").update(takes_cash=False)
    fill_cart(shopper, (tea, 1), (pot, 1))
    refused = check_out(shopper, payment={"method": "cod"})

    assert (refused.status_code, refused.json()["code"]) == (409, "cash_not_taken")
    assert [market["handle"] for market in refused.json()["markets"]] == ["pottery"]
    assert not Order.objects.exists()


def test_what_nobody_brings_is_not_paid_at_the_door(shopper, tea, tea_house):
    lesson = offer_of(make_product(tea_house, kind="service"))
    fill_cart(shopper, (tea, 1), (lesson, 1))

    assert check_out(shopper, payment={"method": "cod"}).json()["code"] == "cash_not_taken"


def test_cash_has_no_part_beside_it(shopper, tea):
    fill_cart(shopper, (tea, 1))
    refused = check_out(shopper, payment={"method": "cod", "wallet_amount": 1000})

    assert (refused.status_code, refused.json()["errors"]["wallet_amount"][0]["code"]) == (400, "not_with_cash")


def test_an_unpaid_order_may_still_be_paid_at_the_door(sara, shopper, tea):
    placed = place(sara, (tea, 2))
    answer = pay_again(shopper, placed["order"]["number"], method="cod")

    assert (answer.status_code, answer.json()["payment"], answer.json()["order"]["status"]) == (201, None, "confirmed")
    assert Payment.objects.get(public_id=placed["payment"]["id"]).status == "cancelled"
    assert pay_again(shopper, placed["order"]["number"]).json()["code"] == "not_payable"


def test_an_order_for_cash_is_not_cancelled_as_unpaid(agreed, shopper):
    number = order_of(agreed).number

    assert shopper.post(f"/api/v1/orders/{number}/cancel/").json()["code"] == "not_cancellable"


def test_a_market_says_whether_it_takes_cash(seller):
    answer = seller.patch("/api/v1/vendor/tea-house/profile/", {"takes_cash": False})

    assert (answer.status_code, answer.json()["takes_cash"]) == (200, False)
    assert not Market.objects.get(handle="tea-house").takes_cash


def test_placing_for_cash_stays_in_its_budget(shopper, tea, pot, django_assert_max_num_queries):
    total = fill_cart(shopper, (tea, 1), (pot, 1))["totals"]["payable"]["amount"]

    with django_assert_max_num_queries(70):
        assert check_out(shopper, client_total=total, payment={"method": "cod"}).status_code == 201
