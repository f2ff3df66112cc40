"""The side menu: everybody sees the doors that open to them, and no others."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from dashboards.base.access import Standing, standing_of

# What Wagtail offers everybody and nobody here needs.
NEVER = frozenset({"help"})
ADMINISTRATIVE = frozenset({"reports", "settings"})


class DeskMenuItem(MenuItem):
    """A door of ours: shown to those whose standing opens it."""

    def __init__(self, label: Any, url: Any, *, shown: Callable[[Standing], bool], **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self.shown = shown

    def is_shown(self, request: HttpRequest) -> bool:
        return self.shown(standing_of(request))


def keep_what_opens(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take Wagtail's own doors away from those to whom the guard keeps them closed."""
    standing = standing_of(request)
    items[:] = [item for item in items if isinstance(item, DeskMenuItem) or _stock_is_shown(item, standing)]


def _stock_is_shown(item: MenuItem, standing: Standing) -> bool:
    if item.name in NEVER or not standing.is_staff:
        return False
    if item.name in ADMINISTRATIVE:
        return standing.is_administrator
    return standing.is_editor or standing.is_administrator


def keep_searches(request: HttpRequest, areas: list[Any]) -> None:
    """The search at the top looks through pages: for editors only."""
    if not standing_of(request).is_editor:
        areas.clear()


def without_users(request: HttpRequest, items: list[MenuItem]) -> None:
    """People are found under our own screens."""
    items[:] = [item for item in items if item.name != "users"]
