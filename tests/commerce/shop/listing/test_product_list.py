"""The list of products: what it shows, how it is narrowed and paged, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from commerce.shop.listing.models import ListingRow
from tests.factories import deliver_facts, make_attribute, make_category, make_market, make_offer, make_product

pytestmark = pytest.mark.django_db


def ask(path: str = "products/", **query):
    return APIClient().get(f"/api/v1/{path}", query)


def titles(path: str = "products/", **query) -> list[str]:
    answer = ask(path, **query)
    assert answer.status_code == 200, answer.json()
    return [product["title"] for product in answer.json()["results"]]


def statements(path: str, **query) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert ask(path, **query).status_code == 200
    return len(asked)


def test_a_card_says_what_a_shopper_compares():
    market = make_market(handle="omid-shop", name="فروشگاه امید")
    make_product(market, title="کتری برقی", price=900_000, list_price=1_000_000)
    deliver_facts()

    card = ask().json()["results"][0]

    assert card["price"] == {"amount": 900_000, "currency": "IRR", "display": "۹۰٬۰۰۰ تومان"}
    assert (card["list_price"]["amount"], card["discount_percent"]) == (1_000_000, 10)
    assert (card["in_stock"], card["kind"], card["rating"]) == (True, "good", {"average": 0.0, "count": 0})
    assert card["market"] == {"handle": "omid-shop", "name": "فروشگاه امید"}
    assert card["thumbnail"] is None
    assert card["offer"] != card["id"]


def test_the_list_shows_the_winner_of_the_buy_box():
    dear, cheap = make_market(), make_market()
    product = make_product(dear, price=2_000_000)
    make_offer(cheap, product, price=1_500_000)
    deliver_facts()
    assert ask().json()["results"][0]["market"]["handle"] == cheap.handle


def test_the_cheapest_that_is_sold_out_does_not_win():
    there, gone = make_market(), make_market()
    product = make_product(there, price=2_000_000)
    make_offer(gone, product, price=1_000_000, stock=0)
    deliver_facts()
    card = ask().json()["results"][0]
    assert (card["market"]["handle"], card["in_stock"]) == (there.handle, True)


def test_of_equal_prices_the_faster_dispatch_wins():
    slow, fast = make_market(dispatch_days=5), make_market(dispatch_days=1)
    product = make_product(slow, price=1_000_000)
    make_offer(fast, product, price=1_000_000)
    deliver_facts()
    assert ask().json()["results"][0]["market"]["handle"] == fast.handle


def test_variants_are_one_row_at_the_lowest_price():
    make_product(
        make_market(), title="پیراهن", variants=[{"title": "کوچک", "price": 700}, {"title": "بزرگ", "price": 900}]
    )
    deliver_facts()
    results = ask().json()["results"]
    assert [(card["title"], card["price"]["amount"]) for card in results] == [("پیراهن", 700)]


def test_what_is_hidden_or_in_an_unpublished_market_is_not_listed():
    make_product(make_market(published=False), title="ناپیدا")
    make_product(make_market(), title="پنهان", is_public=False)
    make_product(make_market(), title="پیدا")
    deliver_facts()
    assert titles() == ["پیدا"]


def test_a_category_holds_those_below_it():
    make_category("clothes", "پوشاک")
    make_category("shoes", "کفش", parent="clothes")
    market = make_market()
    make_product(market, title="کفش دویدن", category="shoes")
    make_product(market, title="قابلمه", category="kitchen")
    deliver_facts()
    assert titles(category="clothes") == titles(category="shoes") == ["کفش دویدن"]


@pytest.mark.parametrize(
    "typed",
    ["سامسونگ", "گوشي سامسونگ", "گوشی سام", "سامسونق", "a34", "A۳۴", "galaxy"],
    ids=["word", "arabic-yeh", "half-typed", "mistyped", "latin", "persian-digits", "brand"],
)
def test_words_find_products_however_they_are_typed(typed):
    market = make_market()
    make_product(market, title="گوشی سامسونگ A34", brand="Galaxy")
    make_product(market, title="فرش دستباف")
    deliver_facts()
    assert titles(q=typed) == ["گوشی سامسونگ A34"]


@pytest.mark.parametrize("typed", ["می‌خواهم", "میخواهم", "می خواهم"])
def test_a_half_space_is_a_space_or_nothing(typed):
    make_product(make_market(), title="کتاب می‌خواهم")
    deliver_facts()
    assert titles(q=typed) == ["کتاب می‌خواهم"]


def test_filters_by_brand_price_stock_and_attribute():
    make_attribute("color", {"red": "قرمز", "blue": "آبی"})
    market = make_market()
    make_product(market, title="قرمز", attributes={"color": "red"}, price=1_000, brand="Alpha")
    make_product(market, title="آبی", attributes={"color": "آبی"}, price=2_000, brand="Beta")
    make_product(market, title="تمام", price=3_000, stock=0)
    deliver_facts()
    assert titles(**{"attr[color]": "red"}) == ["قرمز"]
    assert sorted(titles(**{"attr[color]": "red,blue"})) == sorted(["قرمز", "آبی"])
    assert titles(brand="beta") == ["آبی"]
    assert titles(min_price="۱۵۰۰", max_price="2500") == ["آبی"]
    assert titles(in_stock="false") == ["تمام"]
    assert titles(category="no-such") == []


def test_a_market_sells_at_its_own_price_on_its_own_page():
    mine, rival = make_market(handle="mine"), make_market(handle="12345")
    shared = make_product(mine, title="مشترک", price=5_000)
    make_product(mine, title="ارزان", price=4_000)
    make_offer(rival, shared, price=3_000)
    deliver_facts()
    page = ask("markets/mine/products/", sort="price").json()["results"]
    assert [(card["title"], card["price"]["amount"]) for card in page] == [("ارزان", 4_000), ("مشترک", 5_000)]
    assert {card["market"]["handle"] for card in page} == {"mine"}
    assert titles(market="12345") == ["مشترک"]
    assert titles(market="mine", max_price="4500") == ["ارزان"]


def test_near_finds_what_is_sold_around():
    make_product(make_market(city="tehran"), title="تهران")
    make_product(make_market(city="shiraz"), title="شیراز")
    deliver_facts()
    assert titles(near="35.70,51.40,30") == ["تهران"]
    assert sorted(titles(near="33.0,52.0,450")) == sorted(["تهران", "شیراز"])


@pytest.mark.parametrize(
    "query",
    [
        {"colour": "red"},
        {"sort": "cheapest"},
        {"min_price": "abc"},
        {"min_price": "-5"},
        {"in_stock": "maybe"},
        {"near": "35,51"},
        {"near": "nan,51,5"},
        {"attr[a b]": "x"},
        {"limit": "1000"},
        {"cursor": "forged"},
        {"category": "a\0b"},
    ],
)
def test_what_cannot_be_a_filter_is_refused(query):
    answer = ask(**query)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(query)


@pytest.mark.parametrize("typed", ["' | & !", "::", "%_", "\u200c", "x" * 500, "ا" * 99])
def test_odd_words_break_nothing(typed):
    make_product(make_market())
    deliver_facts()
    assert ask(q=typed).status_code == 200
    assert ask("search/suggest/", q=typed).status_code == 200


@pytest.mark.parametrize("sort", ["newest", "price", "-price", "best_selling", "rating"])
def test_pages_show_every_product_once_even_where_all_are_equal(sort):
    market = make_market()
    for _ in range(7):
        make_product(market, price=1_000)
    deliver_facts()
    seen, link = [], f"/api/v1/products/?limit=3&sort={sort}"
    while link:
        page = APIClient().get(link).json()
        seen += [card["id"] for card in page["results"]]
        link = page["next"]
    assert len(seen) == len(set(seen)) == 7


def test_pages_of_words_show_every_product_once():
    market = make_market()
    for number in range(7):
        make_product(market, title=f"چراغ {number}")
    deliver_facts()
    seen, link = [], "/api/v1/products/?limit=3&q=چراغ"
    while link:
        page = APIClient().get(link).json()
        seen += [card["id"] for card in page["results"]]
        link = page["next"]
    assert len(seen) == len(set(seen)) == 7


def test_the_best_selling_come_first():
    market = make_market()
    plain, loved = make_product(market, title="ساده"), make_product(market, title="محبوب")
    deliver_facts()
    ListingRow.objects.filter(pk=loved.pk).update(sold_count=9)
    assert titles(sort="best_selling") == [loved.title, plain.title]


@pytest.mark.parametrize("query", [{}, {"q": "چراغ"}, {"category": "things"}, {"near": "35.7,51.4,30"}, {"q": "چراخ"}])
def test_a_list_costs_the_same_for_one_product_and_for_many(query):
    make_product(make_market(city="tehran"), title="چراغ")
    deliver_facts()
    for_one = statements("products/", **query)
    for _ in range(6):
        make_product(make_market(city="tehran"), title="چراغ")
    deliver_facts()
    assert len(titles(**query)) == 7
    assert statements("products/", **query) == for_one <= 4


def test_a_full_page_is_not_heavy():
    for number in range(24):
        make_product(
            make_market(name="فروشگاه بزرگ و معتبر شهر"), title=f"گوشی موبایل سامسونگ مدل گلکسی شماره {number}"
        )
    deliver_facts()
    assert len(ask().content) <= 25_000


def test_an_unchanged_list_is_not_sent_twice():
    make_product(make_market())
    deliver_facts()
    first = ask()
    again = APIClient().get("/api/v1/products/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert "public" in first["Cache-Control"]


def test_facets_count_what_each_choice_would_leave():
    make_attribute("color", {"red": "قرمز", "blue": "آبی"}, name="رنگ")
    market = make_market()
    make_product(market, attributes={"color": "red"}, brand="Alpha", price=2_000_000)
    make_product(market, attributes={"color": "blue"}, brand="Alpha", price=6_000_000)
    make_product(market, brand="Beta", price=6_000_000, category="others")
    deliver_facts()

    facets = {facet["code"]: facet for facet in ask("products/facets/", **{"attr[color]": "red"}).json()}

    assert facets["attr[color]"]["title"] == "رنگ"
    values = {one["value"]: (one["title"], one["count"], one["selected"]) for one in facets["attr[color]"]["values"]}
    assert values == {"red": ("قرمز", 1, True), "blue": ("آبی", 1, False)}
    assert {one["value"]: one["count"] for one in facets["brand"]["values"]} == {"alpha": 1}
    assert {one["value"]: one["count"] for one in facets["category"]["values"]} == {"things": 1}
    assert {one["value"] for one in facets["price"]["values"]} == {"1000000-5000000"}


def test_suggestions_name_products_categories_and_markets():
    make_category("lamps", "چراغ و لوستر")
    make_product(make_market(name="چراغ‌خانه"), title="چراغ مطالعه", category="lamps")
    deliver_facts()
    found = ask("search/suggest/", q="چراغ").json()
    assert [product["title"] for product in found["products"]] == ["چراغ مطالعه"]
    assert [category["slug"] for category in found["categories"]] == ["lamps"]
    assert [market["name"] for market in found["markets"]] == ["چراغ‌خانه"]
    assert ask("search/suggest/").json() == {"products": [], "categories": [], "markets": []}


@pytest.mark.parametrize("door", ["products/", "products/facets/"])
def test_more_attributes_than_anyone_narrows_by_are_refused(door):
    asked = {f"attr[colour{n}]": "blue" for n in range(11)}

    answer = APIClient().get(f"/api/v1/{door}", asked)

    assert answer.status_code == 400
    assert answer.json()["errors"]["attr"][0]["code"] == "too_many_values"
