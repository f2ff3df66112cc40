"""Two markets that sell, with an order each: Omid owns A with Mina as his clerk, Reza owns B."""

import io
from dataclasses import dataclass

import pytest
from PIL import Image

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.shop.catalogue.models import Product, ProductImage
from commerce.shop.catalogue.services import add_image
from commerce.shop.markets.models import Market
from commerce.shop.order.models import VendorOrder
from commerce.shop.partner.models import StockRecord
from tests.factories import make_market, make_member, make_product, offer_of, person, sara, tenant_of
from tests.factories.sales import buy, place


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, format="PNG")
    return out.getvalue()


@dataclass
class Shop:
    market: Market
    owner: User
    clerk: User
    product: Product
    offer: StockRecord
    parent: Product
    variant: Product
    image: ProductImage
    order: VendorOrder


def open_shop(handle: str, name: str) -> Shop:
    owner = person(first_name=name)
    market = make_market(owner, handle, name=name)
    clerk = make_member(market)
    product = make_product(market, title=f"چای {name}", price=1_250_000, stock=10)
    parent = make_product(market, title=f"قوری {name}", variants=["سفید", "آبی"])
    image = add_image(actor=SYSTEM, tenant=tenant_of(market), public_id=product.public_id, upload=io.BytesIO(picture()))
    offer = offer_of(product)
    buy(sara(), (offer, 2))
    order = VendorOrder.objects.get(market=market)
    return Shop(market, owner, clerk, product, offer, parent, parent.children.first(), image, order)


@pytest.fixture
def ours(db) -> Shop:
    return open_shop("market-a", "الف")


@pytest.fixture
def theirs(db) -> Shop:
    return open_shop("market-b", "ب")


@pytest.fixture
def unpaid(ours) -> VendorOrder:
    """An order of ours that nobody paid yet."""
    place(sara(), (ours.offer, 1))
    return VendorOrder.objects.get(market=ours.market, shown_at=None)
