"""What stands in the town before a journey begins: two markets with something to sell, and a gateway."""

from dataclasses import dataclass

from commerce.money.payments.models import Gateway
from commerce.money.payments.services import open_gateway
from commerce.shop.catalogue.models import Product
from commerce.shop.markets.models import Market
from commerce.shop.partner.models import StockRecord
from tests.factories import make_market, make_product, make_user, offer_of


@dataclass(frozen=True)
class World:
    tea: Market
    pots: Market
    tin: Product
    pot: Product
    gateway: Gateway

    @property
    def tin_offer(self) -> StockRecord:
        return offer_of(self.tin)

    @property
    def pot_offer(self) -> StockRecord:
        return offer_of(self.pot)


def build_world() -> World:
    tea = make_market(make_user(mobile="+989121112001"), "tea-house", name="چایخانه")
    pots = make_market(make_user(mobile="+989121112002"), "pottery", name="سفالگری")
    gateway = open_gateway(
        slug="zarinpal",
        adapter="zarinpal",
        title_fa="زرین‌پال",
        title_en="Zarinpal",
        credentials={"merchant_id": "00000000-0000-4000-8000-000000000000"},
        is_test=True,
    )
    return World(
        tea=tea,
        pots=pots,
        tin=make_product(tea, title="چای بهاره", price=2_500_000, stock=5),
        pot=make_product(pots, title="قوری سفالی", price=3_200_000, stock=5),
        gateway=gateway,
    )
