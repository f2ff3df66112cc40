"""The editor's screens speak Persian to the last label, and lead to no other host."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Site

from pages.models import HomePage
from tests.dashboards.desk import staff_desk_of
from tests.editorial.conftest import CATEGORIES, HERO, MARKETS, PROSE, Stream, rail
from tests.factories import make_user

SPOKEN = {"alt", "aria-label", "placeholder", "title", "aria-description", "data-w-dialog-title"}
# Names of formats, keys, files, hosts and languages, which Persian writes in Latin letters too.
LATIN_IN_PERSIAN = re.compile(
    r"\b(API|CSV|AVIF|GIF|ID|JPE?G|JSON|PNG|TSV|URL|WEBP|XLSX|Enter|English|home|localhost|\w+\.jpg|pages\.\w+)\b", re.I
)
HIDDEN = re.compile(r"<div[^>]* hidden>[^<]*</div>")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
REMOTE = re.compile(r"(?:href|src|action)=[\"']?((?:https?:)?//[^\"'> ]+)")


class Words(HTMLParser):
    """What a person reads or a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style", "code", "kbd"}
        self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style", "code", "kbd"}

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.said.append(data.strip())


def english_in(html: str) -> list[str]:
    words = Words()
    words.feed(HIDDEN.sub("", html))
    return [said for said in words.said if ENGLISH.search(LATIN_IN_PERSIAN.sub("", said))]


SCREENS: dict[str, Callable[[HomePage, Image], str]] = {
    "explorer": lambda home, image: reverse("wagtailadmin_explore", args=[home.pk]),
    "editor": lambda home, image: reverse("wagtailadmin_pages:edit", args=[home.pk]),
    "new page": lambda home, image: reverse("wagtailadmin_pages:add_subpage", args=[home.pk]),
    "history": lambda home, image: reverse("wagtailadmin_pages:history", args=[home.pk]),
    "usage": lambda home, image: reverse("wagtailadmin_pages:usage", args=[home.pk]),
    "copy": lambda home, image: reverse("wagtailadmin_pages:copy", args=[home.pk]),
    "move": lambda home, image: reverse("wagtailadmin_pages:move", args=[home.pk]),
    "unpublish": lambda home, image: reverse("wagtailadmin_pages:unpublish", args=[home.pk]),
    "delete": lambda home, image: reverse("wagtailadmin_pages:delete", args=[home.pk]),
    "page chooser": lambda home, image: reverse("wagtailadmin_choose_page"),
    "images": lambda home, image: reverse("wagtailimages:index"),
    "image": lambda home, image: reverse("wagtailimages:edit", args=[image.pk]),
    "image upload": lambda home, image: reverse("wagtailimages:add_multiple"),
    "image chooser": lambda home, image: reverse("wagtailimages_chooser:choose"),
    "image format": lambda home, image: reverse("wagtailimages_chooser:select_format", args=[image.pk]),
    "documents": lambda home, image: reverse("wagtaildocs:index"),
    "document upload": lambda home, image: reverse("wagtaildocs:add_multiple"),
    "document chooser": lambda home, image: reverse("wagtaildocs_chooser:choose"),
    "snippets": lambda home, image: reverse("wagtailsnippets:index"),
    "screens": lambda home, image: reverse("wagtailsnippets_mobile_appscreen:list"),
    "new screen": lambda home, image: reverse("wagtailsnippets_mobile_appscreen:add"),
    "redirects": lambda home, image: reverse("wagtailredirects:index"),
    "new redirect": lambda home, image: reverse("wagtailredirects:add"),
    "redirects import": lambda home, image: reverse("wagtailredirects:start_import"),
    "site": lambda home, image: reverse("wagtailsites:edit", args=[Site.objects.get().pk]),
    "collections": lambda home, image: reverse("wagtailadmin_collections:index"),
    "new collection": lambda home, image: reverse("wagtailadmin_collections:add"),
    "workflows": lambda home, image: reverse("wagtailadmin_workflows:index"),
    "workflow tasks": lambda home, image: reverse("wagtailadmin_workflows:task_index"),
    "locked pages": lambda home, image: reverse("wagtailadmin_reports:locked_pages"),
    "workflow report": lambda home, image: reverse("wagtailadmin_reports:workflow"),
    "site history": lambda home, image: reverse("wagtailadmin_reports:site_history"),
    "aging pages": lambda home, image: reverse("wagtailadmin_reports:aging_pages"),
    "page types": lambda home, image: reverse("wagtailadmin_reports:page_types_usage"),
    "account": lambda home, image: reverse("wagtailadmin_account"),
    "page search": lambda home, image: reverse("wagtailadmin_pages:search") + "?q=x",
}


@pytest.fixture
def administrator(home: HomePage) -> Client:
    return staff_desk_of(make_user(is_staff=True, is_superuser=True, first_name="مدیر", last_name="سکو"))


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_speaks_persian_and_leads_nowhere_else(
    screen: str, administrator: Client, home: HomePage, photograph: Image, write: Callable[[HomePage, Stream], None]
) -> None:
    write(home, [HERO, PROSE, CATEGORIES, MARKETS, rail()])
    answer = administrator.get(SCREENS[screen](home, photograph))
    assert answer.status_code == 200
    html = answer.json()["html"] if answer["Content-Type"].startswith("application/json") else answer.text
    assert not english_in(html)
    assert not REMOTE.findall(html)
