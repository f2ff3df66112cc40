"""`{% load site %}`: what every page of the site shows around and between its own things."""

from typing import Any

from django import template
from django.core.cache import cache

from commerce.shop.listing.selectors import categories_for_grid

register = template.Library()

MENU_SECONDS = 60
MENU_LENGTH = 9


@register.inclusion_tag("site/picture.html")
def picture(shown: dict[str, Any], *, sizes: str = "100vw", eager: bool = False) -> dict[str, Any]:
    """A picture in its widths; one that is seen first is not lazy."""
    return {"shown": shown, "sizes": sizes, "eager": eager}


@register.simple_tag
def main_categories() -> list[dict[str, Any]]:
    """The main categories, for the menu."""
    return cache.get_or_set("site.menu", _main_categories, MENU_SECONDS) or []


def _main_categories() -> list[dict[str, Any]]:
    return categories_for_grid(limit=MENU_LENGTH)
