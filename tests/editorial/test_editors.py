"""Marketing works in the dashboard: on pages and pictures, and nowhere else."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from pages.models import ArticlePage, HomePage
from pages.services import MARKETING_EDITORS, ensure_marketing_editors, install_home
from tests.dashboards.desk import desk_of
from tests.factories import make_category, make_market, make_member, make_product


@pytest.fixture
def vendor(home: HomePage) -> Client:
    """Someone inside the admin who has no business with pages."""
    return desk_of(make_member(make_market(), role="manager"))


def form_of(title: str, **action: str) -> dict[str, Any]:
    hero = {"title": title, "text": "", "image": {"image": "", "alt_text": ""}, "link": {"label": "", "address": ""}}
    told: dict[str, Any] = nested_form_data(
        {"title": "آسود", "slug": "home", "body": streamfield([("hero", hero)]), "comments": NO_COMMENTS, **action}
    )
    return told


NO_COMMENTS = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}


def test_an_editor_changes_the_home_page_and_publishes(editor: Client, home: HomePage) -> None:
    page = reverse("wagtailadmin_pages:edit", args=[home.pk])
    assert editor.get(page).status_code == 200
    saved = editor.post(page, form_of("شب یلدا", **{"action-publish": "1"}))
    assert saved.status_code == 302
    assert "شب یلدا" in Client().get("/").text


def test_a_mistake_is_said_at_the_field(editor: Client, home: HomePage) -> None:
    page = reverse("wagtailadmin_pages:edit", args=[home.pk])
    form = form_of("شب یلدا", **{"action-publish": "1"})
    form["body-0-value-link-label"] = "برو"
    answer = editor.post(page, form)
    assert answer.status_code == 200
    home.refresh_from_db()
    assert len(home.body) == 0


@pytest.mark.parametrize(("mode", "words"), [("", "<h2"), ("app", "&quot;type&quot;: &quot;hero&quot;")])
def test_an_editor_sees_a_draft_as_browser_and_app_will(editor: Client, home: HomePage, mode: str, words: str) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[home.pk])
    assert editor.post(address, form_of("پیش‌نویس")).json()["is_valid"]
    shown = editor.get(f"{address}?mode={mode}")
    assert shown.status_code == 200
    assert "پیش‌نویس" in shown.text
    assert words in shown.text


def test_an_editor_writes_an_article(editor: Client, home: HomePage) -> None:
    form = nested_form_data(
        {
            "title": "راهنمای خرید چای",
            "slug": "tea",
            "intro": "کوتاه",
            "body": streamfield([("text", {"text": rich_text("<p>بهاره بهتر است.</p>")})]),
            "comments": NO_COMMENTS,
            "action-publish": "1",
        }
    )
    answer = editor.post(reverse("wagtailadmin_pages:add", args=["pages", "articlepage", home.pk]), form)
    assert answer.status_code == 302
    assert ArticlePage.objects.get(slug="tea").live
    assert "بهاره بهتر است" in Client().get("/tea/").text


@pytest.mark.parametrize("kind", ["product", "category", "market"])
def test_an_editor_chooses_from_what_shoppers_see(editor: Client, kind: str) -> None:
    market = make_market(name="سفال لالجین")
    make_market(name="سفال بسته", published=False)
    make_product(market, title="سفال آبی", category="kitchen")
    make_product(market, title="سفال پنهان", category="kitchen", is_public=False)
    category = make_category("pottery", "سفال خانه")
    shown = editor.get(reverse(f"choose_{kind}:choose_results"), {"q": "سفال"}).text
    hidden = {"product": "سفال پنهان", "market": "سفال بسته", "category": "نیست"}[kind]
    found = {"product": "سفال آبی", "market": "سفال لالجین", "category": category.name}[kind]
    assert found in shown
    assert hidden not in shown


@pytest.mark.parametrize("kind", ["product", "category", "market"])
@pytest.mark.parametrize("view", ["choose", "choose_results", "chosen_multiple"])
def test_a_vendor_does_not_choose_for_pages(vendor: Client, kind: str, view: str) -> None:
    assert vendor.get(reverse(f"choose_{kind}:{view}")).status_code in {302, 403, 404}


def test_a_vendor_does_not_edit_pages(vendor: Client, home: HomePage) -> None:
    assert vendor.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code in {302, 403, 404}


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"])
def test_an_editor_has_no_business_with_people_and_sites(editor: Client, name: str) -> None:
    assert editor.get(reverse(name)).status_code in {302, 403, 404}


def test_the_page_menu_leads_to_what_the_app_gets(editor: Client, home: HomePage) -> None:
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    address = f"{reverse('content:page')}?path=/"
    assert address in page.text
    assert Client().get(address).json()["title"] == "آسود"


def test_the_group_of_editors_is_made_once(db: None) -> None:
    home = install_home()
    before = rights_of_group()
    ensure_marketing_editors(home=home)
    assert rights_of_group() == before


def rights_of_group() -> str:
    group = Group.objects.get(name=MARKETING_EDITORS)
    pages = group.page_permissions.values_list("permission__codename", "page__title").order_by("pk")
    media = group.collection_permissions.values_list("permission__codename", flat=True).order_by("pk")
    return json.dumps([list(pages), list(media), list(group.permissions.values_list("codename", flat=True))])


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "program.js"])
@pytest.mark.parametrize("door", ["wagtaildocs:add", "wagtaildocs_chooser:create", "wagtailimages:add"])
def test_what_a_browser_could_run_is_not_taken(editor: Client, door: str, name: str) -> None:
    evil = SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    root = Collection.get_first_root_node().pk
    form = {"title": "سند", "file": evil, "collection": root}
    editor.post(reverse(door), {**form, **{f"document-chooser-upload-{field}": value for field, value in form.items()}})
    assert not Document.objects.exists()
    assert not Image.objects.exists()


def test_a_document_is_a_pdf_with_an_address(editor: Client) -> None:
    paper = SimpleUploadedFile("terms.pdf", b"%PDF-1.4")
    root = Collection.get_first_root_node().pk
    editor.post(reverse("wagtaildocs:add"), {"title": "شرایط", "file": paper, "collection": root})
    assert Document.objects.get().url in editor.get(reverse("wagtaildocs:index")).text


@pytest.mark.parametrize("kind", ["pages", "images", "documents"])
def test_the_page_explorer_gets_its_lists(editor: Client, home: HomePage, kind: str) -> None:
    answer = editor.get(f"/dashboard/api/main/{kind}/", {"limit": 5})

    assert answer.status_code == 200
    assert "items" in answer.json()
    assert Client().get(f"/dashboard/api/main/{kind}/").status_code in {302, 401, 403}
