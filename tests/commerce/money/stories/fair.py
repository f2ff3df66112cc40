"""A small fair: two who buy, two markets, a bank account each, banks of paper to pay at, and what was sold so far."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import Actor
from commerce.money.payments.models import Gateway, Payment, PlatformAccount, Refund
from commerce.money.payments.services import (
    capture_payment,
    open_handoff,
    recover_open_payments,
    send_due_refunds,
    settle_return,
    take_callback,
)
from commerce.money.remittances.models import BankAccount, Remittance
from commerce.money.remittances.services import approve_remittance, make_batch
from commerce.money.wallets.models import GiftCard, PromotionalGrant
from commerce.money.wallets.services import (
    ask_top_up,
    ask_withdrawal,
    expire_gift_cards,
    expire_grants,
    redeem_gift_card,
)
from commerce.shop.basket.services import Holder, add_line, empty_cart
from commerce.shop.order.models import Order
from commerce.shop.order.services import (
    Agreement,
    PaymentWish,
    PlacedOrder,
    Receiver,
    Wish,
    expire_unpaid_orders,
    place_order,
)
from commerce.shop.partner.models import StockHold, StockRecord
from commerce.shop.partner.services.stock import release_expired_holds
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, bank_account, sent, stepped_up
from tests.commerce.money.stories.tills import TILLS, till_of
from tests.commerce.money.wallets.money import gift_codes, grant
from tests.factories import make_market, make_product, make_user, offer_of
from tests.factories.sales import ADDRESS

CLOCKS = ["orders", "attempts", "stock", "credit", "cards"]


@dataclass(frozen=True)
class Fair:
    people: list[User]
    offers: list[StockRecord]
    accounts: list[BankAccount]
    paid: dict[str, dict[str, int]] = field(default_factory=dict)


def a_busy_fair() -> Fair:
    """Both have money of every sort, bought at every bank, and asked for some of it in their bank accounts."""
    fair = open_fair()
    sara, omid = fair.people
    for who, account in zip(fair.people, fair.accounts, strict=True):
        pay(ask_top_up(user=who, amount=6_000_000, gateway_slug="plain")[1])
        grant(who, 400_000)
        redeem_gift_card(user=who, code=gift_codes(500_000)[0].replace("-", ""))
        withdraw(who, account, 700_000)
    for who, bank, beside in [(sara, "telling", 0), (sara, "thorough", 300_000), (sara, "silent", 1_500_000)]:
        pay(order(fair, who, (1, 1), PaymentWish(gateway=bank, wallet_amount=beside)).payment)
    pay(order(fair, omid, (2, 0), PaymentWish(gateway="reversing")).payment)
    pay(order(fair, omid, (0, 1), PaymentWish(gateway="thorough")).payment)
    by_transfer = order(fair, omid, (1, 0), PaymentWish(method="transfer")).payment
    capture_payment(payment_id=by_transfer.pk)
    for amount in (600_000, 650_000):
        approve_remittance(actor=CHECKER, public_id=withdraw(omid, fair.accounts[1], amount).public_id)
    sent(make_batch(actor=MAKER, batch_format="paya-csv"))
    fair.paid.update({name: till.paid for name, till in TILLS.items()})
    return fair


def open_fair() -> Fair:
    for till in TILLS.values():
        till.remember({})
    for name in TILLS:
        Gateway.objects.create(slug=name, adapter=name, title_fa=name, title_en=name, max_amount=10**12)
    PlatformAccount.objects.create(title="ملی", bank="ملی", holder="آسود", iban=IBANS[2])
    people = [make_user(), make_user()]
    tea, pots = make_market(shipping_price=90_000), make_market()
    offers = [
        offer_of(make_product(tea, price=250_001, stock=40)),
        offer_of(make_product(pots, price=3_200_000, stock=10)),
    ]
    accounts = [bank_account(user.public_id, iban=iban) for user, iban in zip(people, IBANS, strict=False)]
    return Fair(people, offers, accounts)


def order(fair: Fair, who: User, quantities: tuple[int, int], payment: PaymentWish) -> PlacedOrder:
    """Somebody buys so many of each offer."""
    holder = Holder(who.pk)
    empty_cart(holder=holder)
    for offer, quantity in zip(fair.offers, quantities, strict=True):
        if quantity:
            add_line(holder=holder, offer=offer.public_id, quantity=quantity)
    wish = Wish(holder=holder, agreement=Agreement(), receiver=Receiver(**ADDRESS), payment=payment)
    return place_order(shopper=who, wish=wish)


def pay(payment: Payment) -> None:
    """All that a shopper does at a bank, and back."""
    open_handoff(payment=payment)
    payment.refresh_from_db()
    till_of(payment).pays(payment)
    come_back(payment)


def come_back(payment: Payment, said: str = "ok") -> None:
    """A browser brings news from the bank, which is asked whether they are true."""
    returned = take_callback(gateway_slug=payment.gateway.slug, data={"token": payment.authority, "said": said})
    settle_return(payment=returned)


def withdraw(who: User, account: BankAccount, amount: int) -> Remittance:
    """Somebody asks for cash in a bank account."""
    told = {"actor": actor_of(who), "user": who, "credentials": stepped_up()}
    return ask_withdrawal(**told, amount=amount, bank_account=account.public_id)


def actor_of(who: User) -> Actor:
    return Actor("user", who.public_id)


def sweep() -> None:
    """Minutes later: every bank that is to be asked is asked, every refund that waits is sent."""
    now = timezone.now()
    Gateway.objects.update(rests_until=None, failures_in_row=0)
    Payment.objects.exclude(next_ask_at=None).update(next_ask_at=now, asking_until=None)
    Refund.objects.exclude(next_try_at=None).update(next_try_at=now, sending_until=None)
    recover_open_payments()
    send_due_refunds()


def time_runs_out(what: str) -> None:
    """The time of something is over, and whoever looks after it notices."""
    past = timezone.now() - timedelta(seconds=1)
    match what:
        case "orders":
            Order.objects.filter(status="pending_payment").update(payment_deadline_at=past)
            expire_unpaid_orders()
        case "attempts":
            Payment.objects.filter(captured_at=None).update(deadline_at=past)
            sweep()
        case "stock":
            StockHold.objects.filter(status="held").update(expires_at=past)
            release_expired_holds()
        case "credit":
            PromotionalGrant.objects.filter(status="active").update(expires_at=past)
            expire_grants()
        case "cards":
            GiftCard.objects.filter(status="active").update(expires_at=past)
            expire_gift_cards()
