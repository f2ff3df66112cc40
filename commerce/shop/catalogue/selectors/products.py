"""Products and what is said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from commerce.shop.catalogue.errors import UnknownProduct
from commerce.shop.catalogue.models import Product, ProductAttributeValue, ProductImage


@dataclass(frozen=True)
class Trait:
    """An attribute as people read it, with the value as filters know it."""

    code: str
    title: str
    value: str
    text: str


def own_product(*, market: str, public_id: str) -> Product:
    """A product that the market wrote; another's is as if it were not there."""
    products = Product.objects.of(market).select_related("brand", "product_class")
    product: Product | None = products.filter(public_id=public_id).first()
    if product is None:
        raise UnknownProduct()
    return product


def sellable_product(*, public_id: str) -> Product:
    """A public product or variant that can be offered; a parent is offered by its variants."""
    products = Product.objects.exclude(structure=Product.PARENT).filter(is_public=True)
    product: Product | None = products.select_related("parent").filter(public_id=public_id).first()
    if product is None or (product.parent and not product.parent.is_public):
        raise UnknownProduct()
    return product


def images_of(ids: Sequence[int]) -> dict[int, list[ProductImage]]:
    """The pictures of several products, the first first."""
    images: dict[int, list[ProductImage]] = {pk: [] for pk in ids}
    for image in ProductImage.objects.filter(product__in=ids).order_by("display_order", "pk"):
        images[image.product_id].append(image)
    return images


def traits_of(ids: Sequence[int]) -> dict[int, list[Trait]]:
    """The attributes of several products and variants, by one statement."""
    traits: dict[int, list[Trait]] = {pk: [] for pk in ids}
    values = ProductAttributeValue.objects.filter(product__in=ids).select_related("attribute", "value_option")
    several = ArrayAgg("value_multi_option__option", filter=Q(value_multi_option__isnull=False), default=[])
    for value in values.annotate(several=several).order_by("attribute__name", "pk"):
        traits[value.product_id].append(_trait(value))
    return traits


def _trait(value: ProductAttributeValue) -> Trait:
    attribute = value.attribute
    if attribute.is_multi_option:
        code = text = "، ".join(value.several)
    elif attribute.is_option:
        code, text = value.value_option.code or value.value_option.option, value.value_option.option
    else:
        code = text = str(value.value)
    return Trait(code=attribute.code, title=attribute.name, value=code, text=text)
