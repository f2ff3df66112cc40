"""Products and offers as their vendor reads them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from commerce.foundation.core.actors import Tenant
from commerce.foundation.core.money import Money
from commerce.foundation.core.pictures import public_url
from commerce.shop.catalogue.models import Product, ProductImage
from commerce.shop.catalogue.selectors import Trait, images_of, traits_of
from commerce.shop.partner.models import StockRecord
from commerce.shop.partner.selectors import own_offers_for


def own_offer_row(offer: StockRecord) -> dict[str, Any]:
    """An offer with its stock; asks for `product__parent` to be at hand."""
    return {
        "id": offer.public_id,
        "product": offer.product.public_id,
        "title": _full_title(offer.product),
        "price": Money(int(offer.price)),
        "list_price": None if offer.list_price is None else Money(int(offer.list_price)),
        "stock": offer.num_in_stock,
        "held": offer.num_allocated,
        "available": offer.available,
        "sku": offer.partner_sku,
        "is_active": offer.is_active,
    }


def own_product_rows(products: Sequence[Product], tenant: Tenant) -> list[dict[str, Any]]:
    """Products with the market's offers for them, by two statements for all."""
    ids = [product.pk for product in products]
    offers, images = _offers_by_head(ids, tenant), images_of(ids)
    return [_row(product, images[product.pk], offers[product.pk]) for product in products]


def own_product_page(product: Product, tenant: Tenant) -> dict[str, Any]:
    """All that a vendor may change of a product."""
    variants = list(Product.objects.filter(parent=product).order_by("pk"))
    ids = [product.pk, *(variant.pk for variant in variants)]
    images, traits = images_of([product.pk])[product.pk], traits_of(ids)
    return {
        **_row(product, images, _offers_by_head([product.pk], tenant)[product.pk]),
        "description": product.description,
        "product_class": product.product_class.slug,
        "brand": product.brand.name if product.brand else "",
        "barcode": product.upc or "",
        "tax_class": product.tax_class,
        "categories": list(product.categories.order_by("path").values_list("slug", flat=True)),
        "attributes": _values(traits[product.pk]),
        "images": [_image(image) for image in images],
        "variants": [_variant(variant, traits[variant.pk]) for variant in variants],
    }


def _row(product: Product, images: Sequence[ProductImage], offers: Sequence[StockRecord]) -> dict[str, Any]:
    return {
        "id": product.public_id,
        "title": product.title,
        "kind": product.kind,
        "is_public": product.is_public,
        "thumbnail": public_url(images[0].thumbnail.name) or None if images else None,
        "offers": [own_offer_row(offer) for offer in offers],
    }


def _variant(variant: Product, traits: Sequence[Trait]) -> dict[str, Any]:
    return {
        "id": variant.public_id,
        "title": variant.title,
        "barcode": variant.upc or "",
        "attributes": _values(traits),
        "is_public": variant.is_public,
    }


def _offers_by_head(ids: Sequence[int], tenant: Tenant) -> dict[int, list[StockRecord]]:
    offers: dict[int, list[StockRecord]] = defaultdict(list)
    for offer in own_offers_for(ids, market=tenant.ref):
        offers[offer.product.parent_id or offer.product_id].append(offer)
    return offers


def _full_title(product: Product) -> str:
    return f"{product.parent.title}، {product.title}" if product.parent else product.title


def _values(traits: Sequence[Trait]) -> dict[str, str]:
    return {trait.code: trait.value for trait in traits}


def _image(image: ProductImage) -> dict[str, Any]:
    return {
        "id": image.public_id,
        "url": public_url(image.original.name),
        "thumbnail": public_url(image.thumbnail.name),
        "caption": image.caption,
    }
