"""Markets as shoppers find them, and the door by which a shopper opens one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from commerce.shop.markets.models import Market
from tests.factories import bearer, deliver_facts, make_market, make_product, sara

pytestmark = pytest.mark.django_db


def handles(**query) -> list[str]:
    answer = APIClient().get("/api/v1/markets/", query)
    assert answer.status_code == 200, answer.json()
    return [market["handle"] for market in answer.json()["results"]]


def test_only_published_markets_are_public():
    make_market(handle="shown")
    make_market(handle="draft", published=False)
    assert handles() == ["shown"]
    assert APIClient().get("/api/v1/markets/shown/").status_code == 200
    for path in ("markets/draft/", "markets/draft/products/", "markets/nobody/"):
        assert APIClient().get(f"/api/v1/{path}").status_code == 404


def test_markets_are_found_by_name_place_and_what_they_sell():
    selling = make_market(handle="a-shop", name="دیجی‌کالا", city="tehran")
    make_market(handle="b-shop", name="بازار", city="shiraz")
    make_product(selling, category="phones")
    deliver_facts()
    assert handles(q="ديجي كالا") == handles(q="دیجیکالا") == ["a-shop"]
    assert handles(province="fars") == ["b-shop"]
    assert handles(category="phones") == ["a-shop"]
    assert handles(near="35.7,51.4,20") == ["a-shop"]
    assert APIClient().get("/api/v1/markets/", {"verified": "true"}).status_code == 400


def test_a_market_page():
    market = make_market(handle="omid-shop", name="امید", city="tehran", free_shipping_from=5_000_000)
    make_product(market)
    deliver_facts()
    page = APIClient().get("/api/v1/markets/Omid-Shop/").json()
    assert (page["handle"], page["name"], page["products_count"]) == ("omid-shop", "امید", 1)
    assert page["city"] == {"slug": "tehran", "name": "تهران"}
    assert page["free_shipping_from"]["amount"] == 5_000_000


def test_the_list_costs_the_same_for_one_market_and_for_many():
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            handles()
        return len(asked)

    make_market(city="tehran")
    for_one = cost()
    for _ in range(6):
        make_market(city="shiraz")
    assert cost() == for_one == 1


def test_a_shopper_opens_a_market_and_owns_it():
    person = sara()
    answer = bearer(person).post("/api/v1/markets/", {"handle": "Sara-Shop", "name": "سارا", "city": "tehran"})
    assert answer.status_code == 201
    body = answer.json()
    assert (body["handle"], body["status"], body["audiences"]) == ("sara-shop", "draft", ["shopper", "vendor"])
    assert handles() == []
    profile = bearer(person, audience="vendor").get("/api/v1/vendor/sara-shop/profile/")
    assert (profile.status_code, profile.json()["status"]) == (200, "draft")
    assert "team.manage" in profile.json()["rights"]


def test_nobody_opens_a_market_unnamed_or_unknown():
    assert APIClient().post("/api/v1/markets/", {"handle": "shop-x", "name": "x"}).status_code == 401
    assert not Market.objects.exists()


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        ("ab", "invalid_handle"),
        ("فروشگاه", "invalid_handle"),
        ("-abc", "invalid_handle"),
        ("a--b", "invalid_handle"),
        ("a/b", "invalid_handle"),
        ("x" * 41, "invalid_handle"),
        ("admin", "reserved_handle"),
        ("API", "reserved_handle"),
    ],
)
def test_a_handle_that_cannot_be(handle, code):
    answer = bearer(sara()).post("/api/v1/markets/", {"handle": handle, "name": "x"})
    assert answer.status_code == 400
    assert answer.json()["errors"]["handle"][0]["code"] == code


def test_a_handle_belongs_to_one_market():
    make_market(handle="omid-shop")
    answer = bearer(sara()).post("/api/v1/markets/", {"handle": "OMID-shop", "name": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "handle_taken")


def test_an_unknown_city_is_refused():
    answer = bearer(sara()).post("/api/v1/markets/", {"handle": "sara-shop", "name": "x", "city": "atlantis"})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_region")
    assert not Market.objects.exists()
