"""A vendor's product: made, changed, shown, hidden."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.money.tax.models import TaxClass
from commerce.shop.catalogue.attributes import Attributes, attributes_of, read_values, summary_of, write_values
from commerce.shop.catalogue.drafts import ProductDraft, VariantDraft
from commerce.shop.catalogue.errors import BarcodeTaken, LastVariantStays, UnknownProduct
from commerce.shop.catalogue.events import ProductChanged
from commerce.shop.catalogue.models import Product, ProductClass
from commerce.shop.catalogue.selectors import categories_by_slug, own_product
from commerce.shop.catalogue.services.brands import brand_named
from commerce.shop.markets.policies import require
from commerce.shop.markets.selectors import market_of

RIGHT = "products.manage"
CHANGEABLE = frozenset(
    {"title", "description", "brand", "categories", "barcode", "tax_class", "attributes", "is_public"}
)


@transaction.atomic
def create_product(*, actor: Actor, tenant: Tenant, draft: ProductDraft) -> Product:
    """Put a product, with its variants, into the catalogue under the market that writes it."""
    require(RIGHT, held_by=tenant)
    product_class = _class_named(draft.product_class or draft.kind)
    known = attributes_of(product_class)
    values = read_values(draft.attributes, known)
    categories = _some_categories(draft.categories)
    product = Product(
        structure=Product.PARENT if draft.variants else Product.STANDALONE,
        title=_some_title(draft.title),
        description=draft.description,
        kind=draft.kind,
        product_class=product_class,
        market=market_of(tenant),
        brand=brand_named(name=draft.brand),
        upc=_free_barcode(draft.barcode),
        tax_class=_known_tax_class(draft.tax_class),
        is_public=draft.is_public,
    )
    product.save()
    product.categories.set(categories)
    write_values(product, values, known)
    for variant in draft.variants:
        _add_variant(product, variant, known)
    record(ProductChanged(product=product.public_id, by=actor.key))
    return product


@transaction.atomic
def update_product(*, actor: Actor, tenant: Tenant, public_id: str, changes: Mapping[str, Any]) -> Product:
    """Change what is said of a product, or show and hide it; `brand` is a name, `categories` are slugs."""
    require(RIGHT, held_by=tenant)
    if unknown := set(changes) - CHANGEABLE:
        raise InvalidInput({field: [("unknown_field", _("This cannot be changed."))] for field in sorted(unknown)})
    product = own_product(market=tenant.ref, public_id=public_id)
    for column, value in _columns(changes, product).items():
        setattr(product, column, value)
    product.save()
    if "tax_class" in changes:
        product.children.update(tax_class=product.tax_class)
    if "categories" in changes:
        product.categories.set(_some_categories(changes["categories"]))
    if "attributes" in changes:
        known = attributes_of(product.product_class)
        write_values(product, read_values(changes["attributes"], known), known)
    record(ProductChanged(product=product.public_id, by=actor.key))
    return product


def set_public(*, actor: Actor, tenant: Tenant, public_id: str, is_public: bool) -> Product:
    """Show a product to shoppers, or take it from their sight."""
    return update_product(actor=actor, tenant=tenant, public_id=public_id, changes={"is_public": is_public})


@transaction.atomic
def add_variant(*, actor: Actor, tenant: Tenant, public_id: str, draft: VariantDraft) -> Product:
    """Add a version to a product that has versions."""
    require(RIGHT, held_by=tenant)
    product = own_product(market=tenant.ref, public_id=public_id)
    if not product.is_parent:
        raise InvalidInput({"variants": [("not_a_parent", _("This product is sold as it is, without variants."))]})
    variant = _add_variant(product, draft, attributes_of(product.product_class))
    record(ProductChanged(product=product.public_id, by=actor.key))
    return variant


@transaction.atomic
def hide_variant(*, actor: Actor, tenant: Tenant, public_id: str, variant_id: str) -> None:
    """Take a version off sale; orders that hold it keep it."""
    require(RIGHT, held_by=tenant)
    product = own_product(market=tenant.ref, public_id=public_id)
    shown = list(product.children.filter(is_public=True).values_list("public_id", flat=True))
    if variant_id not in shown:
        raise UnknownProduct()
    if len(shown) == 1:
        raise LastVariantStays()
    Product.objects.filter(public_id=variant_id).update(is_public=False)
    record(ProductChanged(product=product.public_id, by=actor.key))


def _columns(changes: Mapping[str, Any], product: Product) -> dict[str, Any]:
    columns = {field: changes[field] for field in ("description", "is_public") if field in changes}
    if "title" in changes:
        columns["title"] = _some_title(changes["title"])
    if "brand" in changes:
        columns["brand"] = brand_named(name=changes["brand"])
    if "tax_class" in changes:
        columns["tax_class"] = _known_tax_class(changes["tax_class"])
    if "barcode" in changes:
        columns["upc"] = _free_barcode(changes["barcode"], but=product)
    return columns


def _add_variant(product: Product, draft: VariantDraft, known: Attributes) -> Product:
    values = read_values(draft.attributes, known)
    title = draft.title or summary_of(values)
    if not title:
        raise InvalidInput({"variants": [("variant_without_name", _("A variant has a title or attributes."))]})
    if product.children.filter(title=title, is_public=True).exists():
        raise InvalidInput({"variants": [("same_variant", _("Two variants of a product cannot be the same."))]})
    variant = Product(
        structure=Product.CHILD,
        parent=product,
        title=title,
        kind=product.kind,
        market_id=product.market_id,
        tax_class=product.tax_class,
        upc=_free_barcode(draft.barcode),
    )
    variant.save()
    write_values(variant, values, known)
    return variant


def _class_named(slug: str) -> ProductClass:
    found: ProductClass | None = ProductClass.objects.filter(slug=slug).first()
    if found is None:
        raise InvalidInput({"product_class": [("unknown_class", _("There is no such kind of product."))]})
    return found


def _known_tax_class(tax_class: str) -> str:
    if tax_class not in TaxClass.values:
        raise InvalidInput({"tax_class": [("unknown_tax_class", _("There is no such tax class."))]})
    return tax_class


def _some_title(title: str) -> str:
    if not title.strip():
        raise InvalidInput({"title": [("required", _("A product has a title."))]})
    return title


def _some_categories(slugs: Sequence[str]) -> list[Any]:
    if not slugs:
        raise InvalidInput({"categories": [("required", _("A product is in at least one category."))]})
    return categories_by_slug(slugs)


def _free_barcode(barcode: str, *, but: Product | None = None) -> str | None:
    if not barcode:
        return None
    others = Product.objects.exclude(pk=but.pk) if but else Product.objects.all()
    if others.filter(upc=barcode).exists():
        raise BarcodeTaken()
    return barcode
