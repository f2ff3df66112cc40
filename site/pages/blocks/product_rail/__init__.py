from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from commerce.foundation.core.money import Money
from commerce.shop.listing.selectors import products_for_rail
from pages.blocks.base import Data, ScreenBlock
from pages.choosers import CategoryChooserBlock, MarketChooserBlock, ProductChooserBlock
from pages.reading import Reader

SOURCES = [
    ("newest", _("Newest")),
    ("best_selling", _("Best selling")),
    ("discounted", _("Discounted")),
    ("category", _("Of a category")),
    ("market", _("Of a market")),
    ("manual", _("Chosen by hand")),
]
MOST = 10
ASKED_BY_SOURCE = {"category": "category", "market": "market", "manual": "products"}


class ProductRailBlock(ScreenBlock):
    """A row of products, live: prices and stock are those of the moment."""

    most_on_a_page = 5

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    source = blocks.ChoiceBlock(label=_("Which products"), choices=SOURCES, default="newest")
    category = CategoryChooserBlock(label=_("Category"), required=False)
    market = MarketChooserBlock(label=_("Market"), required=False)
    products = blocks.ListBlock(
        ProductChooserBlock(), label=_("Products"), required=False, default=[], max_num=MOST, collapsed=True
    )
    limit = blocks.IntegerBlock(label=_("How many"), min_value=2, max_value=MOST, default=8)

    class Meta:
        label = _("Product rail")
        icon = "list-ul"
        template = "pages/blocks/product_rail/product_rail.html"
        description = _("A row of products: the newest, the best selling, of a category or market, or your own choice.")
        preview_value = {"title": "تازه رسیده‌ها", "source": "newest", "limit": 6}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        asked = ASKED_BY_SOURCE.get(cleaned["source"])
        if asked and not cleaned[asked]:
            message = _("Choose what this rail shows.")
            raise blocks.StructBlockValidationError(block_errors={asked: ValidationError(message, code="required")})
        return cleaned

    def api_data(self, value: Any, reader: Reader) -> Data:
        category = value["category"] if value["source"] == "category" else None
        return {
            "title": value["title"],
            "source": value["source"],
            "products": [_plain(product, reader) for product in _products(value)],
            "more": category.get_absolute_url() if category else None,
        }


def _products(value: Any) -> list[dict[str, Any]]:
    category, market = value["category"], value["market"]
    return products_for_rail(
        source=value["source"],
        limit=value["limit"],
        category=category.slug if category else "",
        market=market.handle if market else "",
        products=[product.public_id for product in value["products"] if product],
    )


def _plain(product: dict[str, Any], reader: Reader) -> dict[str, Any]:
    return {
        name: value.as_json(reader.language) if isinstance(value, Money) else value for name, value in product.items()
    }
