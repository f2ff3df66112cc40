"""A market's own gateway: the money goes straight to the market, which owes us what is not its own."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Gateway, Payment
from commerce.money.payments.services import save_platform_account
from commerce.money.settlement.models import LineShare
from commerce.shop.commissions.services import set_rate
from commerce.shop.markets.models import Market
from commerce.shop.order.models import Order
from tests.commerce.money.wallets.money import top_up
from tests.commerce.shop.order.test_bank_transfers import IBAN
from tests.commerce.shop.order.test_paying import time_runs_out
from tests.factories.sales import capture, check_out, fill_cart, make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rates(tea, pot):
    set_rate(actor=SYSTEM, percent=Decimal(10))
    make_gateway()


@pytest.fixture
def own(tea_house):
    Market.objects.filter(pk=tea_house.pk).update(may_have_own_gateway=True)
    return Gateway.objects.create(
        slug="tea-bank",
        adapter="zarinpal",
        owner_kind="market",
        owner_ref=tea_house.public_id,
        title_fa="درگاه چای",
        title_en="Tea bank",
        max_amount=10**12,
    )


def there(shopper, **wish):
    return check_out(shopper, payment={"gateway": "tea-bank", **wish})


def account(kind, market):
    return balance_of(AccountRef(kind, "market", market.public_id))


def fees():
    return sum(LineShare.objects.exclude(account_kind="vendor_held").values_list("amount", flat=True))


def ways(client, **asked):
    answer = client.get("/api/v1/gateways/", {"purpose": "order", **asked})
    assert answer.status_code == 200, answer.content
    return [way["slug"] for way in answer.json()["results"]]


def test_what_is_paid_there_is_the_markets_and_the_fees_are_its_debt(shopper, tea, tea_house, own):
    fill_cart(shopper, (tea, 2))
    capture(there(shopper).json())

    assert Order.objects.get().status == "paid"
    assert account("vendor_debt", tea_house) == fees() > 0
    assert account("vendor_held", tea_house) == 0
    assert balance_of(AccountRef("gateway_clearing")) == balance_of(AccountRef("receipts")) == 0
    call_command("ledger_check")


def test_a_wallets_part_lessens_the_debt_and_the_rest_is_held_for_the_market(shopper, sara, tea, tea_house, own):
    top_up(sara, 500_000)
    for part in (10_000, 300_000):
        fill_cart(shopper, (tea, 2))
        capture(there(shopper, wallet_amount=part).json())

    fee = fees() // 2
    assert account("vendor_debt", tea_house) == fee - 10_000
    assert account("vendor_held", tea_house) == 300_000 - fee
    assert balance_of(AccountRef("receipts")) == 0
    call_command("ledger_check")


@pytest.mark.parametrize("part", [0, 10_000, 300_000])
def test_what_the_market_cannot_send_comes_out_of_its_own_money(shopper, sara, seller, tea, tea_house, own, part):
    top_up(sara, 300_000)
    fill_cart(shopper, (tea, 2))
    placed = there(shopper, wallet_amount=part).json()
    capture(placed)
    vendor_order = placed["order"]["vendor_orders"][0]["id"]
    seller.post(f"/api/v1/vendor/tea-house/orders/{vendor_order}/reject/", {"reason": "تمام شد"})

    stands = account("vendor_held", tea_house) + account("vendor_free", tea_house) - account("vendor_debt", tea_house)
    assert stands == -(590_000 - part)
    assert balance_of(AccountRef("refunds_payable")) == 590_000
    assert balance_of(AccountRef("commission")) == balance_of(AccountRef("vat_payable")) == 0
    call_command("ledger_check")


def test_money_that_came_too_late_there_is_owed_by_the_market(shopper, tea, tea_house, own):
    fill_cart(shopper, (tea, 5))
    placed = there(shopper).json()
    time_runs_out()
    type(tea).objects.filter(pk=tea.pk).update(num_in_stock=0)
    capture(placed)

    assert balance_of(AccountRef("refunds_payable")) == -account("vendor_free", tea_house) == 1_340_000
    call_command("ledger_check")


def test_it_pays_only_what_its_market_sells(shopper, tea, pot, own):
    fill_cart(shopper, (tea, 1), (pot, 1))

    assert ways(shopper) == ["test-bank", "wallet"]
    assert there(shopper).json()["code"] == "gateway_unavailable"
    assert not Payment.objects.exists()


def test_it_is_offered_where_its_market_sells_everything(shopper, tea, own):
    fill_cart(shopper, (tea, 1))
    assert ways(shopper) == ["test-bank", "tea-bank", "wallet"]

    number = check_out(shopper).json()["order"]["number"]
    assert ways(shopper) == ["test-bank", "wallet"]
    assert ways(shopper, order=number) == ["test-bank", "tea-bank", "wallet"]
    Market.objects.update(may_have_own_gateway=False)
    assert ways(shopper, order=number) == ["test-bank", "wallet"]


def test_every_way_to_pay_has_its_row(shopper, sara, tea, own):
    told = {"title": "حساب فروش", "bank": "بانک سامان", "holder": "آسود", "iban": IBAN}
    save_platform_account(actor=SYSTEM, changes=told)
    Market.objects.update(takes_cash=True)
    top_up(sara, 300_000)
    fill_cart(shopper, (tea, 1))

    rows = shopper.get("/api/v1/gateways/", {"purpose": "order", "amount": 340_000}).json()["results"]
    assert [row["method"] for row in rows] == ["gateway", "gateway", "wallet", "transfer", "cod"]
    assert rows[2]["balance"]["amount"] == 300_000


def test_a_guest_sees_what_the_cart_allows(tea, own):
    Market.objects.update(takes_cash=True)
    guest = APIClient()
    token = guest.post("/api/v1/cart/lines/", {"offer": tea.public_id}).headers["X-Cart-Token"]
    guest.credentials(HTTP_X_CART_TOKEN=token)

    assert ways(guest) == ["test-bank", "tea-bank", "cod"]
    assert ways(APIClient()) == ["test-bank"]


def test_another_persons_order_is_not_asked_about(shopper, tea, own):
    from tests.factories import bearer, make_user

    fill_cart(shopper, (tea, 1))
    number = check_out(shopper).json()["order"]["number"]

    for stranger in (bearer(make_user()), APIClient()):
        assert stranger.get("/api/v1/gateways/", {"purpose": "order", "order": number}).status_code == 404


def test_what_is_no_order_is_paid_by_gateways_alone(shopper, own):
    answer = shopper.get("/api/v1/gateways/", {"purpose": "top_up"}).json()["results"]

    assert [row["slug"] for row in answer] == ["test-bank"]
