"""Marketing edits the home page; the web page and the app show it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient
from wagtail.images.models import Image
from wagtail.models import Page, Site

from commerce.shop.listing.services import rebuild_listing
from pages.models import HomePage
from pages.services import install_home
from tests.editorial.conftest import CATEGORIES, HERO, MARKETS, PROSE, rail
from tests.factories import make_category, make_market, make_product

Write = Callable[[HomePage, list[dict[str, Any]]], None]
SCREEN = "/api/v1/content/screens/?screen=home&app=shopper&platform=android&app_version=3.2"


@pytest.fixture
def shop(home: HomePage, write: Write) -> None:
    """A home with one block of every kind, and things on sale."""
    make_category("kitchen", "آشپزخانه")
    market = make_market(name="سفال لالجین")
    make_product(market, title="کوزهٔ آبی", price=1_250_000, list_price=1_500_000, category="kitchen")
    rebuild_listing()
    write(home, [HERO, CATEGORIES, rail(), MARKETS, PROSE])


def data_of(api: APIClient, kind: str, address: str = SCREEN) -> dict[str, Any]:
    blocks = api.get(address).json()["blocks"]
    data: dict[str, Any] = next(block["data"] for block in blocks if block["type"] == kind)
    return data


def test_the_home_page_is_persian_and_reads_from_the_right(client: Client, shop: None) -> None:
    page = client.get("/", headers={"accept-language": "en-US"})
    assert page.status_code == 200
    assert '<html lang="fa" dir="rtl">' in page.text
    for words in ("جشنوارهٔ پاییز", "آشپزخانه", "کوزهٔ آبی", "۱۲۵٬۰۰۰ تومان", "سفال لالجین", "یک سبد"):
        assert words in page.text


def test_the_app_gets_what_the_web_shows(client: Client, api: APIClient, shop: None) -> None:
    page = client.get("/").text
    blocks = api.get(SCREEN).json()["blocks"]
    assert [block["type"] for block in blocks] == ["hero", "category_grid", "product_rail", "market_rail", "text"]
    assert all(block["id"] and block["schema"] == 1 for block in blocks)
    hero, categories, products, markets, text = (block["data"] for block in blocks)
    assert hero["title"] in page
    assert categories["categories"][0]["name"] in page
    assert products["products"][0]["title"] in page
    assert products["products"][0]["price"]["display"] in page
    assert markets["markets"][0]["name"] in page
    assert text["html"] in page


def test_a_product_in_a_rail_is_the_product_of_the_list(api: APIClient, shop: None) -> None:
    listed = api.get("/api/v1/products/").json()["results"]
    assert data_of(api, "product_rail")["products"] == listed


def test_an_edit_shows_on_the_web_and_in_the_app(
    client: Client,
    api: APIClient,
    shop: None,
    home: HomePage,
    write: Write,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    before = api.get(SCREEN).json()["version"]
    with django_capture_on_commit_callbacks(execute=True):
        write(home, [{**HERO, "value": {**HERO["value"], "title": "شب یلدا"}}])
    assert "شب یلدا" in client.get("/").text
    after = api.get(SCREEN).json()
    assert after["blocks"][0]["data"]["title"] == "شب یلدا"
    assert after["version"] != before


def test_a_draft_shows_nowhere(client: Client, api: APIClient, shop: None, home: HomePage) -> None:
    home.title = "پیش‌نویس"
    home.body = "[]"
    home.save_revision()
    assert "جشنوارهٔ پاییز" in client.get("/").text
    assert data_of(api, "hero")["title"] == "جشنوارهٔ پاییز"


def test_pictures_say_their_size_and_wait_for_their_turn(
    client: Client, api: APIClient, home: HomePage, write: Write, photograph: Image
) -> None:
    shown = {"image": photograph.pk, "decorative": False, "alt_text": "کارگاه سفال"}
    write(home, [HERO, {"type": "picture", "value": {"image": shown, "caption": "لالجین"}}])
    told = data_of(api, "picture")["image"]
    assert (told["width"], told["height"], told["alt"]) == (960, 533, "کارگاه سفال")
    assert [source["width"] for source in told["sources"]] == [480, 960, 1600]
    page = client.get("/").text
    assert 'width="960" height="533" alt="کارگاه سفال" loading="lazy"' in page


def test_a_button_to_a_page_that_is_gone_is_left_out(api: APIClient, home: HomePage, write: Write) -> None:
    article = home.add_child(instance=Page(title="رفته", slug="gone"))
    write(home, [{**HERO, "value": {**HERO["value"], "link": {"label": "برو", "page": article.pk, "address": ""}}}])
    article.unpublish()
    assert data_of(api, "hero")["link"] is None


def test_a_rail_may_be_of_a_category_a_market_or_a_choice(api: APIClient, home: HomePage, write: Write) -> None:
    pottery, tools = make_market(name="سفال"), make_market(name="ابزار")
    jug = make_product(pottery, title="کوزه", category="kitchen")
    drill = make_product(tools, title="دریل", category="tools")
    bowl = make_product(pottery, title="کاسه", category="kitchen", list_price=2_000_000)
    rebuild_listing()
    category = make_category("tools")
    for block, titles in [
        (rail("category", category=category.pk), ["دریل"]),
        (rail("market", market=pottery.pk), ["کاسه", "کوزه"]),
        (rail("manual", products=[drill.pk, jug.pk]), ["دریل", "کوزه"]),
        (rail("discounted"), ["کاسه"]),
        (rail("newest", limit=2), ["کاسه", "دریل"]),
    ]:
        write(home, [block])
        shown = home.blocks_for_app()[0]["data"]["products"]
        assert [product["title"] for product in shown] == titles
    assert bowl.pk


def test_the_home_page_is_installed_once(db: None) -> None:
    first = install_home()
    again = install_home()
    assert first.pk == again.pk
    assert HomePage.objects.count() == 1
    assert Site.objects.get(is_default_site=True).root_page_id == first.pk
