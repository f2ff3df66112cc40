"""Whatever shoppers, banks, markets and clocks do, in whatever order: no rial and no piece is lost or doubled."""

from contextlib import suppress
from datetime import timedelta

from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import trial_balance
from commerce.money.payments.models import Payment
from commerce.money.payments.services import capture_payment
from commerce.money.payments.states import OPEN, PAID
from commerce.shop.order import services
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.partner.models import StockHold
from commerce.shop.partner.services import set_stock
from commerce.shop.partner.services.stock import release_expired_holds
from tests.commerce.money.wallets.money import top_up
from tests.factories import bearer, make_market, make_product, make_user, offer_of, tenant_of
from tests.factories.sales import check_out, make_gateway

PURSE = 1_000_000
SHOPPERS = ["place", "split", "by_wallet", "for_cash", "pay_again", "pay_again_split", "cancelled", "received"]
BANKS = ["captured", "captured", "in_doubt"]
CLOCKS = ["orders_expire", "holds_run_out"]
MARKETS = ["stocked", "accepted", "sent", "sent_in_part", "delivered", "refused", "not_taken"]
steps = st.tuples(st.sampled_from(SHOPPERS + BANKS + CLOCKS + MARKETS), st.integers(0, 5))
stories = st.lists(steps, min_size=3, max_size=20)


class TestAnyStory(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_gateway()
        cls.sara = make_user()
        top_up(cls.sara, PURSE)
        market = make_market(handle="tea-house", shipping_price=90_000, takes_cash=True)
        cls.offers = [
            offer_of(make_product(market, price=250_001, stock=4)),
            offer_of(make_product(make_market(handle="pottery", takes_cash=True), price=3_200_000, stock=3)),
        ]

    def setup_example(self):
        super().setup_example()
        self.counted = dict(zip((offer.pk for offer in self.offers), (4, 3), strict=True))

    @given(stories)
    def test_money_and_stock_add_up(self, story):
        for step, which in story:
            with suppress(DomainError):
                getattr(self, step)(which)
            self.stock_adds_up()
        self.money_adds_up()

    def place(self, which, **wish):
        client = bearer(self.sara)
        client.delete("/api/v1/cart/")
        for number, offer in enumerate(self.offers):
            if quantity := (which + number) % 3:
                client.post("/api/v1/cart/lines/", {"offer": offer.public_id, "quantity": quantity})
        check_out(client, payment=wish)

    def split(self, which):
        self.place(which, wallet_amount=200_000)

    def by_wallet(self, which):
        self.place(which, method="wallet")

    def for_cash(self, which):
        self.place(which, method="cod")

    def pay_again(self, which, **wish):
        actor = Actor(kind="user", ref=self.sara.public_id)
        services.pay_order(actor=actor, number=self.one(Order, which).number, wish=services.PaymentWish(**wish))

    def pay_again_split(self, which):
        self.pay_again(which, wallet_amount=150_000)

    def captured(self, which):
        payment = self.one(Payment.objects.filter(method="gateway", purpose="order"), which)
        capture_payment(payment_id=payment.pk, receipt=f"r-{payment.pk}")

    def in_doubt(self, which):
        leads = Payment.objects.filter(method="gateway", purpose="order")
        leads.filter(pk=self.one(leads, which).pk, status__in=OPEN).update(status="unknown")

    def cancelled(self, which):
        actor = Actor(kind="user", ref=self.sara.public_id)
        services.cancel_unpaid_order(actor=actor, number=self.one(Order, which).number)

    def orders_expire(self, which):
        Order.objects.update(payment_deadline_at=timezone.now() - timedelta(seconds=1))
        services.expire_unpaid_orders()

    def holds_run_out(self, which):
        StockHold.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        release_expired_holds()

    def stocked(self, which):
        offer = self.offers[which % 2]
        tenant = tenant_of(offer.partner.market)
        set_stock(actor=SYSTEM, tenant=tenant, offer=offer.public_id, quantity=which)
        self.counted[offer.pk] = which + self.gone(offer)

    def accepted(self, which):
        services.accept_vendor_order(**self.market_of(which))

    def sent(self, which):
        services.ship_vendor_order(**self.market_of(which), shipment=services.Shipment(carrier="پست"))

    def sent_in_part(self, which):
        line = self.one(VendorOrder, which).lines.first()
        shipment = services.Shipment(carrier="پست", lines={line.public_id: 1})
        services.ship_vendor_order(**self.market_of(which), shipment=shipment)

    def delivered(self, which):
        services.mark_delivered(**self.market_of(which))

    def received(self, which):
        actor = Actor(kind="user", ref=self.sara.public_id)
        services.confirm_received(actor=actor, vendor_order=self.one(VendorOrder, which).public_id)

    def refused(self, which):
        services.reject_vendor_order(**self.market_of(which), reason="شکست")

    def not_taken(self, which):
        services.refuse_delivery(**self.market_of(which), reason="پشیمان شد", put_back=bool(which % 2))

    def one(self, rows, which):
        rows = getattr(rows, "objects", rows).order_by("pk")
        if not rows:
            raise DomainError
        return rows[which % len(rows)]

    def market_of(self, which):
        part = self.one(VendorOrder, which)
        return {"actor": SYSTEM, "tenant": tenant_of(part.market), "vendor_order": part.public_id}

    def gone(self, offer):
        taken = StockHold.objects.filter(offer=offer, status="taken")
        return taken.aggregate(gone=Sum(F("quantity") - F("returned_quantity"), default=0))["gone"]

    def stock_adds_up(self):
        for offer in self.offers:
            offer.refresh_from_db()
            held = StockHold.objects.filter(offer=offer, status="held").aggregate(all=Sum("quantity", default=0))
            assert offer.num_allocated == held["all"]
            assert offer.num_in_stock == self.counted[offer.pk] - self.gone(offer)

    def money_adds_up(self):
        stands = {line.kind: line.debit - line.credit for line in trial_balance()}
        by_bank, by_wallet, held = self.paid(method="gateway"), self.paid(method="wallet"), self.held()
        live = VendorOrder.objects.exclude(status__in=["rejected", "cancelled", "awaiting_payment"])
        sold = live.exclude(order__paid_at=None).aggregate(all=Sum("total", default=0))["all"]
        owed = Order.objects.aggregate(all=Sum("refund_due", default=0))["all"]

        assert stands.get("gateway_clearing", 0) == by_bank
        assert -stands.get("wallet", 0) == PURSE - by_wallet - held
        assert -stands.get("wallet_holds", 0) == held
        assert by_bank - PURSE + by_wallet == sold + owed
        assert stands.get("receipts", 0) == 0
        assert -stands.get("refunds_payable", 0) == owed
        # What markets took in at the door is theirs, and what they owe of it is our fees.
        assert -sum(stands.get(kind, 0) for kind in ("vendor_held", "vendor_debt", "commission", "vat_payable")) == sold
        assert OutboxEvent.objects.filter(name="order.paid").count() == Order.objects.exclude(paid_at=None).count()
        assert find_drift() == []

    def paid(self, **how):
        return Payment.objects.filter(status__in=PAID, **how).aggregate(all=Sum("amount", default=0))["all"]

    def held(self):
        waiting = Payment.objects.filter(method="wallet", status="created")
        return waiting.aggregate(all=Sum("amount", default=0))["all"]
