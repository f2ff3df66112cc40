"""The demo data: believable and the same everywhere; the large set, at one percent, with books in order."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commerce.earnings.debts.models import DebtBill
from commerce.earnings.payouts.models import Payout
from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.money.invoices.models import Invoice
from commerce.money.ledger.selectors import trial_balance
from commerce.money.payments.models import Chargeback
from commerce.shop.catalogue.models import Product
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.listing.models import ListingRow
from commerce.shop.markets.models import Market
from commerce.shop.offer.models import ConditionalOffer
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.refunds.models import RefundRequest
from pages.models import ArticlePage, HomePage


@pytest.fixture
def state(monkeypatch, tmp_path, settings):
    """A state directory of this test's own: a developer's logins stay as they are."""
    monkeypatch.setenv("ASOUD_VAR", str(tmp_path))
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_the_demo_has_markets_goods_orders_in_every_state_a_home_and_five_logins(state):
    call_command("seed_demo", stdout=StringIO())

    assert Market.objects.live().count() == 3
    assert Product.objects.exclude(structure="child").count() >= 60
    assert ListingRow.objects.count() == Product.objects.exclude(structure="child").count()
    assert all(product.images.exists() for product in Product.objects.exclude(structure="child"))
    seen = Counter(Order.objects.values_list("status", flat=True))
    assert {"pending_payment", "paid", "partly_shipped", "shipped", "delivered", "cancelled", "expired"} <= set(seen)
    parts = set(VendorOrder.objects.values_list("status", flat=True))
    assert {"awaiting_payment", "new", "accepted", "packed", "shipped", "delivered", "rejected", "cancelled"} <= parts
    assert HomePage.objects.live().count() == 1
    assert ArticlePage.objects.live().count() == 3
    call_command("ledger_check", stdout=StringIO())

    _money_has_moved()

    logins = json.loads((state / "logins.json").read_text(encoding="utf-8"))
    assert list(logins) == ["admin", "finance", "marketing", "vendor", "shopper"]
    assert User.objects.get(mobile=logins["admin"]["mobile"]).check_password(logins["admin"]["password"])

    # Asked again, it makes nothing twice.
    call_command("seed_demo", stdout=StringIO())
    assert Market.objects.count() == 3


def _money_has_moved():
    """Markets were paid and owe; buyers asked back, a bank took back; there are rules, vouchers and papers."""
    assert set(Payout.objects.values_list("status", flat=True)) == {"settled", "returned", "sent", "waiting"}
    assert DebtBill.objects.filter(status="open").exists()
    asked = RefundRequest.objects.filter(status="asked")
    assert {request.is_vendors_turn(clock.now()) for request in asked} == {True, False}
    assert RefundRequest.objects.filter(status="done", kind="lines").exists()
    assert Chargeback.objects.filter(status="open").exists()
    assert {offer.funded_by for offer in ConditionalOffer.objects.all()} == {"platform", "market"}
    assert [rule.matches_everything for rule in CommissionRule.objects.all()] == [False, False, True]
    assert Invoice.objects.filter(kind="commission").exists()
    assert not Invoice.objects.filter(number=None).exists()
    assert Invoice.objects.filter(kind="sale", tax__gt=0).exists()


@pytest.mark.django_db(transaction=True)
def test_the_large_set_has_the_sizes_asked_for_and_balanced_books(state):
    call_command("seed_demo", scale="products=1000,markets=20,orders=10000", stdout=StringIO())

    assert (Market.objects.count(), Product.objects.count(), Order.objects.count()) == (20, 1000, 10_000)
    assert ListingRow.objects.count() == 1000
    lines = trial_balance()
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines) > 0
    call_command("ledger_check", stdout=StringIO())

    # A second set stands beside the first.
    call_command("seed_demo", scale="products=10,markets=2,orders=10", stdout=StringIO())
    assert Order.objects.count() == 10_010
    call_command("ledger_check", stdout=StringIO())


@pytest.mark.parametrize("scale", ["orders", "orders=-1", "orders=x", "cars=3", "orders=۵"])
def test_a_scale_that_makes_no_sense_is_refused(scale):
    with pytest.raises(CommandError):
        call_command("seed_demo", scale=scale)
