"""What a vendor says of a product, before it is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commerce.money.tax.models import TaxClass
from commerce.shop.catalogue.models import Product

AttributeValue = str | int | float | bool | Sequence[str]


@dataclass(frozen=True, kw_only=True)
class VariantDraft:
    """One version of a product, told apart from the others by its attributes or its title."""

    title: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    barcode: str = ""


@dataclass(frozen=True, kw_only=True)
class ProductDraft:
    """`categories` are slugs, `product_class` a slug (else the plain class of the kind), `brand` a name."""

    title: str
    categories: Sequence[str]
    kind: str = Product.Kind.GOOD
    description: str = ""
    product_class: str = ""
    brand: str = ""
    barcode: str = ""
    tax_class: str = TaxClass.STANDARD
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    variants: Sequence[VariantDraft] = ()
    is_public: bool = True
