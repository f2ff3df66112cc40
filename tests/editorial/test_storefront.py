"""The shop as web pages: to find, to compare, to share."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from commerce.shop.listing.services import rebuild_listing
from commerce.shop.markets.models import Market
from tests.factories import make_attribute, make_category, make_market, make_offer, make_product


@pytest.fixture
def pottery(db: None) -> Market:
    return make_market(handle="pottery", name="سفال لالجین", city="tehran")


@pytest.fixture
def kitchen(pottery: Market) -> None:
    make_category("home", "خانه")
    make_category("kitchen", "آشپزخانه", parent="home")
    make_product(pottery, title="کوزهٔ آبی", price=3_000_000, category="kitchen", brand="نگار")
    make_product(pottery, title="کاسهٔ سفید", price=900_000, list_price=1_000_000, category="kitchen", brand="بهار")
    make_product(pottery, title="قوری لب‌پریده", stock=0, category="kitchen", brand="بهار")
    rebuild_listing()


def titles(page: Any) -> list[str]:
    return re.findall(r'<span class="card__title">([^<]+)</span>', page.text)


def test_a_category_shows_what_is_in_it_and_the_way_back(client: Client, kitchen: None) -> None:
    page = client.get("/categories/kitchen/")
    assert page.status_code == 200
    assert '<html lang="fa" dir="rtl">' in page.text
    assert set(titles(page)) == {"کوزهٔ آبی", "کاسهٔ سفید", "قوری لب‌پریده"}
    assert 'href="/categories/home/"' in page.text
    assert "۳۰۰٬۰۰۰ تومان" in page.text


def test_a_branch_leads_to_its_twigs(client: Client, kitchen: None) -> None:
    assert 'href="/categories/kitchen/"' in client.get("/categories/home/").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=price&in_stock=true", ["کاسهٔ سفید", "کوزهٔ آبی"]),
        ("sort=-price&in_stock=true", ["کوزهٔ آبی", "کاسهٔ سفید"]),
        ("brand=%D9%86%DA%AF%D8%A7%D8%B1", ["کوزهٔ آبی"]),
        ("price=0-1000000&in_stock=true", ["کاسهٔ سفید"]),
        ("sort=best&page=first&price=cheap&colour=red&sort=nonsense&in_stock=true", ["کاسهٔ سفید", "کوزهٔ آبی"]),
    ],
)
def test_a_list_is_narrowed_and_sorted_by_its_address(
    client: Client, kitchen: None, query: str, expected: list[str]
) -> None:
    assert titles(client.get(f"/categories/kitchen/?{query}")) == expected


def test_a_choice_leads_to_the_list_it_makes(client: Client, kitchen: None) -> None:
    page = client.get("/categories/kitchen/?sort=price").text
    brand = re.search(r'href="([^"]*brand=[^"]*)"[^>]*><span>نگار', page)
    assert brand
    narrowed = client.get("/categories/kitchen/" + brand[1].replace("&amp;", "&"))
    assert titles(narrowed) == ["کوزهٔ آبی"]
    assert 'aria-current="true" rel="nofollow"><span>نگار' in narrowed.text


def test_words_find_products_and_markets(client: Client, kitchen: None) -> None:
    assert titles(client.get("/search/", {"q": "كوزه"})) == ["کوزهٔ آبی"]
    found = client.get("/search/", {"q": "سفال"})
    assert 'href="/markets/pottery/"' in found.text
    assert "سفال" in found.text


def test_what_is_not_found_is_said_kindly(client: Client, kitchen: None) -> None:
    page = client.get("/search/", {"q": "زرافه"})
    assert (page.status_code, titles(page)) == (200, [])
    assert 'class="nothing"' in page.text


def test_a_market_has_its_own_shelf(client: Client, kitchen: None) -> None:
    make_product(make_market(handle="tools"), title="دریل")
    rebuild_listing()
    page = client.get("/markets/pottery/")
    assert "سفال لالجین" in page.text
    assert "تهران" in page.text
    assert "دریل" not in page.text
    assert len(titles(page)) == 3


def test_a_long_list_turns_its_pages(client: Client, pottery: Market) -> None:
    for number in range(30):
        make_product(pottery, title=f"کاشی {number}", price=1_000_000 + number * 10)
    rebuild_listing()
    first = client.get("/search/?sort=price")
    second = client.get("/search/?sort=price&page=2")
    assert (len(titles(first)), len(titles(second))) == (24, 6)
    assert not set(titles(first)) & set(titles(second))
    assert 'rel="next" href="?sort=price&amp;page=2"' in first.text
    assert 'rel="prev" href="?sort=price&amp;page=1"' in second.text
    assert 'rel="next"' not in second.text


def test_a_product_shows_its_price_its_sellers_and_where_to_buy(client: Client, pottery: Market) -> None:
    jug = make_product(pottery, title="کوزه", price=2_000_000, list_price=2_500_000, description="سفال <b>لعاب‌دار</b>")
    make_offer(make_market(name="بازار بزرگ"), jug, price=2_200_000)
    rebuild_listing()
    page = client.get(f"/products/{jug.public_id}/")
    assert page.status_code == 200
    for words in ("کوزه", "۲۰۰٬۰۰۰ تومان", "۲۵۰٬۰۰۰ تومان", "۲۲۰٬۰۰۰ تومان", "بازار بزرگ", "سفال لالجین", "<svg"):
        assert words in page.text
    assert "<b>لعاب‌دار</b>" not in page.text


def test_a_variant_is_chosen_by_its_address(client: Client, pottery: Market) -> None:
    make_attribute("colour", {"red": "قرمز", "blue": "آبی"})
    mug = make_product(
        pottery,
        title="ماگ",
        variants=[
            {"attributes": {"colour": "red"}, "price": 1_000_000},
            {"attributes": {"colour": "blue"}, "price": 1_500_000},
        ],
    )
    rebuild_listing()
    blue = mug.children.order_by("pk").last()
    cheapest = client.get(f"/products/{mug.public_id}/").text
    assert "<strong>۱۰۰٬۰۰۰ تومان</strong>" in cheapest
    chosen = client.get(f"/products/{mug.public_id}/?variant={blue.public_id}").text
    assert "<strong>۱۵۰٬۰۰۰ تومان</strong>" in chosen
    assert "۱۰۰٬۰۰۰ تومان" not in chosen.split("card__title")[0]


def test_what_is_sold_out_has_no_price(client: Client, pottery: Market) -> None:
    pot = make_product(pottery, title="قوری", price=7_770_000, stock=0)
    rebuild_listing()
    assert "buy__out" in client.get(f"/products/{pot.public_id}/").text


@pytest.mark.parametrize(
    "address",
    [
        "/products/nothing/",
        "/products/%00/",
        "/categories/nothing/",
        "/categories/%00/",
        "/markets/nothing/",
        "/no-such-page/",
        "/search/nothing/",
    ],
)
def test_what_is_not_there_is_a_page_in_persian(client: Client, home: Any, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert "این صفحه پیدا نشد" in page.text


@pytest.mark.parametrize(
    "query", ["q=%00", "page=99999", "page=٣", "price=9-", "brand=" + "x" * 3000, "attr[]=1", "q=%5C"]
)
def test_no_address_breaks_a_list(client: Client, kitchen: None, query: str) -> None:
    assert client.get(f"/search/?{query}").status_code == 200


def test_a_market_that_is_not_open_is_not_there(client: Client, db: None) -> None:
    make_market(handle="closed-one", published=False)
    assert client.get("/markets/closed-one/").status_code == 404


@pytest.mark.parametrize("address", ["/search/?sort=newest", "/categories/things/", "/markets/pottery/"])
def test_a_list_costs_the_same_however_long(
    client: Client, pottery: Market, django_assert_max_num_queries: Callable[..., Any], address: str
) -> None:
    for number in range(12):
        make_product(make_market() if number % 2 else pottery, title=f"کاشی {number}")
    rebuild_listing()
    with django_assert_max_num_queries(14):
        client.get(address)


def test_a_product_page_costs_the_same_however_many_sell_it(
    client: Client, pottery: Market, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    jug = make_product(pottery)
    for _ in range(6):
        make_offer(make_market(), jug)
        make_product(pottery)
    rebuild_listing()
    with django_assert_max_num_queries(9):
        client.get(f"/products/{jug.public_id}/")


def test_an_address_with_attributes_without_end_costs_no_more(
    kitchen: None, django_assert_max_num_queries: Any
) -> None:
    asked = {f"attr[colour{n}]": "blue" for n in range(100)}
    with django_assert_max_num_queries(30):
        assert Client().get("/categories/kitchen/", asked).status_code == 200
