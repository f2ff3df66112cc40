"""Orders in every state, placed, paid and sent by the services that people use, over the last two months."""

import itertools
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from django.db.models import F
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment
from commerce.shop.basket.services import Holder, add_line, add_voucher
from commerce.shop.commissions.services import set_rate
from commerce.shop.markets.models import Market
from commerce.shop.markets.services import update_profile
from commerce.shop.order import services as orders
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.services import Agreement, PaymentWish, PlacedOrder, Receiver, Shipment, Wish
from commerce.shop.partner.models import StockRecord
from config.demo import bargains, disputes, earnings, payday
from config.demo.banks import open_account, open_banks
from config.demo.past import living
from config.demo.people import shoppers
from config.demo.reading import read
from config.demo.shops import owner_of

CARRIERS = ("پست پیشتاز", "تیپاکس", "چاپار")
ORDERS, DAYS = 48, 60
Story = Callable[[PlacedOrder, Random], None]


def sell(markets: list[Market]) -> None:
    """Forty-eight orders of eight shoppers over sixty days, in every state an order may be in, each on its own day."""
    open_banks()
    open_account()
    for market in markets[:-1]:
        update_profile(actor=SYSTEM, tenant=owner_of(market), changes={"takes_cash": True})
    with living(timedelta(days=DAYS + 1)):
        set_rate(actor=SYSTEM, percent=Decimal(10))
        earnings.open_accounts(markets[:-1])
        bargains.agree(markets)
        payday.agree()
    chance = Random(1405)  # noqa: S311  the same demo everywhere
    buyers = itertools.cycle(shoppers())
    for number, story in enumerate(itertools.islice(itertools.cycle(STORIES), ORDERS)):
        # What nobody has paid yet waits for its deadline, which is still to come.
        days = 0 if story is _left_unpaid else (ORDERS - 1 - number) * DAYS / ORDERS
        with living(timedelta(days=days, minutes=chance.randrange(600))):
            story(_place(next(buyers), markets, chance, number), chance)
            if days:
                earnings.go_on()
        payday.come(number, days)
    earnings.go_on()
    disputes.arise(markets, chance)
    earnings.keep_one()


def count() -> int:
    number: int = Order.objects.count()
    return number


def _place(shopper: User, markets: list[Market], chance: Random, number: int) -> PlacedOrder:
    # Every third order is of one market, the others of two: carts over markets are what the platform is for.
    return place(shopper, chance.sample(markets, 1 if number % 3 == 1 else 2), chance)


def place(
    shopper: User, sellers: Sequence[Market], chance: Random, *, vouchers: Sequence[str] = (), in_cash: bool = False
) -> PlacedOrder:
    """Order a few goods of each seller, with vouchers or in cash where told."""
    holder = Holder(user_id=shopper.pk)
    for market in sellers:
        for offer in _some_offers(market, chance):
            add_line(holder=holder, offer=offer, quantity=chance.choice((1, 1, 1, 2)))
    for code in vouchers:
        add_voucher(holder=holder, code=code, client="demo")
    city = chance.choice((("tehran", "tehran"), ("isfahan", "isfahan"), ("gilan", "lahijan")))
    receiver = Receiver(
        first_name=shopper.first_name,
        last_name=shopper.last_name,
        mobile=shopper.mobile,
        province=city[0],
        city=city[1],
        line=chance.choice(read("people")["streets"]),
        postal_code=f"{chance.randrange(1_300_000_000, 1_999_999_999)}",
    )
    payment = PaymentWish(method=Payment.Method.COD) if in_cash else PaymentWish()
    wish = Wish(holder=holder, agreement=Agreement(), receiver=receiver, payment=payment)
    return orders.place_order(shopper=shopper, wish=wish)


def _some_offers(market: Market, chance: Random) -> list[str]:
    offers = StockRecord.objects.filter(partner__market=market, num_in_stock__gt=F("num_allocated") + 3)
    return chance.sample(list(offers.order_by("pk").values_list("public_id", flat=True)), chance.choice((1, 1, 2)))


def _pay(placed: PlacedOrder) -> list[VendorOrder]:
    if placed.payment:
        capture_payment(
            payment_id=placed.payment.pk, receipt=f"demo-{placed.order.number}", card_mask="603799******1234"
        )
    return list(placed.order.vendor_orders.select_related("market").order_by("pk"))


def _by_vendor(part: VendorOrder, act: Callable[..., object], **details: object) -> None:
    act(actor=SYSTEM, tenant=owner_of(part.market), vendor_order=part.public_id, **details)


def _left_unpaid(placed: PlacedOrder, chance: Random) -> None:
    """Nothing happens: it waits for payment until its deadline."""


def _called_off(placed: PlacedOrder, chance: Random) -> None:
    buyer = Actor(kind="user", ref=placed.order.user.public_id)
    orders.cancel_unpaid_order(actor=buyer, number=placed.order.number)


def _forgotten(placed: PlacedOrder, chance: Random) -> None:
    Order.objects.filter(pk=placed.order.pk).update(payment_deadline_at=timezone.now())
    orders.expire_order(number=placed.order.number)


def _paid(placed: PlacedOrder, chance: Random) -> None:
    _pay(placed)


def _accepted(placed: PlacedOrder, chance: Random) -> None:
    for part in _pay(placed):
        _by_vendor(part, orders.accept_vendor_order)


def _packed(placed: PlacedOrder, chance: Random) -> None:
    for part in _pay(placed):
        _by_vendor(part, orders.accept_vendor_order)
        _by_vendor(part, orders.pack_vendor_order)


def _shipped(placed: PlacedOrder, chance: Random) -> None:
    for part in _pay(placed):
        _ship(part, chance)


def _first_part_shipped(placed: PlacedOrder, chance: Random) -> None:
    first, *others = _pay(placed)
    _ship(first, chance)
    for part in others:
        _by_vendor(part, orders.accept_vendor_order)


def deliver(placed: PlacedOrder, chance: Random) -> list[VendorOrder]:
    """Paid where it is not paid at the door, sent, and arrived by the word of its markets."""
    is_cash = placed.payment is not None and placed.payment.method == Payment.Method.COD
    parts = list(placed.order.vendor_orders.select_related("market").order_by("pk")) if is_cash else _pay(placed)
    for part in parts:
        _ship(part, chance)
        _by_vendor(part, orders.mark_delivered)
    return parts


def _delivered(placed: PlacedOrder, chance: Random) -> None:
    deliver(placed, chance)


def _one_rejected(placed: PlacedOrder, chance: Random) -> None:
    first, *others = _pay(placed)
    _by_vendor(first, orders.reject_vendor_order, reason="موجودی انبار کامل نبود")
    for part in others:
        _ship(part, chance)


def _ship(part: VendorOrder, chance: Random) -> None:
    _by_vendor(part, orders.accept_vendor_order)
    if part.lines.exclude(kind="good").exists() and not part.lines.filter(kind="good").exists():
        return
    carrier, tracking = chance.choice(CARRIERS), f"{chance.randrange(10**19, 10**20)}"
    _by_vendor(part, orders.ship_vendor_order, shipment=Shipment(carrier=carrier, tracking=tracking))


STORIES: tuple[Story, ...] = (
    _delivered,
    _delivered,
    _shipped,
    _one_rejected,
    _delivered,
    _called_off,
    _first_part_shipped,
    _forgotten,
    _packed,
    _accepted,
    _paid,
    _left_unpaid,
)
