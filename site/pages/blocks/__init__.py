"""Blocks of a page. A new one is a folder beside these and one line here."""

from typing import Any

from django.utils.module_loading import import_string
from wagtail import blocks

from pages.blocks.base import ScreenBlock

REGISTERED = {
    "hero": "pages.blocks.hero.HeroBlock",
    "text": "pages.blocks.text.TextBlock",
    "picture": "pages.blocks.picture.PictureBlock",
    "product_rail": "pages.blocks.product_rail.ProductRailBlock",
    "category_grid": "pages.blocks.category_grid.CategoryGridBlock",
    "market_rail": "pages.blocks.market_rail.MarketRailBlock",
}


class ScreenStream(blocks.StreamBlock):
    """Every registered block, in the order of the registry."""

    def __init__(self, local_blocks: Any = (), **kwargs: Any) -> None:
        registered = [(name, import_string(path)()) for name, path in REGISTERED.items()]
        super().__init__([*registered, *local_blocks], **kwargs)

    class Meta:
        block_counts = {name: {"max_num": import_string(path).most_on_a_page} for name, path in REGISTERED.items()}


def as_data(stream: Any, reader: Any) -> list[dict[str, Any]]:
    """A stream as the API tells it: `[{id, type, schema, data}]`."""
    return [
        {
            "id": bound.id,
            "type": bound.block_type,
            "schema": bound.block.schema,
            "data": bound.block.api_data(bound.value, reader),
        }
        for bound in stream
    ]


__all__ = ["REGISTERED", "ScreenBlock", "ScreenStream", "as_data"]
