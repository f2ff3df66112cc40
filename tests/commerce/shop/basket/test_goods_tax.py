"""The tax of goods: of sellers who take it, by the class of each good, inside the price or on top of it."""

from datetime import date, timedelta

import pytest

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.tax.errors import BackdatedTax
from commerce.money.tax.selectors import terms_on
from commerce.money.tax.services import set_price_basis
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.promotions import make_voucher, put_tax_on_top, register_for_vat
from tests.factories.sales import ADDRESS, fill_cart

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea_house():
    return make_market(handle="tea-house", name="Tea house", shipping_price=90_000)


@pytest.fixture
def tea(tea_house):
    return offer_of(make_product(tea_house, title="چای", price=250_005))


@pytest.fixture
def shopper():
    return bearer(make_user())


def amounts(cart):
    return {name: money["amount"] for name, money in cart["totals"].items()}


def reasons(client):
    quote = client.post("/api/v1/checkout/quote/", {"address": ADDRESS}, headers={"Accept-Language": "en"}).json()
    return [(one["code"], one["text"], one["amount"]["amount"]) for one in quote["reasons"]]


def test_a_seller_who_is_not_registered_takes_no_tax(shopper, tea):
    assert amounts(fill_cart(shopper, (tea, 1)))["tax"] == 0


def test_a_price_that_holds_the_tax_is_paid_as_it_is(shopper, tea, tea_house):
    register_for_vat(tea_house)
    cart = fill_cart(shopper, (tea, 1))

    # 250,005 − round(250,005 / 1.1) and 90,000 − round(90,000 / 1.1), each rounded on its own
    assert amounts(cart) == {"items": 250_005, "discount": 0, "shipping": 90_000, "tax": 30_910, "payable": 340_005}
    assert ("tax_included", "Value added tax of 10%, in the prices of Tea house", 30_910) in reasons(shopper)


def test_tax_on_top_is_paid_too_half_a_rial_upwards(shopper, tea, tea_house):
    register_for_vat(tea_house)
    put_tax_on_top()
    cart = fill_cart(shopper, (tea, 1))

    assert amounts(cart) == {"items": 250_005, "discount": 0, "shipping": 90_000, "tax": 34_001, "payable": 374_006}
    assert (cart["lines"][0]["unit_price"]["amount"], cart["lines"][0]["total"]["amount"]) == (250_005, 275_006)
    assert ("tax_added", "Value added tax of 10% on what Tea house sells", 34_001) in reasons(shopper)


@pytest.mark.parametrize("tax_class", ["zero", "exempt"])
def test_some_goods_are_not_taxed(shopper, tea_house, tax_class):
    register_for_vat(tea_house)
    product = make_product(tea_house, price=500_000, kind="service", variants=["یک", "دو"], tax_class=tax_class)

    assert amounts(fill_cart(shopper, (offer_of(product.children.first()), 1)))["tax"] == 0


def test_a_markets_discount_lowers_the_tax_and_the_platforms_does_not(shopper, tea, tea_house):
    register_for_vat(tea_house)
    put_tax_on_top()
    make_voucher("TEA50", percent=50, market="tea-house")
    make_voucher("ALL100", percent=100)
    fill_cart(shopper, (tea, 2))

    lowered = shopper.post("/api/v1/cart/vouchers/", {"code": "TEA50"}).json()
    assert amounts(lowered)["tax"] == 25_001 + 9_000
    paid = shopper.post("/api/v1/cart/vouchers/", {"code": "ALL100"}).json()
    assert amounts(paid)["tax"] == 25_001 + 9_000
    assert paid["lines"][0]["total"]["amount"] == 0


def test_staff_say_from_a_coming_day_on_whether_prices_hold_the_tax():
    tomorrow = clock.today() + timedelta(days=1)
    set_price_basis(actor=SYSTEM, prices_include_tax=False, starts_on=tomorrow)

    assert (terms_on().prices_include_tax, terms_on(day=tomorrow).prices_include_tax) == (True, False)
    assert AuditEntry.objects.get(action="tax.price_basis_set").data["starts_on"] == tomorrow.isoformat()


def test_the_basis_is_not_changed_backwards_nor_by_everyone():
    with pytest.raises(BackdatedTax):
        set_price_basis(actor=SYSTEM, prices_include_tax=False, starts_on=clock.today())
    with pytest.raises(Forbidden):
        set_price_basis(actor=Actor("staff", "reza"), prices_include_tax=False, starts_on=date(2030, 1, 1))
