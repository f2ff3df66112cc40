"""What the last days left open: cash that a market owes of, refunds asked for, a payment that a bank took back."""

from datetime import timedelta
from random import Random

from commerce.earnings.debts.services import review
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.invoices.services import ask_commission_run, issuers_waiting, number_waiting, run_commissions
from commerce.money.payments.models import Payment
from commerce.money.payments.services import BankClaim, record_chargeback
from commerce.shop.markets.models import Market
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.choices import Goods, Kind, Side, To
from commerce.shop.refunds.services import Wish, ask_refund
from config.demo import earnings, orders
from config.demo.bargains import OF_MARKET, OF_PLATFORM
from config.demo.past import living
from config.demo.people import STAFF, person, shoppers
from config.demo.shops import owner_of


def arise(markets: list[Market], chance: Random) -> None:
    """A few more orders of the last days, and what came of them."""
    sara, *others = shoppers()
    _pay_at_the_door(markets[0], chance)
    with living(timedelta(days=4)):
        first, second = orders.deliver(orders.place(sara, markets[:2], chance, vouchers=[OF_PLATFORM]), chance)
        [third] = orders.deliver(orders.place(others[0], markets[:1], chance, vouchers=[OF_MARKET]), chance)
        earnings.go_on()
    with living(timedelta(days=3)):
        _ask(second, Wish(kind=Kind.WHOLE, reason="damaged", note="کاسه در راه ترک خورده بود.", to=To.WALLET))
        _give_back_a_piece(third, markets[0])
    _ask(first, Wish(kind=Kind.SHIPPING, reason="late-delivery", note="سه روز دیر رسید.", to=To.WALLET))
    _charge_back(markets[0])
    earnings.go_on()
    review(market_ref=markets[0].public_id)
    _write_papers()


def _pay_at_the_door(market: Market, chance: Random) -> None:
    for days, shopper in zip((6, 5, 3), shoppers()[2:], strict=False):
        with living(timedelta(days=days)):
            orders.deliver(orders.place(shopper, [market], chance, in_cash=True), chance)
            earnings.go_on()


def _ask(part: VendorOrder, wish: Wish) -> None:
    buyer = Actor("user", part.order.user.public_id)
    ask_refund(actor=buyer, side=Side.SHOPPER, vendor_order=part.public_id, wish=wish)


def _give_back_a_piece(part: VendorOrder, market: Market) -> None:
    line = part.lines.order_by("pk")[0]
    quantities = {line.public_id: 1}
    wish = Wish(kind=Kind.LINES, reason="missing-pieces", quantities=quantities, goods=Goods.KEPT, to=To.WALLET)
    ask_refund(
        actor=Actor("user", "demo"),
        side=Side.VENDOR,
        vendor_order=part.public_id,
        wish=wish,
        tenant=owner_of(market),
    )


def _charge_back(spared: Market) -> None:
    """The bank of somebody who bought elsewhere took an old payment back."""
    known, _group = STAFF["finance"]
    clerk = Actor("user", person(known).public_id, rights=frozenset({"payments.add_chargeback"}))
    arrived = VendorOrder.objects.filter(status=VendorOrder.Status.COMPLETED).exclude(market=spared)
    numbers = arrived.exclude(order__vendor_orders__market=spared).values_list("order__number", flat=True)
    payment = Payment.objects.filter(reference__in=numbers, status=Payment.Status.CAPTURED).latest("pk")
    claim = BankClaim(
        amount=payment.amount,
        reason="دارندهٔ کارت می‌گوید این پرداخت را نکرده است.",
        deadline_on=clock.today() + timedelta(days=12),
    )
    record_chargeback(actor=clerk, payment=payment.public_id, claim=claim)


def _write_papers() -> None:
    """Invoices of all that was sold, and of the platform for its commission of the last month."""
    today = clock.to_jalali(clock.now())
    year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    run_commissions(run_id=ask_commission_run(actor=SYSTEM, year=year, month=month).pk)
    for kind, ref in issuers_waiting():
        number_waiting(issuer_kind=kind, issuer_ref=ref)
