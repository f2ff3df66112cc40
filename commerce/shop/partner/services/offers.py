"""A market's own price and stock for a product of the catalogue, whoever wrote the product."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.foundation.core.ids import random_id
from commerce.shop.catalogue.models import Product
from commerce.shop.catalogue.selectors import sellable_product
from commerce.shop.markets.policies import require
from commerce.shop.markets.selectors import market_of
from commerce.shop.partner.errors import AlreadyOffered, StockBelowHeld
from commerce.shop.partner.events import OfferChanged
from commerce.shop.partner.models import StockRecord
from commerce.shop.partner.selectors import own_offer, partner_of

CHANGEABLE = frozenset({"price", "list_price", "is_active"})
HIGHEST_PRICE = 10**14
LARGEST_STOCK = 10**9


def offer_product(
    *,
    actor: Actor,
    tenant: Tenant,
    product: str,
    price: int,
    list_price: int | None = None,
    stock: int | None = None,
    sku: str = "",
) -> StockRecord:
    """Sell a product that is in the catalogue (by public id) at one's own price; `stock` None is not counted."""
    require("products.manage", held_by=tenant)
    return put_on_sale(
        tenant=tenant,
        product=sellable_product(public_id=product),
        price=price,
        list_price=list_price,
        stock=stock,
        sku=sku,
    )


def put_on_sale(
    *, tenant: Tenant, product: Product, price: int, list_price: int | None, stock: int | None, sku: str
) -> StockRecord:
    """Make the market's offer for a product; refuses a second one."""
    _check_prices(price, list_price)
    _check_stock(stock)
    partner = partner_of(market_of(tenant))
    offer = StockRecord(
        product=product,
        partner=partner,
        price=price,
        list_price=list_price,
        num_in_stock=stock,
        partner_sku=sku or random_id(),
    )
    try:
        with transaction.atomic():
            offer.save()
            record(OfferChanged.of(offer))
    except IntegrityError as error:
        raise AlreadyOffered() from error
    return offer


@transaction.atomic
def update_offer(*, actor: Actor, tenant: Tenant, offer: str, changes: Mapping[str, Any]) -> StockRecord:
    """Ask another `price` or `list_price` (None for none), or take it off sale (`is_active`); orders keep theirs."""
    require("products.manage", held_by=tenant)
    if unknown := set(changes) - CHANGEABLE:
        raise InvalidInput({field: [("unknown_field", _("This cannot be changed."))] for field in sorted(unknown)})
    row = own_offer(market=tenant.ref, public_id=offer)
    asked = {"price": row.price, "list_price": row.list_price, **changes}
    _check_prices(asked["price"], asked["list_price"])
    StockRecord.objects.filter(pk=row.pk).update(**changes)
    return _told(tenant, offer)


def set_price(*, actor: Actor, tenant: Tenant, offer: str, price: int, list_price: int | None = None) -> StockRecord:
    """Ask another price from now on, with the one struck through or none."""
    return update_offer(actor=actor, tenant=tenant, offer=offer, changes={"price": price, "list_price": list_price})


@transaction.atomic
def set_stock(*, actor: Actor, tenant: Tenant, offer: str, quantity: int | None) -> StockRecord:
    """Say how many there are, those held for unpaid orders among them; None stops counting.

    Raises StockBelowHeld for fewer than are held.
    """
    require("stock.manage", held_by=tenant)
    _check_stock(quantity)
    row = own_offer(market=tenant.ref, public_id=offer)
    enough = Q() if quantity is None else Q(num_allocated__lte=quantity)
    if not StockRecord.objects.filter(enough, pk=row.pk).update(num_in_stock=quantity):
        raise StockBelowHeld(held=own_offer(market=tenant.ref, public_id=offer).num_allocated)
    return _told(tenant, offer)


def _told(tenant: Tenant, offer: str) -> StockRecord:
    row = own_offer(market=tenant.ref, public_id=offer)
    record(OfferChanged.of(row))
    return row


def _check_prices(price: int, list_price: int | None) -> None:
    if not 0 < price <= HIGHEST_PRICE:
        raise InvalidInput({"price": [("invalid_price", _("A price is a whole number of rials above zero."))]})
    if list_price is not None and not price <= list_price <= HIGHEST_PRICE:
        raise InvalidInput({"list_price": [("invalid_list_price", _("It is not below the price asked now."))]})


def _check_stock(quantity: int | None) -> None:
    if quantity is not None and not 0 <= quantity <= LARGEST_STOCK:
        raise InvalidInput({"stock": [("invalid_stock", _("A stock is a whole number, zero or more."))]})
