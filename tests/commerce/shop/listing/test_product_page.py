"""A product's own page, and what is shown beside it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from commerce.foundation.core.actors import SYSTEM
from commerce.shop.markets.services import suspend_market
from tests.factories import (
    deliver_facts,
    make_attribute,
    make_category,
    make_market,
    make_offer,
    make_product,
    offer_of,
)

pytestmark = pytest.mark.django_db


def page_of(product):
    answer = APIClient().get(f"/api/v1/products/{product.public_id}/")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_offers_are_ordered_as_we_would_choose_and_say_why():
    slow, fast, gone = make_market(dispatch_days=4), make_market(dispatch_days=1), make_market()
    product = make_product(slow, price=1_000)
    make_offer(fast, product, price=1_500)
    make_offer(gone, product, price=500, stock=0)
    deliver_facts()

    page = page_of(product)

    assert [(offer["market"]["handle"], [why["code"] for why in offer["why"]]) for offer in page["offers"]] == [
        (slow.handle, ["lowest_price"]),
        (fast.handle, ["fastest_dispatch"]),
        (gone.handle, ["out_of_stock"]),
    ]
    assert page["offer"] == page["offers"][0]["id"]
    assert [offer["dispatch_days"] for offer in page["offers"]] == [4, 1, 2]


def test_the_page_tells_all_a_shopper_decides_by():
    make_attribute("color", {"red": "قرمز"}, name="رنگ")
    make_category("phones", "گوشی", parent=make_category("digital", "دیجیتال").slug)
    product = make_product(
        make_market(),
        title="گوشی",
        category="phones",
        brand="سامسونگ",
        description="خوب\nو ارزان",
        attributes={"color": "red"},
    )
    deliver_facts()

    page = page_of(product)

    assert page["description"] == "خوب\nو ارزان"
    assert page["brand"] == {"slug": "سامسونگ", "name": "سامسونگ"}
    assert [category["slug"] for category in page["categories"]] == ["digital", "phones"]
    assert page["attributes"] == [{"code": "color", "title": "رنگ", "value": "red", "text": "قرمز"}]
    assert page["share_url"].endswith(f"/products/{product.public_id}/")
    assert page["questions_count"] == 0


def test_a_variant_is_sold_by_its_own_offers():
    make_attribute("size", {"s": "کوچک", "l": "بزرگ"})
    product = make_product(
        make_market(),
        title="پیراهن",
        variants=[
            {"attributes": {"size": "s"}, "price": 700, "stock": 0},
            {"attributes": {"size": "l"}, "price": 900},
        ],
    )
    deliver_facts()

    page = page_of(product)

    told = [(one["title"], one["price"]["amount"], one["in_stock"]) for one in page["variants"]]
    assert told == [("کوچک", 700, False), ("بزرگ", 900, True)]
    assert (page["price"]["amount"], page["in_stock"]) == (900, True)
    assert {offer["variant"] for offer in page["offers"]} == {one["id"] for one in page["variants"]}


def test_a_page_costs_six_statements_whatever_it_shows():
    make_attribute("size", {str(number): str(number) for number in range(7)})

    def cost(variants: int, rivals: int) -> int:
        told = [{"attributes": {"size": str(number)}} for number in range(variants)]
        product = make_product(make_market(), variants=told, description="الف" * 300)
        for variant in product.children.all():
            for _ in range(rivals):
                make_offer(make_market(), variant)
        deliver_facts()
        with CaptureQueriesContext(connection) as asked:
            body = APIClient().get(f"/api/v1/products/{product.public_id}/").content
        assert len(body) <= 20_000
        return len(asked)

    assert cost(variants=1, rivals=1) == cost(variants=7, rivals=2) <= 6


def test_a_product_that_is_on_sale_nowhere_is_not_found():
    market = make_market()
    product = make_product(market)
    deliver_facts()
    suspend_market(actor=SYSTEM, market=market, reason="test")
    deliver_facts()
    assert APIClient().get(f"/api/v1/products/{product.public_id}/").status_code == 404
    assert APIClient().get("/api/v1/products/").json()["results"] == []


@pytest.mark.parametrize("unknown", ["1", "nothing", "' or 1=1", "%00", "a" * 200])
def test_an_unknown_product_is_not_found(unknown):
    assert APIClient().get(f"/api/v1/products/{unknown}/").status_code == 404
    assert APIClient().get(f"/api/v1/products/{unknown}/similar/").status_code == 404


def test_similar_are_of_the_same_category_those_of_the_brand_first():
    market = make_market()
    shown = make_product(market, title="این", category="phones", brand="Alpha")
    make_product(market, title="هم‌نشان", category="phones", brand="Alpha")
    make_product(market, title="دیگر", category="phones", brand="Beta")
    make_product(market, title="بی‌ربط", category="kitchen", brand="Alpha")
    deliver_facts()
    found = APIClient().get(f"/api/v1/products/{shown.public_id}/similar/").json()["results"]
    assert [card["title"] for card in found] == ["هم‌نشان", "دیگر"]


def test_a_page_shows_stock_of_the_moment():
    product = make_product(make_market(), stock=3)
    deliver_facts()
    offer = offer_of(product)
    type(offer).objects.filter(pk=offer.pk).update(num_allocated=3)
    assert page_of(product)["offers"][0]["in_stock"] is False
