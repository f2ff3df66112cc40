"""What somebody may mean while they still type."""

from dataclasses import dataclass

from django.db.models import F, Q

from commerce.foundation.core.fields import key_holds
from commerce.foundation.core.text import fold, spellings
from commerce.shop.catalogue.models import Category
from commerce.shop.listing.models import ListingRow
from commerce.shop.listing.selectors.products import worded
from commerce.shop.markets.models import Market

MOST_PRODUCTS = 8
MOST_OTHERS = 5


@dataclass(frozen=True)
class Suggestions:
    products: list[ListingRow]
    categories: list[Category]
    markets: list[Market]


def suggest(typed: str) -> Suggestions:
    """Products, categories and markets by the beginning of their words, tolerant of spelling and mistakes."""
    if not typed:
        return Suggestions([], [], [])
    products = worded(ListingRow.objects.all(), typed).order_by(F("relevance").desc(), "-sold_count", "-pk").for_cards()
    return Suggestions(list(products[:MOST_PRODUCTS]), _categories(typed), _markets(typed))


def _categories(typed: str) -> list[Category]:
    visible = Category.objects.filter(is_public=True, ancestors_are_public=True)
    return list(visible.filter(_meant(typed)).order_by("depth", "path")[:MOST_OTHERS])


def _markets(typed: str) -> list[Market]:
    markets = Market.objects.live().select_related("city__province").filter(_meant(typed))
    return list(markets.order_by("name", "pk")[:MOST_OTHERS])


def _meant(typed: str) -> Q:
    """Keys that hold what was typed, or nearly hold it."""
    return key_holds(spellings(typed)) | Q(search_key__trigram_word_similar=fold(typed))
