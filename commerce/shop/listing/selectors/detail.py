"""All that a product's page shows, by six statements whatever it has."""

from dataclasses import dataclass, field

from commerce.shop.catalogue.models import Category, Product, ProductImage
from commerce.shop.catalogue.selectors import Trait, images_of, traits_of
from commerce.shop.listing.buy_box import RankedOffer, ranked
from commerce.shop.listing.models import ListingRow
from commerce.shop.listing.selectors.products import listed
from commerce.shop.partner.models import StockRecord


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
    images, traits, offers = images_of(ids), traits_of(ids), _offers(ids)
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


def _offers(ids: list[int]) -> list[RankedOffer]:
    offers = StockRecord.objects.on_sale().filter(product__in=ids)
    return ranked(list(offers.select_related("product", "partner__market")))
