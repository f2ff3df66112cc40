"""All that a product's page shows, by six statements whatever it has."""

from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from commerce.shop.catalogue.models import Category, Product, ProductAttributeValue, ProductImage
from commerce.shop.listing.buy_box import RankedOffer, ranked
from commerce.shop.listing.models import ListingRow
from commerce.shop.listing.selectors.products import listed
from commerce.shop.partner.models import StockRecord


@dataclass(frozen=True)
class Trait:
    """An attribute as people read it, with the value as filters know it."""

    code: str
    title: str
    value: str
    text: str


@dataclass(frozen=True)
class Variant:
    product: Product
    traits: list[Trait]
    images: list[ProductImage]
    offers: list[RankedOffer]


@dataclass(frozen=True)
class ProductPage:
    row: ListingRow
    categories: list[Category]
    images: list[ProductImage]
    traits: list[Trait]
    offers: list[RankedOffer]
    variants: list[Variant] = field(default_factory=list)

    @property
    def product(self) -> Product:
        return self.row.product


def product_page(*, public_id: str) -> ProductPage:
    """A product on sale with its pictures, attributes, variants and offers; refuses one that is on sale nowhere."""
    row = listed(public_id=public_id)
    children = list(Product.objects.filter(parent=row.pk, is_public=True).order_by("pk"))
    ids = [row.pk, *(child.pk for child in children)]
    images, traits, offers = _images(ids), _traits(ids), _offers(row.pk)
    return ProductPage(
        row=row,
        categories=list(Category.objects.filter(slug__in=row.categories).order_by("path")),
        images=images[row.pk],
        traits=traits[row.pk],
        offers=offers,
        variants=[
            Variant(
                product=child,
                traits=traits[child.pk],
                images=images[child.pk],
                offers=[one for one in offers if one.offer.product_id == child.pk],
            )
            for child in children
        ],
    )


def _offers(head: int) -> list[RankedOffer]:
    offers = StockRecord.objects.on_sale().filter(Q(product=head) | Q(product__parent=head))
    return ranked(list(offers.select_related("product", "partner__market")))


def _images(ids: list[int]) -> dict[int, list[ProductImage]]:
    images: dict[int, list[ProductImage]] = {pk: [] for pk in ids}
    for image in ProductImage.objects.filter(product__in=ids).order_by("display_order", "pk"):
        images[image.product_id].append(image)
    return images


def _traits(ids: list[int]) -> dict[int, list[Trait]]:
    traits: dict[int, list[Trait]] = {pk: [] for pk in ids}
    values = ProductAttributeValue.objects.filter(product__in=ids).select_related("attribute", "value_option")
    for value in values.annotate(several=_several_options()).order_by("attribute__name", "pk"):
        traits[value.product_id].append(_trait(value))
    return traits


def _several_options() -> ArrayAgg:
    return ArrayAgg("value_multi_option__option", filter=Q(value_multi_option__isnull=False), default=[])


def _trait(value: ProductAttributeValue) -> Trait:
    attribute = value.attribute
    if attribute.is_multi_option:
        code = text = "، ".join(value.several)
    elif attribute.is_option:
        code, text = value.value_option.code or value.value_option.option, value.value_option.option
    else:
        code = text = str(value.value)
    return Trait(code=attribute.code, title=attribute.name, value=code, text=text)
