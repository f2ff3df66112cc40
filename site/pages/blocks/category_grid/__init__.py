from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from commerce.shop.catalogue.models import Category
from commerce.shop.listing.cards import category_card
from commerce.shop.listing.selectors import categories_for_grid
from pages.blocks.base import Data, ScreenBlock
from pages.choosers import CategoryChooserBlock
from pages.reading import Reader

MOST = 12


class CategoryGridBlock(ScreenBlock):
    """Doors into the category tree."""

    most_on_a_page = 3

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=60)
    categories = blocks.ListBlock(
        CategoryChooserBlock(),
        label=_("Categories"),
        default=[],
        max_num=MOST,
        help_text=_("Leave empty for all main categories."),
    )

    class Meta:
        label = _("Category grid")
        icon = "grip"
        template = "pages/blocks/category_grid/category_grid.html"
        description = _("Tiles that lead to categories.")
        preview_value = {"title": "دسته‌ها", "categories": []}

    def api_data(self, value: Any, reader: Reader) -> Data:
        return {
            "title": value["title"],
            "categories": _tiles([category for category in value["categories"] if category]),
        }


def _tiles(chosen: list[Category]) -> list[Data]:
    if not chosen:
        return categories_for_grid(limit=MOST)
    return [category_card(category) for category in chosen if category.is_public and category.ancestors_are_public]
