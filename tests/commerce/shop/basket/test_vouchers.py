"""Codes in a cart: what they take off, who pays for it, and what is said when they do not apply."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone, translation
from rest_framework.test import APIClient

from commerce.shop.basket.models import Basket
from commerce.shop.basket.services.vouchers import CODES_TRIED
from commerce.shop.catalogue.models import Category
from commerce.shop.offer.models import ConditionalOffer
from commerce.shop.partner.models import StockRecord
from commerce.shop.voucher.models import Voucher
from tests.factories import bearer, make_category, make_market, make_product, make_user, offer_of
from tests.factories.promotions import make_voucher, register_for_vat
from tests.factories.sales import ADDRESS, fill_cart

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea():
    return offer_of(make_product(make_market(handle="tea-house", name="چای‌خانه"), title="چای", price=250_001, stock=9))


@pytest.fixture
def pot():
    return offer_of(make_product(make_market(handle="pottery"), title="قوری", price=3_200_000))


@pytest.fixture
def sara():
    return make_user()


@pytest.fixture
def shopper(sara):
    return bearer(sara)


def use(client, code, **headers):
    return client.post("/api/v1/cart/vouchers/", {"code": code}, headers=headers)


def cart_of(client, **headers):
    return client.get("/api/v1/cart/", headers=headers).json()


def refusal(answer):
    assert answer.status_code == 400, answer.content
    return answer.json()["errors"]["code"][0]


def amounts(cart):
    return {name: money["amount"] for name, money in cart["totals"].items()}


def test_a_percentage_is_taken_off_and_shown(shopper, tea, pot):
    make_voucher("NOWRUZ10")
    fill_cart(shopper, (tea, 1), (pot, 1))

    answer = use(shopper, " nowruz10 ")

    assert answer.status_code == 201
    cart = answer.json()
    assert [(one["code"], one["market"], one["applies"]) for one in cart["vouchers"]] == [("NOWRUZ10", None, True)]
    assert amounts(cart) == {"items": 3_450_001, "discount": 345_000, "shipping": 0, "tax": 0, "payable": 3_105_001}
    assert sum(line["total"]["amount"] for line in cart["lines"]) == 3_105_001
    assert sum(line["discount"]["amount"] for line in cart["lines"]) == 345_000


def test_a_quote_says_in_words_what_a_voucher_takes_off(shopper, tea):
    make_voucher("NOWRUZ10")
    make_voucher("TEA5", percent=5, market="tea-house")
    fill_cart(shopper, (tea, 1))
    use(shopper, "NOWRUZ10"), use(shopper, "TEA5")

    reasons = shopper.post("/api/v1/checkout/quote/", {"address": ADDRESS}, headers={"Accept-Language": "en"}).json()
    told = [(one["code"], one["text"], one["amount"]["amount"]) for one in reasons["reasons"]]
    assert ("voucher", "Discount of چای‌خانه by voucher TEA5", 12_500) in told
    assert ("voucher", "Discount by voucher NOWRUZ10", 23_750) in told


def test_a_cap_bounds_a_percentage(shopper, pot):
    make_voucher("HALF", percent=50, cap=100_000)
    fill_cart(shopper, (pot, 1))

    assert amounts(use(shopper, "HALF").json())["discount"] == 100_000


def test_an_amount_never_takes_more_than_the_goods_are_worth(shopper, tea):
    make_voucher("GIFT", amount=1_000_000)
    fill_cart(shopper, (tea, 1))

    assert amounts(use(shopper, "GIFT").json()) == {
        "items": 250_001,
        "discount": 250_001,
        "shipping": 0,
        "tax": 0,
        "payable": 0,
    }


def test_a_markets_voucher_is_for_its_own_goods_alone(shopper, tea, pot):
    make_voucher("TEA20", percent=20, market="tea-house")
    fill_cart(shopper, (tea, 1), (pot, 1))

    cart = use(shopper, "TEA20").json()

    assert [line["discount"]["amount"] for line in cart["lines"]] == [50_000, 0]
    assert cart["vouchers"][0]["market"] == {"handle": "tea-house", "name": "چای‌خانه"}


def test_a_market_and_the_platform_give_together_one_after_the_other(shopper, tea, pot):
    make_voucher("TEA20", percent=20, market="tea-house")
    make_voucher("ALL10")
    fill_cart(shopper, (tea, 1), (pot, 1))
    use(shopper, "ALL10")

    cart = use(shopper, "TEA20").json()

    # 10 percent of what the market's 20 percent left: (200,001 + 3,200,000) / 10
    assert amounts(cart)["discount"] == 50_000 + 340_000


def test_one_payer_gives_one_voucher(shopper, tea):
    make_voucher("ALL10")
    make_voucher("ALL20", percent=20)
    fill_cart(shopper, (tea, 1))
    use(shopper, "ALL10")

    assert refusal(use(shopper, "ALL20"))["code"] == "voucher_not_with_another"
    assert use(shopper, "ALL10").status_code == 201
    assert [one["code"] for one in cart_of(shopper)["vouchers"]] == ["ALL10"]


def test_a_voucher_is_taken_out_again(shopper, tea):
    make_voucher("ALL10")
    fill_cart(shopper, (tea, 1))
    use(shopper, "ALL10")

    cart = shopper.delete("/api/v1/cart/vouchers/all10/").json()

    assert (cart["vouchers"], amounts(cart)["discount"]) == ([], 0)
    assert shopper.delete("/api/v1/cart/vouchers/all10/").status_code == 404


def test_categories_and_products_say_what_a_voucher_is_for(shopper, tea, pot):
    make_category("drinks", parent="")
    make_category("green-tea", parent="drinks")
    tea.product.categories.set([Category.objects.get(slug="green-tea")])
    make_voucher("DRINKS", percent=10, categories=["drinks"])
    make_voucher("POT", percent=10, products=[pot.product.public_id], market="pottery")
    fill_cart(shopper, (tea, 1), (pot, 1))
    use(shopper, "DRINKS")

    cart = use(shopper, "POT").json()

    assert [line["discount"]["amount"] for line in cart["lines"]] == [25_000, 320_000]


def test_what_a_promotion_leaves_out_stays_out(shopper, tea, pot):
    voucher = make_voucher("MOST", percent=10)
    voucher.offers.get().benefit.range.excluded_products.add(pot.product)
    fill_cart(shopper, (tea, 1), (pot, 1))

    assert [line["discount"]["amount"] for line in use(shopper, "MOST").json()["lines"]] == [25_000, 0]


def test_a_variant_is_in_a_promotion_with_its_parent(shopper):
    product = make_product(make_market(), price=500_000, variants=["قرمز", "آبی"])
    make_voucher("SHIRT", products=[product.public_id])
    fill_cart(shopper, (offer_of(product.children.first()), 1))

    assert amounts(use(shopper, "SHIRT").json())["discount"] == 50_000


@pytest.mark.parametrize(
    ("draft", "change", "code"),
    [
        ({}, lambda: Voucher.objects.update(end_datetime=timezone.now()), "voucher_expired"),
        ({"uses": 1}, lambda: ConditionalOffer.objects.update(num_applications=1), "voucher_used_up"),
        ({"market": "pottery"}, lambda: None, "voucher_not_for_this_cart"),
        ({"minimum": 400_000}, lambda: None, "voucher_below_minimum"),
    ],
)
def test_a_voucher_that_does_not_apply_says_why(shopper, tea, pot, draft, change, code):
    make_voucher("NOPE", **draft)
    change()
    fill_cart(shopper, (tea, 1))

    refused = refusal(use(shopper, "NOPE", **{"Accept-Language": "fa"}))

    assert refused["code"] == code
    assert refused["detail"]
    assert not Basket.objects.get().vouchers.exists()


def test_a_minimum_is_named_in_the_unit_people_count_in(shopper, tea):
    make_voucher("BIG", minimum=400_000)
    fill_cart(shopper, (tea, 1))

    assert "40,000 toman" in refusal(use(shopper, "BIG", **{"Accept-Language": "en"}))["detail"]
    fill_cart(shopper, (tea, 1))
    assert amounts(use(shopper, "BIG").json())["discount"] == 50_000


def test_a_voucher_that_stopped_applying_stays_and_says_so(shopper, tea):
    make_voucher("BIG", minimum=400_000)
    line = fill_cart(shopper, (tea, 2))["lines"][0]["id"]
    use(shopper, "BIG")

    cart = shopper.patch(f"/api/v1/cart/lines/{line}/", {"quantity": 1}).json()

    assert [(one["code"], one["voucher"]) for one in cart["problems"]] == [("voucher_below_minimum", "BIG")]
    assert (cart["vouchers"][0]["applies"], amounts(cart)["discount"]) == (False, 0)
    assert (cart["problems"][0]["old"]["amount"], cart["problems"][0]["new"]["amount"]) == (250_001, 400_000)


def test_no_such_code_and_trying_codes_has_an_end(shopper, sara, tea):
    fill_cart(shopper, (tea, 1))
    CODES_TRIED.forget(f"user:{sara.pk}")

    for _ in range(settings.VOUCHER_CODES_TRIED_HOURLY):
        assert refusal(use(shopper, "GUESS"))["code"] == "voucher_unknown"
    tried = [use(shopper, "GUESS").status_code for _ in range(3)]
    CODES_TRIED.forget(f"user:{sara.pk}")
    assert 429 in tried


def test_a_guest_brings_a_voucher_along(sara, tea):
    make_voucher("ALL10")
    guest = APIClient()
    token = {"X-Cart-Token": fill_cart(guest, (tea, 1))["token"]}
    assert use(guest, "ALL10", **token).status_code == 201
    client = bearer(sara)

    assert amounts(cart_of(client, **token))["discount"] == 25_000
    client.post("/api/v1/cart/lines/", {"offer": tea.public_id, "quantity": 1}, headers=token)
    assert amounts(cart_of(client))["discount"] == 50_000


def test_discounts_count_towards_free_delivery_as_the_market_sees_it(shopper):
    market = make_market(handle="tea-house", shipping_price=90_000, free_shipping_from=500_000)
    offer = offer_of(make_product(market, price=500_000))
    make_voucher("TEA20", percent=20, market="tea-house")
    make_voucher("ALL20", percent=20)
    fill_cart(shopper, (offer, 1))

    assert amounts(use(shopper, "ALL20").json())["shipping"] == 0
    assert amounts(use(shopper, "TEA20").json())["shipping"] == 90_000


def test_a_cart_with_vouchers_and_tax_stays_in_its_budgets(shopper, django_assert_max_num_queries):
    offers = [offer_of(make_product(make_market())) for _ in range(6)]
    for offer in offers:
        register_for_vat(offer.partner.market)
    fill_cart(shopper, *[(offer, 1) for offer in offers[:5]])
    make_voucher("ALL10")
    make_voucher("OWN", market=offers[0].partner.market.handle)
    use(shopper, "ALL10"), use(shopper, "OWN")

    with django_assert_max_num_queries(8):
        cart_of(shopper)
    with django_assert_max_num_queries(14):
        shopper.post("/api/v1/cart/lines/", {"offer": offers[5].public_id, "quantity": 1})


def test_a_price_that_is_gone_gives_nothing(shopper, tea):
    make_voucher("ALL10")
    fill_cart(shopper, (tea, 1))
    use(shopper, "ALL10")
    StockRecord.objects.filter(pk=tea.pk).update(price=None, is_active=False)

    assert amounts(cart_of(shopper))["payable"] == 0


def test_texts_of_problems_are_words_in_both_languages():
    from commerce.shop.basket.problems import TEXTS

    for language in ("fa", "en"):
        with translation.override(language):
            assert all(str(text) for text in TEXTS.values())


def test_dates_decide_to_the_moment(shopper, tea):
    make_voucher("SOON", starts_at=timezone.now() + timedelta(minutes=5))
    fill_cart(shopper, (tea, 1))

    assert refusal(use(shopper, "SOON"))["code"] == "voucher_expired"
