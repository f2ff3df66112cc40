"""The shape of a product's own page: the card of the lists, and all behind it."""

from typing import Any

from django.conf import settings

from commerce.foundation.core.money import Money
from commerce.foundation.core.pictures import public_url
from commerce.shop.catalogue.models import ProductImage
from commerce.shop.catalogue.selectors import Trait
from commerce.shop.listing.buy_box import REASONS, RankedOffer, in_stock
from commerce.shop.listing.cards import discount_percent, money, picture, product_card
from commerce.shop.listing.selectors.detail import ProductPage, Variant


def product_detail(page: ProductPage) -> dict[str, Any]:
    """A product with everything that a shopper decides by."""
    product = page.product
    return {
        **product_card(page.row),
        "description": product.description,
        "brand": {"slug": product.brand.slug, "name": product.brand.name} if product.brand else None,
        "categories": [{"slug": category.slug, "name": category.name} for category in page.categories],
        "images": [_image(image) for image in page.images],
        "attributes": [_trait(trait) for trait in page.traits],
        "variants": [_variant(variant) for variant in page.variants],
        "offers": [_offer(one) for one in page.offers],
        "questions_count": 0,
        "share_url": f"{settings.PUBLIC_URL}{product.get_absolute_url()}",
    }


def _variant(variant: Variant) -> dict[str, Any]:
    best = variant.offers[0].offer if variant.offers else None
    return {
        "id": variant.product.public_id,
        "title": variant.product.title,
        "attributes": [_trait(trait) for trait in variant.traits],
        "images": [_image(image) for image in variant.images],
        "offer": best.public_id if best else None,
        "price": money(best.price) if best else None,
        "list_price": money(best.list_price) if best else None,
        "in_stock": bool(best and in_stock(best)),
    }


def _offer(one: RankedOffer) -> dict[str, Any]:
    offer, market = one.offer, one.offer.partner.market
    price, list_price = int(offer.price), None if offer.list_price is None else int(offer.list_price)
    return {
        "id": offer.public_id,
        "variant": offer.product.public_id if offer.product.is_child else None,
        "market": {"handle": market.handle, "name": market.name},
        "price": Money(price),
        "list_price": money(list_price),
        "discount_percent": discount_percent(price, list_price),
        "in_stock": in_stock(offer),
        "dispatch_days": market.dispatch_days,
        "why": [{"code": code, "text": REASONS[code]} for code in one.why],
    }


def _image(image: ProductImage) -> dict[str, Any]:
    return {
        "id": image.public_id,
        "url": public_url(image.original.name),
        "caption": image.caption,
        "thumbnail": picture(image.thumbnail.name, image.thumbnail_width, image.thumbnail_height),
    }


def _trait(trait: Trait) -> dict[str, Any]:
    return {"code": trait.code, "title": trait.title, "value": trait.value, "text": trait.text}
