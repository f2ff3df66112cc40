"""A new product and the offers for it, in one step: how a vendor lists something."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.shop.catalogue import services as catalogue
from commerce.shop.catalogue.models import Product
from commerce.shop.partner.models import StockRecord
from commerce.shop.partner.services.offers import put_on_sale


@dataclass(frozen=True, kw_only=True)
class OfferDraft:
    """What a market asks for a product: rials, the price struck through, units (None: not counted), its own code."""

    price: int
    list_price: int | None = None
    stock: int | None = None
    sku: str = ""


@transaction.atomic
def sell_new_product(
    *, actor: Actor, tenant: Tenant, draft: catalogue.ProductDraft, offers: Sequence[OfferDraft]
) -> Product:
    """Write a product and offer it: one offer for a product as it is, one a variant in the order of its variants."""
    if len(offers) != max(len(draft.variants), 1):
        raise InvalidInput({"price": [("offers_missing", _("Every variant has its price."))]})
    product = catalogue.create_product(actor=actor, tenant=tenant, draft=draft)
    sold = list(product.children.order_by("pk")) if product.is_parent else [product]
    for one, offer in zip(sold, offers, strict=True):
        _offer(tenant, one, offer)
    return product


@transaction.atomic
def add_variant_for_sale(
    *, actor: Actor, tenant: Tenant, product: str, variant: catalogue.VariantDraft, offer: OfferDraft
) -> StockRecord:
    """Add a version to a product of one's own, with its price and stock."""
    made = catalogue.add_variant(actor=actor, tenant=tenant, public_id=product, draft=variant)
    return _offer(tenant, made, offer)


def _offer(tenant: Tenant, product: Product, draft: OfferDraft) -> StockRecord:
    return put_on_sale(
        tenant=tenant,
        product=product,
        price=draft.price,
        list_price=draft.list_price,
        stock=draft.stock,
        sku=draft.sku,
    )
