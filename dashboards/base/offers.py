"""Offers as they are chosen: the product, its variant, the market, the price of now."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from commerce.foundation.core.text import spellings
from commerce.shop.partner.models import StockRecord
from dashboards.base.pickers import MOST_FOUND, Choice, Picker
from dashboards.base.templatetags.asoud import toman


def picker_of(offers: Callable[[], "QuerySet[Any]"]) -> Picker:
    """A picker over some offers: by a few letters of the product, or by the public id of the offer."""

    def rows() -> "QuerySet[Any]":
        return (
            offers().select_related("product__parent", "partner__market").order_by("product__parent", "product", "pk")
        )

    def find(typed: str) -> list[Choice]:
        named = StockRecord.objects.naming(spellings(typed)).values("pk")
        return [choice_of(offer) for offer in rows().filter(Q(pk__in=named) | Q(public_id=typed))[:MOST_FOUND]]

    def read(typed: Sequence[str]) -> dict[str, Choice]:
        return {offer.public_id: choice_of(offer) for offer in rows().filter(public_id__in=typed)}

    return Picker(find, read)


def choice_of(offer: Any) -> Choice:
    """An offer by its product and variant, with its market and price beside it."""
    product = offer.product
    title = f"{product.parent.title} · {product.title}" if product.parent else product.title
    note = offer.partner.market.name
    return Choice(offer.public_id, title, f"{note} · {toman(offer.price)}" if offer.price is not None else note)
