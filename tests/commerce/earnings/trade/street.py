"""A small street: two markets that sell, earn and owe, those who buy from them, and those who look after it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from commerce.earnings.payouts.models import PayoutTerms
from commerce.earnings.payouts.services import pay_now
from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.payments.models import Gateway
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.services import add_bank_account, verify_bank_account
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import release_due
from commerce.money.tax.models import TaxProfile
from commerce.money.wallets.services import ask_top_up
from commerce.shop.basket.services import Holder, add_line, add_voucher, empty_cart
from commerce.shop.markets.models import Market
from commerce.shop.order import services as orders
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import Agreement, PaymentWish, PlacedOrder, Receiver, Wish, place_order
from commerce.shop.partner.models import StockRecord
from commerce.shop.voucher.services import VoucherDraft, make_voucher
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, sent, stepped_up
from tests.commerce.money.outgoing import SECOND as SECOND_CLERK
from tests.commerce.money.stories import fair
from tests.commerce.money.stories.tills import TILLS
from tests.factories import make_market, make_product, make_user, offer_of, tenant_of
from tests.factories.goods import deliver_facts
from tests.factories.sales import ADDRESS

RIGHTS = (
    "refunds.add_refundrequest",
    "refunds.approve_refundrequest",
    "payments.add_chargeback",
    "payments.check_chargeback",
    "payments.change_payment",
    "payouts.start_payouts",
    "voucher.add_voucher",
    "commissions.add_commissionrate",
)
ASKER, DECIDER, SECOND = (Actor("user", name, rights=frozenset(RIGHTS)) for name in ("asker", "decider", "second"))
OURS, THEIRS = "OURS10", "TEA5000"


@dataclass(frozen=True)
class Street:
    people: list[User]
    markets: list[Market]
    owners: list[User]
    offers: list[StockRecord]
    paid: dict[str, dict[str, int]] = field(default_factory=dict)


def a_busy_street() -> Street:
    """Something of everything happened: paid, free, owed, on its way, arrived, returned, asked back, charged back."""
    street = open_street()
    sara, omid = street.people
    tea, pots = street.markets
    by_bank, in_cash = PaymentWish(gateway="telling"), PaymentWish(method="cod")
    mixed = PaymentWish(gateway="silent", wallet_amount=70_003)
    for who, basket, wish, codes in [
        (sara, (2, 1, 1), by_bank, [OURS, THEIRS]),
        (omid, (1, 0, 2), mixed, [OURS]),
        (sara, (0, 1, 0), in_cash, [OURS]),
        (omid, (3, 1, 1), in_cash, []),
    ]:
        sell(street, who, basket, wish, codes)
    holds_end()
    for market, until in [(pots, "returned"), (pots, "settled"), (tea, "sent")]:
        pay_out(market, until)
    for basket, wish in [((2, 0, 1), by_bank), ((1, 1, 2), by_bank), ((1, 0, 1), in_cash)]:
        sell(street, sara, basket, wish, [])
    for basket, wish in [((1, 1, 1), mixed), ((2, 1, 1), in_cash), ((1, 0, 1), in_cash)]:
        pay(buy(street, omid, basket, wish, [OURS]))
    street.paid.update({name: till.paid for name, till in TILLS.items()})
    return street


def open_street() -> Street:
    """Both markets take cash; one takes goods VAT, both have an account for payouts, and nothing was sold yet."""
    for till in TILLS.values():
        till.remember({})
    for name in TILLS:
        Gateway.objects.create(slug=name, adapter=name, title_fa=name, title_en=name, max_amount=10**12)
    people, owners = [make_user(), make_user()], [make_user(), make_user()]
    for who in people:
        fair.pay(ask_top_up(user=who, amount=9_000_000, gateway_slug="plain")[1])
    tea = make_market(owners[0], shipping_price=90_001, takes_cash=True)
    pots = make_market(owners[1], takes_cash=True)
    registered = {"is_registered": True, "registered_since": date(2020, 3, 20), "legal_name": "چای"}
    TaxProfile.objects.create(owner_kind="market", owner_ref=tea.public_id, **registered)
    for market, owner, iban in zip((tea, pots), owners, IBANS, strict=False):
        _open_account(market, owner, iban)
    _pay_out_any_time()
    _make_vouchers(tea)
    offers = [
        offer_of(make_product(tea, price=250_003, stock=200)),
        offer_of(make_product(tea, price=1_000_007, stock=200)),
        offer_of(make_product(pots, price=3_200_001, stock=100)),
    ]
    return Street(people, [tea, pots], owners, offers, {name: till.paid for name, till in TILLS.items()})


def buy(street: Street, who: User, quantities: tuple[int, ...], wish: PaymentWish, vouchers: list[str]) -> PlacedOrder:
    """Somebody orders so many of each offer, with what vouchers the cart takes."""
    holder = Holder(who.pk)
    empty_cart(holder=holder)
    for offer, quantity in zip(street.offers, quantities, strict=True):
        if quantity:
            add_line(holder=holder, offer=offer.public_id, quantity=quantity)
    for code in vouchers:
        add_voucher(holder=holder, code=code, client=code)
    told = Wish(holder=holder, agreement=Agreement(), receiver=Receiver(**ADDRESS), payment=wish)
    return place_order(shopper=who, wish=told)


def pay(placed: PlacedOrder) -> None:
    """The buyer pays at the bank, where something is to pay there."""
    if placed.payment and placed.payment.method == "gateway":
        fair.pay(placed.payment)


def sell(street: Street, who: User, basket: tuple[int, ...], wish: PaymentWish, vouchers: list[str]) -> None:
    """Somebody buys, pays and gets it."""
    placed = buy(street, who, basket, wish, vouchers)
    pay(placed)
    for part in placed.order.vendor_orders.all():
        deliver(part, {"actor": SYSTEM, "tenant": tenant_of(part.market), "vendor_order": part.public_id})
    deliver_facts()


def deliver(part: VendorOrder, told: dict[str, Any]) -> None:
    """What is left to send is sent, and arrives."""
    if part.status == "new":
        orders.accept_vendor_order(**told)
    if part.status in {"new", "accepted", "packed", "partly_shipped"}:
        orders.ship_vendor_order(**told, shipment=orders.Shipment(carrier="پست"))
    orders.mark_delivered(**told)


def holds_end() -> None:
    """Days later: what nobody disputes is free."""
    past = timezone.now() - timedelta(days=1)
    Sale.objects.filter(released_at=None, release_at__isnull=False).update(
        delivered_at=past - timedelta(days=60), release_at=past
    )
    release_due()


def pay_out(market: Market, until: str) -> None:
    """Staff pay a market what it has free, as far as somebody goes."""
    payout = pay_now(actor=ASKER, market_ref=market.public_id)
    named = payout.remittance.public_id
    if until == "asked":
        return
    remittances.approve_remittance(actor=CHECKER, public_id=named)
    if until == "approved":
        return
    sent(remittances.make_batch(actor=MAKER, batch_format="paya-csv"))
    if until == "settled":
        remittances.mark_settled(actor=MAKER, public_id=named)
    if until == "returned":
        remittances.mark_returned(actor=SECOND_CLERK, public_id=named, reason="حساب بسته است")


def _open_account(market: Market, owner: User, iban: str) -> None:
    account = add_bank_account(
        actor=fair.actor_of(owner),
        owner_kind="market",
        owner_ref=market.public_id,
        iban=iban,
        holder="صاحب فروشگاه",
        credentials=stepped_up(),
    )
    verify_bank_account(actor=CHECKER, public_id=account.public_id, holder=account.holder)
    BankAccount.objects.filter(pk=account.pk).update(usable_from=timezone.now() - timedelta(seconds=1))


def _pay_out_any_time() -> None:
    PayoutTerms.objects.update(minimum=0, early_allowed=True, early_fixed=1_003, early_percent=Decimal("1.5"))


def _make_vouchers(tea: Market) -> None:
    until = {"starts_at": timezone.now() - timedelta(days=1), "ends_at": timezone.now() + timedelta(days=90)}
    ours = VoucherDraft(code=OURS, name="یلدا", percent=Decimal("10.5"), **until)
    theirs = VoucherDraft(code=THEIRS, name="چای", amount=50_001, market=tea.handle, **until)
    for draft in (ours, theirs):
        make_voucher(actor=ASKER, draft=draft)
