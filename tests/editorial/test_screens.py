"""Screens of the apps: quick, small, and asked again for nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient
from wagtail.images.models import Image
from wagtail.models import PageViewRestriction

from commerce.shop.listing.services import rebuild_listing
from mobile.cache import kept
from mobile.models import AppScreen
from pages.models import ArticleIndexPage, ArticlePage, HomePage
from tests.editorial.conftest import CATEGORIES, HERO, MARKETS, rail
from tests.factories import make_category, make_market, make_product

Write = Callable[[HomePage, list[dict[str, Any]]], None]
SCREENS = "/api/v1/content/screens/"
PAGES = "/api/v1/content/pages/"


@pytest.fixture
def full_home(home: HomePage, write: Write) -> None:
    """As much as an editor can put on a home: every rail, full of long names."""
    for number in range(12):
        make_category(f"category-of-{number}", f"دستهٔ بسیار بلند شمارهٔ {number}")
    for number in range(12):
        market = make_market(name=f"فروشگاه بزرگ خانوادگی لالجین {number}", tagline="دست‌ساز و ماندگار " * 5)
        title = f"کوزهٔ سفالی دست‌ساز لعاب‌دار آبی فیروزه‌ای طرح سنتی بزرگ {number}"
        make_product(market, title=title, list_price=2_000_000)
    rebuild_listing()
    write(home, [HERO, CATEGORIES, *[rail(limit=10) for _ in range(5)], MARKETS, HERO])


def test_a_warm_screen_asks_the_database_nothing(
    api: APIClient, full_home: None, django_assert_num_queries: Callable[..., Any]
) -> None:
    first = api.get(SCREENS)
    with django_assert_num_queries(0):
        assert api.get(SCREENS).json() == first.json()


def test_a_screen_that_has_not_changed_is_not_sent_again(
    api: APIClient, full_home: None, django_assert_num_queries: Callable[..., Any]
) -> None:
    tag = api.get(SCREENS)["ETag"]
    with django_assert_num_queries(0):
        answer = api.get(SCREENS, headers={"if-none-match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_full_screen_is_small(api: APIClient, full_home: None) -> None:
    assert len(api.get(SCREENS).content) <= 40_000


def test_a_cold_screen_costs_one_statement_a_rail(
    api: APIClient, full_home: None, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(16):
        api.get(SCREENS)


def test_a_screen_says_who_may_keep_it(api: APIClient, full_home: None) -> None:
    answer = api.get(SCREENS)
    assert "public" in answer["Cache-Control"]
    assert {"Accept-Language", "Accept-Encoding"} <= set(answer["Vary"].replace(" ", "").split(","))


def test_an_english_phone_gets_english_prices(api: APIClient, full_home: None) -> None:
    def price(language: str) -> str:
        blocks = api.get(SCREENS, headers={"accept-language": language}).json()["blocks"]
        shown: str = blocks[2]["data"]["products"][0]["price"]["display"]
        return shown

    assert price("fa") == "۱۰۰٬۰۰۰ تومان"
    assert price("en") == "100,000 toman"
    assert price("fa") == "۱۰۰٬۰۰۰ تومان"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("screen=home&colour=blue", "colour"),
        ("app=courier", "app"),
        ("platform=fax", "platform"),
        ("app_version=three", "app_version"),
        ("screen=a%20b", "screen"),
    ],
)
def test_what_makes_no_sense_is_refused(api: APIClient, home: HomePage, query: str, field: str) -> None:
    answer = api.get(f"{SCREENS}?{query}")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {field}


def test_a_screen_nobody_made_is_not_found(api: APIClient, home: HomePage) -> None:
    answer = api.get(f"{SCREENS}?screen=deals")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_screen")


def test_an_editor_gives_a_screen_its_page(api: APIClient, home: HomePage, write: Write) -> None:
    deals = home.add_child(instance=ArticlePage(title="تخفیف‌ها", slug="deals"))
    write(deals, [HERO])
    AppScreen.objects.create(slug="deals", page=deals)
    assert [block["type"] for block in api.get(f"{SCREENS}?screen=deals").json()["blocks"]] == ["hero"]


def test_a_page_comes_as_blocks(api: APIClient, home: HomePage, write: Write) -> None:
    article = home.add_child(instance=ArticlePage(title="دربارهٔ ما", slug="درباره-ما", search_description="ما"))
    write(article, [HERO])
    for path in ("/درباره-ما/", "/%D8%AF%D8%B1%D8%A8%D8%A7%D8%B1%D9%87-%D9%85%D8%A7/"):
        told = api.get(PAGES, {"path": path}).json()
        assert (told["title"], told["path"], told["description"]) == ("دربارهٔ ما", "/درباره-ما/", "ما")
        assert told["published_at"]
        assert [block["type"] for block in told["blocks"]] == ["hero"]
    assert api.get(PAGES, {"path": "/"}).json()["title"] == home.title


def test_a_list_of_articles_comes_as_one_block(api: APIClient, home: HomePage, photograph: Image) -> None:
    articles = home.add_child(instance=ArticleIndexPage(title="خواندنی‌ها", slug="articles"))
    for title in ("چای", "سفال"):
        article = articles.add_child(instance=ArticlePage(title=title, slug=title, intro="کوتاه", cover=photograph))
        article.save_revision().publish()
    (block,) = api.get(PAGES, {"path": "/articles/"}).json()["blocks"]
    assert block["type"] == "article_list"
    newest = block["data"]["articles"][0]
    assert (newest["title"], newest["intro"], newest["cover"]["width"]) == ("سفال", "کوتاه", 960)
    assert api.get(PAGES, {"path": newest["path"]}).json()["title"] == "سفال"


def test_what_readers_may_not_see_apps_do_not_get(api: APIClient, home: HomePage, write: Write) -> None:
    secret = home.add_child(instance=ArticlePage(title="محرمانه", slug="secret"))
    write(secret, [HERO])
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    draft = home.add_child(instance=ArticlePage(title="پیش‌نویس", slug="draft", live=False))
    AppScreen.objects.create(slug="draft", page=draft)
    for address in (
        f"{PAGES}?path=/secret/",
        f"{PAGES}?path=/draft/",
        f"{PAGES}?path=/none/",
        f"{SCREENS}?screen=draft",
    ):
        assert api.get(address).status_code == 404


@pytest.mark.parametrize("path", ["", "home", "/a b/", "//evil.example/", "/a/?b=c"])
def test_a_path_is_a_path(api: APIClient, home: HomePage, path: str) -> None:
    assert api.get(PAGES, {"path": path}).status_code == 400


def test_an_old_answer_is_renewed_by_one_caller_and_served_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept("a", lambda: {"answer": 1}) == {"answer": 1}
    monkeypatch.setattr("mobile.cache.FRESH_SECONDS", -1)
    cache.clear()
    assert kept("a", lambda: {"answer": 1}) == {"answer": 1}

    def renewing() -> dict[str, Any]:
        assert kept("a", lambda: {"answer": 3}) == {"answer": 1}
        return {"answer": 2}

    assert kept("a", renewing) == {"answer": 2}


@pytest.mark.parametrize("path", ["/%00/", "/%ff/", "/%2500/"])
def test_a_path_that_no_page_can_have_is_not_there(home: HomePage, path: str) -> None:
    assert APIClient().get("/api/v1/content/pages/", {"path": path}).json()["code"] == "unknown_page"
