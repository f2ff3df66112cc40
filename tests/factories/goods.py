import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from commerce.foundation.core import events
from commerce.foundation.core.actors import SYSTEM
from commerce.shop.catalogue.drafts import ProductDraft, VariantDraft
from commerce.shop.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    Category,
    Product,
    ProductAttribute,
    ProductClass,
)
from commerce.shop.catalogue.services import create_category
from commerce.shop.markets.models import Market
from commerce.shop.partner.models import StockRecord
from commerce.shop.partner.services import OfferDraft, offer_product, sell_new_product
from tests.factories.markets import tenant_of

_numbers = itertools.count(1)


def deliver_facts() -> None:
    """Tell the listing, and all who listen, what happened so far; tests have no commit that would."""
    while due := events.due_events():
        for event in due:
            events.deliver(event)


def make_category(slug: str | None = None, name: str = "", parent: str = "") -> Category:
    """A branch of the tree; the one of that slug if it grows already."""
    slug = slug or f"category-{next(_numbers)}"
    known = Category.objects.filter(slug=slug).first()
    return known or create_category(actor=SYSTEM, name=name or slug, slug=slug, parent=parent)


def make_product(
    market: Market,
    *,
    title: str | None = None,
    price: int = 1_000_000,
    stock: int | None = 10,
    list_price: int | None = None,
    category: str = "things",
    variants: Sequence[str | Mapping[str, Any]] = (),
    **draft: Any,
) -> Product:
    """A product on sale. A variant is a title, or a mapping of `title, attributes, price, stock, list_price`."""
    make_category(category)
    told = [{"title": one} if isinstance(one, str) else dict(one) for one in variants]
    prices = [
        OfferDraft(
            price=one.pop("price", price), stock=one.pop("stock", stock), list_price=one.pop("list_price", list_price)
        )
        for one in told or [{}]
    ]
    return sell_new_product(
        actor=SYSTEM,
        tenant=tenant_of(market),
        draft=ProductDraft(
            title=title or f"کالای {next(_numbers)}",
            categories=[category],
            variants=[VariantDraft(**one) for one in told],
            **draft,
        ),
        offers=prices,
    )


def make_offer(
    market: Market, product: Product, *, price: int = 1_000_000, stock: int | None = 10, list_price: int | None = None
) -> StockRecord:
    """Another market's price for a product."""
    return offer_product(
        actor=SYSTEM,
        tenant=tenant_of(market),
        product=product.public_id,
        price=price,
        stock=stock,
        list_price=list_price,
    )


def offer_of(product: Product, market: Market | None = None) -> StockRecord:
    """The offer for a product or variant: its market's own, unless another is named."""
    market_id = market.pk if market else product.market_id
    return StockRecord.objects.select_related("product", "partner__market").get(
        product=product, partner__market=market_id
    )


def make_attribute(
    code: str, options: Mapping[str, str], *, name: str = "", product_class: str = "good"
) -> ProductAttribute:
    """An attribute with a closed list of values (`code → what people read`) for a class of products."""
    group = AttributeOptionGroup.objects.create(name=name or code, code=code)
    for option_code, option in options.items():
        AttributeOption.objects.create(group=group, code=option_code, option=option)
    return ProductAttribute.objects.create(
        product_class=ProductClass.objects.get(slug=product_class),
        code=code,
        name=name or code,
        type=ProductAttribute.OPTION,
        option_group=group,
    )
