"""Which page fills a screen or stands at a path, and what an app gets of it."""

import hashlib
import json
from typing import Any

from wagtail.models import Page, Site

from mobile.errors import UnknownPage, UnknownScreen
from mobile.models import AppScreen
from pages.reading import Reader

HOME = "home"


def screen(*, slug: str, reader: Reader) -> dict[str, Any]:
    """A screen of an app: the blocks of the page that fills it."""
    return _told(_page_of_screen(slug).blocks_for(reader))


def page_at(*, path: str, reader: Reader) -> dict[str, Any]:
    """A public page of the site as an app shows it."""
    # A path may be quoted twice, and PostgreSQL cannot be asked about a NUL.
    page = None if "\0" in path else _live_page(url_path=_root_page().url_path.rstrip("/") + path)
    if page is None or not hasattr(page, "blocks_for"):
        raise UnknownPage()
    return {
        "title": page.title,
        "path": path,
        "description": page.search_description,
        "published_at": page.first_published_at.isoformat() if page.first_published_at else None,
        **_told(page.blocks_for(reader)),
    }


def _page_of_screen(slug: str) -> Any:
    chosen = AppScreen.objects.filter(slug=slug).values_list("page_id", flat=True).first()
    if chosen is None and slug == HOME:
        chosen = _root_page().pk
    page = _live_page(pk=chosen) if chosen else None
    if page is None or not hasattr(page, "blocks_for"):
        raise UnknownScreen()
    return page


def _root_page() -> Page:
    return Site.objects.select_related("root_page").get(is_default_site=True).root_page


def _live_page(**place: Any) -> Any:
    return Page.objects.live().public().filter(**place).specific().first()


def _told(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Blocks under a version that changes exactly when they do."""
    text = json.dumps(blocks, sort_keys=True, ensure_ascii=False)
    return {"version": hashlib.blake2b(text.encode(), digest_size=8).hexdigest(), "blocks": blocks}
