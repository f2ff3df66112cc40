"""A product's pictures: the first is the one that lists show."""

from collections.abc import Sequence
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.foundation.core.pictures import take_picture
from commerce.shop.catalogue.errors import TooManyImages, UnknownImage
from commerce.shop.catalogue.events import ProductChanged
from commerce.shop.catalogue.locks import lock_product
from commerce.shop.catalogue.models import ProductImage
from commerce.shop.catalogue.selectors import own_product
from commerce.shop.markets.policies import require

RIGHT = "products.manage"
MOST_IMAGES = 12


def add_image(*, actor: Actor, tenant: Tenant, public_id: str, upload: BinaryIO, caption: str = "") -> ProductImage:
    """Put a picture behind those a product has; refuses what is no picture and more than twelve."""
    require(RIGHT, held_by=tenant)
    product = own_product(market=tenant.ref, public_id=public_id)
    picture = take_picture(upload)
    with transaction.atomic():
        lock_product(product.pk)
        count = ProductImage.objects.filter(product=product).count()
        if count >= MOST_IMAGES:
            raise TooManyImages()
        image = ProductImage(product=product, caption=caption, display_order=count)
        image.original.save(str(picture.original.name), picture.original, save=False)
        image.thumbnail.save(str(picture.thumbnail.name), picture.thumbnail, save=False)
        image.save()
        record(ProductChanged(product=product.public_id, by=actor.key))
    return image


@transaction.atomic
def reorder_images(*, actor: Actor, tenant: Tenant, public_id: str, images: Sequence[str]) -> list[ProductImage]:
    """Show a product's pictures in another order; every one of them is named, once."""
    require(RIGHT, held_by=tenant)
    product = own_product(market=tenant.ref, public_id=public_id)
    lock_product(product.pk)
    known = {image.public_id: image for image in ProductImage.objects.filter(product=product)}
    if sorted(images) != sorted(known):
        raise InvalidInput({"images": [("not_all_images", _("Name every picture of the product once."))]})
    ordered = [known[image] for image in images]
    for place, image in enumerate(ordered):
        image.display_order = place
    ProductImage.objects.bulk_update(ordered, ["display_order"])
    record(ProductChanged(product=product.public_id, by=actor.key))
    return ordered


@transaction.atomic
def remove_image(*, actor: Actor, tenant: Tenant, public_id: str, image: str) -> None:
    """Take a picture away; the others close up. Its files stay, for orders show what was sold."""
    require(RIGHT, held_by=tenant)
    product = own_product(market=tenant.ref, public_id=public_id)
    lock_product(product.pk)
    found = ProductImage.objects.filter(product=product, public_id=image).first()
    if found is None:
        raise UnknownImage()
    found.delete()
    record(ProductChanged(product=product.public_id, by=actor.key))
