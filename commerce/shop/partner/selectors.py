from collections.abc import Sequence

from django.db.models import Q, QuerySet

from commerce.foundation.core.fields import key_holds
from commerce.foundation.core.text import spellings
from commerce.shop.catalogue.models import Product
from commerce.shop.markets.models import Market
from commerce.shop.partner.errors import UnknownOffer
from commerce.shop.partner.models import Partner, StockRecord


def partner_of(market: Market) -> Partner:
    """The market as Oscar knows it, made at its first offer."""
    names = {"name": market.name, "code": market.public_id}
    partner: Partner = Partner.objects.get_or_create(market=market, defaults=names)[0]
    return partner


def own_offer(*, market: str, public_id: str) -> StockRecord:
    """An offer of the market; another's is as if it were not there."""
    offers = StockRecord.objects.of(market).select_related("product__parent", "partner__market")
    offer = offers.filter(public_id=public_id).first()
    if offer is None:
        raise UnknownOffer()
    return offer


def own_offers(*, market: str, typed: str = "") -> QuerySet[StockRecord]:
    """A market's offers with their products, by a part of the product's name."""
    offers = StockRecord.objects.of(market).select_related("product__parent")
    return offers.naming(spellings(typed)) if typed else offers


def own_offers_for(products: Sequence[int], *, market: str) -> QuerySet[StockRecord]:
    """A market's offers for several products (keys) and their variants."""
    offers = own_offers(market=market).filter(Q(product__in=products) | Q(product__parent__in=products))
    return offers.order_by("product_id", "pk")


def own_products(*, market: str, typed: str = "", is_public: bool | None = None) -> QuerySet[Product]:
    """Products that a market wrote, by a part of their name and by whether they are shown."""
    products: QuerySet[Product] = Product.objects.of(market)
    if typed:
        products = products.filter(key_holds(spellings(typed)))
    return products if is_public is None else products.filter(is_public=is_public)


def offer_on_sale(*, public_id: str) -> StockRecord:
    """An offer that shoppers may buy from now, with its product and market."""
    offers = StockRecord.objects.on_sale().select_related("product__parent", "partner__market")
    offer = offers.filter(public_id=public_id).first()
    if offer is None:
        raise UnknownOffer()
    return offer
