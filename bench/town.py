"""Who calls and what they ask for: a handful of rows of the filled database, and tokens minted by the services."""

from dataclasses import dataclass
from random import Random

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.services import Device, start_session
from commerce.money.payments.services import open_gateway
from commerce.shop.catalogue.models import Category, Product
from commerce.shop.markets.models import Market, Membership
from commerce.shop.order.models import Order
from commerce.shop.partner.models import StockRecord

MANY = 200
BANK = "bench-bank"


@dataclass(frozen=True)
class Vendor:
    handle: str
    token: str


@dataclass(frozen=True)
class Town:
    """What callers choose from."""

    products: list[str]
    words: list[str]
    categories: list[str]
    offers: list[list[str]]  # of each market
    shoppers: list[str]  # tokens
    vendors: list[Vendor]


def look_around(*, callers: int) -> Town:
    chance = Random(1)
    _open_bank()
    buyers = User.objects.filter(pk__in=Order.objects.order_by("user_id").values("user_id").distinct()[:callers])
    markets = Market.objects.filter(handle__startswith="market-").order_by("pk")[:MANY]
    products = Product.objects.filter(market__in=list(markets)).order_by("pk")[:MANY]
    return Town(
        products=chance.sample([product.public_id for product in products], len(products)),
        words=sorted({word for product in products for word in product.title.split()[:2]}),
        categories=list(Category.objects.filter(numchild=0).values_list("slug", flat=True)),
        offers=[_offers(market) for market in markets],
        shoppers=[_token(user, "shopper") for user in buyers],
        vendors=[_vendor(market) for market in markets[:callers]],
    )


def _open_bank() -> None:
    """Production takes no test gateway; placing an order asks no bank anything."""
    credentials = {"merchant_id": "00000000-0000-4000-8000-000000000000"}
    open_gateway(slug=BANK, adapter="zarinpal", title_fa="بانک سنجش", title_en="Bench bank", credentials=credentials)


def _offers(market: Market) -> list[str]:
    mine = StockRecord.objects.filter(partner__market=market, num_in_stock__gt=0).order_by("pk")
    return list(mine.values_list("public_id", flat=True)[:20])


def _vendor(market: Market) -> Vendor:
    owner = Membership.objects.get(market=market, role=Membership.Role.OWNER).user
    return Vendor(market.handle, _token(owner, "vendor"))


def _token(user: User, audience: str) -> str:
    return start_session(user=user, audience=audience, device=Device(name="bench")).access
