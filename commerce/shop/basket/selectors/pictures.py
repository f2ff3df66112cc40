"""The small picture of each product in a cart; a variant without one shows its parent's."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from commerce.shop.catalogue.models import Product, ProductImage


@dataclass(frozen=True, slots=True)
class Picture:
    """A thumbnail as lists show it."""

    url: str
    width: int | None
    height: int | None

    def as_json(self) -> dict[str, Any]:
        """The picture as the API writes it."""
        return asdict(self)


def pictures_of(*, products: Sequence[Product]) -> dict[int, Picture]:
    """Product id → its first picture, in one query."""
    if not products:
        return {}
    wanted = {pk for product in products for pk in (product.pk, product.parent_id) if pk}
    first = ProductImage.objects.filter(product__in=wanted).order_by("product_id", "display_order", "pk")
    found = {image.product_id: _picture(image) for image in first.distinct("product_id")}
    chosen = {product.pk: found.get(product.pk) or found.get(product.parent_id or 0) for product in products}
    return {pk: picture for pk, picture in chosen.items() if picture}


def _picture(image: ProductImage) -> Picture | None:
    if image.thumbnail:
        return Picture(image.thumbnail.url, image.thumbnail_width, image.thumbnail_height)
    return Picture(image.original.url, None, None) if image.original else None
