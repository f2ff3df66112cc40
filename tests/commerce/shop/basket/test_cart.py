"""One cart over many markets, a guest's or a person's own, that says what is wrong with it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.shop.basket.models import Basket, Line
from commerce.shop.basket.tasks import forget_guest_carts
from commerce.shop.markets.models import Market
from commerce.shop.partner.models import StockRecord
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.sales import fill_cart

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea():
    return offer_of(make_product(make_market(handle="tea-house"), title="چای", price=250_000, stock=5))


@pytest.fixture
def pot():
    return offer_of(make_product(make_market(handle="pottery"), title="قوری", price=3_200_000))


@pytest.fixture
def shopper():
    return bearer(make_user())


def cart_of(client, **headers):
    return client.get("/api/v1/cart/", headers=headers).json()


def change(client, cart, quantity):
    return client.patch(f"/api/v1/cart/lines/{cart['lines'][0]['id']}/", {"quantity": quantity})


def test_looking_at_a_cart_that_is_not_there_makes_none(shopper):
    assert cart_of(shopper)["lines"] == []
    assert cart_of(APIClient(), **{"X-Cart-Token": "never-given"})["id"] is None
    assert not Basket.objects.exists()


def test_a_cart_holds_goods_of_many_markets(shopper, tea, pot):
    cart = fill_cart(shopper, (tea, 2), (pot, 1))

    assert [line["quantity"] for line in cart["lines"]] == [2, 1]
    assert [(group["market"]["handle"], group["subtotal"]["amount"]) for group in cart["groups"]] == [
        ("tea-house", 500_000),
        ("pottery", 3_200_000),
    ]
    assert cart["totals"]["payable"]["amount"] == 3_700_000
    assert cart["problems"] == []


def test_the_same_offer_adds_up_and_another_choice_is_another_line(shopper, tea):
    fill_cart(shopper, (tea, 1), (tea, 2))
    told = {"offer": tea.public_id, "quantity": 1, "options": {"engraving": "سارا"}}
    cart = shopper.post("/api/v1/cart/lines/", told).json()

    assert [(line["quantity"], line["options"]) for line in cart["lines"]] == [(3, {}), (1, {"engraving": "سارا"})]


def test_a_line_is_changed_and_removed(shopper, tea, pot):
    cart = fill_cart(shopper, (tea, 1), (pot, 1))

    assert change(shopper, cart, 4).json()["lines"][0]["quantity"] == 4
    removed = shopper.delete(f"/api/v1/cart/lines/{cart['lines'][0]['id']}/")
    assert [line["offer"] for line in removed.json()["lines"]] == [pot.public_id]
    assert shopper.delete("/api/v1/cart/").json()["lines"] == []


def test_another_persons_line_is_not_found(shopper, tea):
    cart = fill_cart(shopper, (tea, 1))

    assert change(bearer(make_user()), cart, 2).status_code == 404
    assert change(APIClient(), cart, 2).status_code == 404
    assert Line.objects.get().quantity == 1


@pytest.mark.parametrize("quantity", [0, -1, 1000, "many"])
def test_a_quantity_that_cannot_be_is_refused(shopper, tea, quantity):
    answer = shopper.post("/api/v1/cart/lines/", {"offer": tea.public_id, "quantity": quantity})

    assert answer.status_code == 400
    assert "quantity" in answer.json()["errors"]


def test_an_offer_that_is_unknown_or_no_longer_sold_cannot_be_added(shopper, tea, pot):
    StockRecord.objects.filter(pk=tea.pk).update(is_active=False)
    Market.objects.filter(handle="pottery").update(status="closed")

    for offer, code in [("nothing", "offer_gone"), (tea.public_id, "offer_gone"), (pot.public_id, "market_closed")]:
        answer = shopper.post("/api/v1/cart/lines/", {"offer": offer, "quantity": 1})
        assert (answer.status_code, answer.json()["errors"]["offer"][0]["code"]) == (400, code)


def test_a_cart_says_what_changed_since_it_was_filled(shopper, tea, pot):
    fill_cart(shopper, (tea, 3), (pot, 1))
    StockRecord.objects.filter(pk=tea.pk).update(num_in_stock=2, price=260_000)
    StockRecord.objects.filter(pk=pot.pk).update(num_in_stock=0)

    problems = cart_of(shopper)["problems"]

    assert [problem["code"] for problem in problems] == ["not_enough_stock", "price_changed", "out_of_stock"]
    assert (problems[0]["old"], problems[0]["new"]) == (3, 2)
    assert (problems[1]["old"]["amount"], problems[1]["new"]["amount"]) == (250_000, 260_000)


def test_a_closed_market_and_a_gone_offer_are_named(shopper, tea, pot):
    fill_cart(shopper, (tea, 1), (pot, 1))
    Market.objects.filter(handle="tea-house").update(status="suspended")
    StockRecord.objects.filter(pk=pot.pk).update(is_active=False)

    cart = cart_of(shopper)

    assert [(p["code"], p["market"]) for p in cart["problems"]] == [
        ("market_closed", "tea-house"),
        ("offer_gone", "pottery"),
    ]


def test_changing_a_line_accepts_the_price_of_now(shopper, tea):
    cart = fill_cart(shopper, (tea, 1))
    StockRecord.objects.filter(pk=tea.pk).update(price=260_000)

    assert change(shopper, cart, 2).json()["problems"] == []


def test_a_guest_keeps_a_cart_by_its_token(tea, pot):
    guest = APIClient()
    made = guest.post("/api/v1/cart/lines/", {"offer": tea.public_id, "quantity": 1})
    token = made.headers["X-Cart-Token"]
    again = guest.post("/api/v1/cart/lines/", {"offer": pot.public_id}, headers={"X-Cart-Token": token})

    assert made.json()["token"] == token
    assert "X-Cart-Token" not in again.headers
    assert len(cart_of(guest, **{"X-Cart-Token": token})["lines"]) == 2
    assert not Basket.objects.filter(token_hash=token).exists()


def test_a_guests_cart_comes_along_when_its_person_signs_in(shopper, tea, pot):
    fill_cart(shopper, (tea, 1))
    guest = APIClient()
    token = guest.post("/api/v1/cart/lines/", {"offer": tea.public_id, "quantity": 2}).headers["X-Cart-Token"]
    guest.post("/api/v1/cart/lines/", {"offer": pot.public_id}, headers={"X-Cart-Token": token})

    seen = cart_of(shopper, **{"X-Cart-Token": token})
    assert [line["quantity"] for line in seen["lines"]] == [3, 1]
    assert Basket.objects.filter(status="Open").count() == 2

    merged = fill_cart(shopper, (pot, 1), **{"X-Cart-Token": token})
    assert [line["quantity"] for line in merged["lines"]] == [3, 2]
    assert [line["id"] for line in merged["lines"]] == [line["id"] for line in seen["lines"]]
    assert Basket.objects.filter(status="Open").count() == 1


def test_a_token_opens_no_cart_that_has_an_owner(shopper, tea):
    guest = APIClient()
    token = guest.post("/api/v1/cart/lines/", {"offer": tea.public_id, "quantity": 2}).headers["X-Cart-Token"]
    fill_cart(shopper, (tea, 1), **{"X-Cart-Token": token})

    assert cart_of(guest, **{"X-Cart-Token": token})["lines"] == []
    assert cart_of(bearer(make_user()), **{"X-Cart-Token": token})["lines"] == []


def test_a_cart_counts_its_markets_delivery(shopper, tea):
    Market.objects.update(shipping_price=90_000, free_shipping_from=500_000)
    cart = fill_cart(shopper, (tea, 1))
    assert (cart["groups"][0]["deliveries"][0]["code"], cart["totals"]["shipping"]["amount"]) == ("standard", 90_000)

    assert change(shopper, cart, 2).json()["totals"]["shipping"]["amount"] == 0


def test_a_service_needs_no_delivery(shopper):
    Market.objects.update(shipping_price=90_000)
    lesson = offer_of(make_product(make_market(shipping_price=90_000), kind="service", stock=None))
    cart = fill_cart(shopper, (lesson, 20))

    assert [way["code"] for way in cart["groups"][0]["deliveries"]] == ["none"]
    assert cart["totals"]["shipping"]["amount"] == 0


def test_guests_carts_are_forgotten_when_nobody_touches_them(tea, shopper):
    long_ago = timezone.now() - timedelta(days=31)
    own = fill_cart(shopper, (tea, 1))
    old, touched = (APIClient().post("/api/v1/cart/lines/", {"offer": tea.public_id}).json()["id"] for _ in range(2))
    Basket.objects.update(date_created=long_ago)
    Line.objects.exclude(basket__public_id=touched).update(date_updated=long_ago)

    assert (forget_guest_carts(), forget_guest_carts()) == (1, 0)
    assert set(Basket.objects.values_list("public_id", flat=True)) == {own["id"], touched} - {old}


def test_reading_and_filling_a_cart_stay_in_their_budgets(shopper, django_assert_max_num_queries):
    offers = [offer_of(make_product(make_market())) for _ in range(6)]
    fill_cart(shopper, *[(offer, 1) for offer in offers[:5]])

    with django_assert_max_num_queries(8):
        shopper.get("/api/v1/cart/")
    with django_assert_max_num_queries(14):
        shopper.post("/api/v1/cart/lines/", {"offer": offers[5].public_id, "quantity": 1})


def test_guests_carts_that_come_along_do_not_fill_a_cart_beyond_its_room(tea):
    client, sara = APIClient(), make_user()
    token = fill_cart(client, (tea, 1))["token"]
    own, guests = Basket.objects.create(owner=sara), Basket.objects.get(owner=None)
    line = Line.objects.get()
    for number in range(99):
        line.pk, line.public_id = None, f"own-{number}"
        line.basket, line.line_reference = own, f"own-{number}"
        line.save()
    for number in range(3):
        line.pk, line.public_id = None, f"guest-{number}"
        line.basket, line.line_reference = guests, f"guest-{number}"
        line.save()

    signed_in = bearer(sara)
    signed_in.credentials(HTTP_AUTHORIZATION=signed_in._credentials["HTTP_AUTHORIZATION"], HTTP_X_CART_TOKEN=token)
    cart = signed_in.get("/api/v1/cart/").json()
    signed_in.patch(f"/api/v1/cart/lines/{cart['lines'][0]['id']}/", {"quantity": 2})

    assert Line.objects.filter(basket=own).count() == 100


def test_lines_of_the_same_offer_are_counted_together(shopper, tea):
    for engraving in ("سارا", "امید"):
        told = {"offer": tea.public_id, "quantity": 3, "options": {"engraving": engraving}}
        cart = shopper.post("/api/v1/cart/lines/", told).json()

    assert [problem["code"] for problem in cart["problems"]] == ["not_enough_stock", "not_enough_stock"]
