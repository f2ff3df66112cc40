from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from commerce.shop.catalogue.models import Category
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
        chosen = [category for category in value["categories"] if category and category.is_public]
        return {"title": value["title"], "categories": [_tile(category) for category in chosen or _main_categories()]}


def _main_categories() -> list[Any]:
    return list(Category.objects.filter(depth=1, is_public=True).order_by("path")[:MOST])


def _tile(category: Category) -> Data:
    return {
        "slug": category.slug,
        "title": category.name,
        "image": category.image.url if category.image else None,
        "url": category.get_absolute_url(),
    }
