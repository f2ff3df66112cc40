"""Ctrl+K: one box that finds screens, orders, products, markets and people, each only what this person may see."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem, SubmenuMenuItem, admin_menu

from commerce.foundation.core.registries import Registry
from commerce.foundation.core.text import clean_text, fold, to_ascii_digits

SHORTEST = 2
MOST_SCREENS = 8
MOST_ROWS = 5


@dataclass(frozen=True)
class Hit:
    """One line of the palette."""

    group: str
    title: str
    url: str
    note: str = ""


# What the palette looks through beside the menu: `name -> search(request, typed)`.
palette_searches: Registry[Callable[[HttpRequest, str], Iterable[Hit]]] = Registry("palette search")


def palette(request: HttpRequest) -> JsonResponse:
    """Screens and rows that fit what is typed."""
    typed = to_ascii_digits(clean_text(request.GET.get("q", "")))[:60]
    hits = list(_screens(request, typed))[:MOST_SCREENS]
    if len(typed) >= SHORTEST:
        for _name, search in palette_searches.items():
            hits.extend(search(request, typed))
    return JsonResponse({"hits": [asdict(hit) for hit in hits]})


def _screens(request: HttpRequest, typed: str) -> Iterable[Hit]:
    wanted = fold(typed)
    for label, url in _menu(admin_menu.menu_items_for_request(request), request):
        if wanted in fold(label):
            yield Hit(group=_("Screens"), title=label, url=url)


def _menu(items: Iterable[MenuItem], request: HttpRequest) -> Iterable[tuple[str, str]]:
    for item in items:
        if isinstance(item, SubmenuMenuItem):
            yield from _menu(item.menu.menu_items_for_request(request), request)
        elif item.url:
            yield str(item.label), str(item.url)
