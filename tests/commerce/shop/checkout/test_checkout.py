"""From a cart to an order: what was shown is what is paid, once, or nothing has happened."""

import pytest
from rest_framework.test import APIClient

from commerce.foundation.address.models import UserAddress
from commerce.money.payments.models import Payment
from commerce.shop.basket.models import Basket
from commerce.shop.markets.models import Market
from commerce.shop.order.models import Line, Order, VendorOrder
from commerce.shop.partner.models import StockRecord
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.sales import ADDRESS, check_out, fill_cart, fresh_key, make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gateway():
    return make_gateway()


@pytest.fixture
def tea():
    market = make_market(handle="tea-house", shipping_price=90_000)
    return offer_of(make_product(market, title="چای بهاره", price=250_000, stock=5))


@pytest.fixture
def pot():
    return offer_of(make_product(make_market(handle="pottery"), title="قوری", price=3_200_000))


@pytest.fixture
def sara():
    return make_user(first_name="سارا")


@pytest.fixture
def shopper(sara):
    return bearer(sara)


def quote(client, **body):
    return client.post("/api/v1/checkout/quote/", {"address": ADDRESS, **body})


def test_a_quote_shows_the_price_and_why_and_writes_nothing(shopper, tea):
    fill_cart(shopper, (tea, 2))
    shown = quote(shopper).json()

    assert shown["totals"]["payable"]["amount"] == 590_000
    assert [(reason["code"], reason["amount"]["amount"]) for reason in shown["reasons"]] == [("shipping", 90_000)]
    assert not Order.objects.exists()


def test_an_order_placed_by_its_quote_costs_what_it_said(shopper, tea, pot):
    fill_cart(shopper, (tea, 2), (pot, 1))
    placed = check_out(shopper, quote=quote(shopper).json()["quote"])

    order = placed.json()["order"]
    assert placed.status_code == 201
    assert order["status"] == "pending_payment"
    assert order["totals"]["payable"]["amount"] == 3_790_000
    assert {part["status"] for part in order["vendor_orders"]} == {"awaiting_payment"}
    assert placed.json()["payment"]["status"] == "created"
    assert placed.json()["payment"]["amount"]["amount"] == 3_790_000
    assert [entry["code"] for entry in order["timeline"]] == ["placed"]
    assert shopper.get("/api/v1/cart/").json()["lines"] == []


def test_an_order_holds_its_stock(shopper, tea):
    fill_cart(shopper, (tea, 2))
    check_out(shopper)

    tea.refresh_from_db()
    assert (tea.num_in_stock, tea.num_allocated) == (5, 2)


def test_what_is_sold_is_frozen(shopper, tea):
    fill_cart(shopper, (tea, 1))
    number = check_out(shopper).json()["order"]["number"]
    StockRecord.objects.filter(pk=tea.pk).update(price=999_000)
    type(tea.product).objects.filter(pk=tea.product_id).update(title="چای پاییزه")

    line = shopper.get(f"/api/v1/orders/{number}/").json()["lines"][0]
    assert (line["title"], line["unit_price"]["amount"]) == ("چای بهاره", 250_000)


def test_a_changed_price_is_shown_before_anyone_pays_it(shopper, tea):
    fill_cart(shopper, (tea, 1))
    signed = quote(shopper).json()["quote"]
    StockRecord.objects.filter(pk=tea.pk).update(price=260_000)

    for agreed in ({"quote": signed}, {"client_total": 340_000}):
        refused = check_out(shopper, **agreed)
        assert (refused.status_code, refused.json()["code"]) == (409, "price_changed")
        assert refused.json()["cart"]["totals"]["payable"]["amount"] == 350_000
    assert not Order.objects.exists()
    assert check_out(shopper, client_total=350_000).status_code == 201


def test_a_quote_holds_the_order_to_more_than_its_total(shopper, tea, pot):
    cart = fill_cart(shopper, (tea, 1))
    signed = quote(shopper).json()["quote"]
    shopper.patch(f"/api/v1/cart/lines/{cart['lines'][0]['id']}/", {"quantity": 2})

    assert check_out(shopper, quote=signed).json()["code"] == "price_changed"


def test_a_forged_quote_is_refused(shopper, tea):
    fill_cart(shopper, (tea, 1))

    assert check_out(shopper, quote="forged").json()["errors"]["quote"][0]["code"] == "invalid_quote"


def test_an_order_names_the_quote_or_the_total(shopper, tea):
    fill_cart(shopper, (tea, 1))
    answer = check_out(shopper, client_total=None)

    assert (answer.status_code, answer.json()["errors"]["quote"][0]["code"]) == (400, "required")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: StockRecord.objects.update(num_in_stock=0), "out_of_stock"),
        (lambda: StockRecord.objects.update(num_in_stock=1), "out_of_stock"),
        (lambda: StockRecord.objects.update(is_active=False), "out_of_stock"),
        (lambda: Market.objects.update(status="closed"), "market_closed"),
    ],
)
def test_what_can_no_longer_be_had_is_not_ordered(shopper, tea, change, code):
    fill_cart(shopper, (tea, 2))
    change()
    refused = check_out(shopper)

    assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert refused.json()["cart"]["problems"]
    assert not Order.objects.exists()


def test_an_empty_cart_cannot_be_ordered(shopper):
    assert check_out(shopper).json()["code"] == "empty_cart"
    assert quote(shopper).json()["code"] == "empty_cart"
    assert not Basket.objects.exists()


def test_goods_need_an_address_of_this_country(shopper, tea):
    fill_cart(shopper, (tea, 1))

    assert "address" in check_out(shopper, address=None).json()["errors"]
    elsewhere = check_out(shopper, address={**ADDRESS, "city": "atlantis"})
    assert elsewhere.json()["errors"]["address.city"][0]["code"] == "unknown_city"
    assert "address.mobile" in check_out(shopper, address={**ADDRESS, "mobile": "12"}).json()["errors"]


def test_an_address_of_ones_own_book_may_be_named(shopper, sara, tea):
    own, others = (
        UserAddress.objects.create(user=user, country_id="IR", line1="کوچه", province="tehran", city="tehran")
        for user in (sara, make_user())
    )
    fill_cart(shopper, (tea, 1))

    assert check_out(shopper, address=None, address_id=others.public_id).status_code == 400
    placed = check_out(shopper, address=None, address_id=own.public_id).json()
    assert placed["order"]["address"]["line"] == "کوچه"


def test_a_delivery_that_a_market_does_not_offer_is_refused(shopper, tea):
    fill_cart(shopper, (tea, 1))
    answer = quote(shopper, deliveries={"tea-house": "camel"})

    assert answer.json()["errors"]["deliveries.tea-house"][0]["code"] == "unknown_delivery"


@pytest.mark.parametrize(
    ("method", "code"),
    [("wallet", "insufficient_funds"), ("cod", "cash_not_taken"), ("transfer", "payment_method_unavailable")],
)
def test_a_way_to_pay_that_cannot_be_had_leaves_the_cart_as_it_was(shopper, tea, method, code):
    fill_cart(shopper, (tea, 1))
    answer = check_out(shopper, payment={"method": method})

    assert answer.json()["code"] == code
    assert not Order.objects.exists()
    assert len(shopper.get("/api/v1/cart/").json()["lines"]) == 1


def test_a_gateway_that_cannot_be_used_leaves_the_cart_as_it_was(shopper, tea):
    fill_cart(shopper, (tea, 1))
    answer = check_out(shopper, payment={"method": "gateway", "gateway": "no-such"})

    assert (answer.status_code, answer.json()["code"]) == (409, "gateway_unavailable")
    assert not Order.objects.exists()
    assert len(shopper.get("/api/v1/cart/").json()["lines"]) == 1


def test_nothing_to_pay_is_paid_at_once(shopper):
    gift = offer_of(make_product(make_market()))
    StockRecord.objects.filter(pk=gift.pk).update(price=0)
    fill_cart(shopper, (gift, 1))
    placed = check_out(shopper).json()

    assert placed["payment"] is None
    assert placed["order"]["status"] == "paid"
    assert VendorOrder.objects.get().status == "new"
    gift.refresh_from_db()
    assert (gift.num_in_stock, gift.num_allocated) == (9, 0)


def test_a_guest_may_ask_for_a_quote_but_orders_only_signed_in(tea, sara):
    guest = APIClient()
    token = guest.post("/api/v1/cart/lines/", {"offer": tea.public_id}).headers["X-Cart-Token"]
    guest.credentials(HTTP_X_CART_TOKEN=token)
    assert quote(guest).status_code == 200
    assert check_out(guest, client_total=340_000).status_code == 401

    signed_in = bearer(sara)
    signed_in._credentials["HTTP_X_CART_TOKEN"] = token
    placed = check_out(signed_in, quote=quote(signed_in).json()["quote"])
    assert placed.status_code == 201
    assert Line.objects.get().quantity == 1


def test_one_key_places_one_order_and_a_repeat_hears_how_it_stands(shopper, tea):
    fill_cart(shopper, (tea, 1))
    key, told = fresh_key(), {"address": ADDRESS, "client_total": 340_000}
    first, second = (check_out(shopper, key=key, **told) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["order"]["number"] == second.json()["order"]["number"]
    assert Order.objects.count() == Payment.objects.count() == 1

    Payment.objects.update(status="cancelled")
    assert check_out(shopper, key=key, **told).json()["payment"]["status"] == "cancelled"
    assert check_out(shopper, key=key, **{**told, "client_total": 1}).status_code == 422


def test_a_second_key_finds_the_cart_ordered_already(shopper, tea):
    fill_cart(shopper, (tea, 1))
    check_out(shopper)

    assert check_out(shopper, client_total=340_000).json()["code"] == "empty_cart"
    assert Order.objects.count() == 1


def test_ordering_asks_for_a_key(shopper):
    answer = shopper.post("/api/v1/checkout/", {"client_total": 1})

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_required")


def test_placing_three_lines_of_two_markets_stays_in_its_budget(shopper, tea, pot, django_assert_max_num_queries):
    cup = offer_of(make_product(Market.objects.get(handle="pottery"), title="فنجان"))
    total = fill_cart(shopper, (tea, 1), (pot, 1), (cup, 2))["totals"]["payable"]["amount"]

    with django_assert_max_num_queries(45):
        assert check_out(shopper, client_total=total).status_code == 201


def test_a_cart_worth_more_than_our_books_can_hold_is_not_ordered(shopper, tea):
    StockRecord.objects.filter(pk=tea.pk).update(price=10**14, num_in_stock=None)
    for number in range(12):
        told = {"offer": tea.public_id, "quantity": 999, "options": {"engraving": str(number)}}
        assert shopper.post("/api/v1/cart/lines/", told).status_code == 201

    refused = check_out(shopper, quote=quote(shopper).json()["quote"])

    assert (refused.status_code, refused.json()["code"]) == (400, "quantity_too_large")
