"""Vouchers and the tax of goods from cart to order: frozen, counted, shared out, let go and taken back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.models import LineShare, SoldLine
from commerce.money.settlement.services import LinePart, reverse_lines, reverse_sale
from commerce.shop.commissions.services import add_rule, set_rate
from commerce.shop.markets.models import Market
from commerce.shop.offer.models import ConditionalOffer
from commerce.shop.order.models import Order, OrderDiscount, VendorOrder
from commerce.shop.order.services import expire_unpaid_orders
from commerce.shop.partner.models import StockRecord
from commerce.shop.voucher.models import Voucher, VoucherApplication
from commerce.shop.voucher.services import end_voucher
from tests.factories import bearer, make_user
from tests.factories.promotions import make_voucher, put_tax_on_top, register_for_vat
from tests.factories.sales import ADDRESS, capture, check_out, fill_cart, make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gateway():
    return make_gateway()


def use(client, *codes):
    for code in codes:
        assert client.post("/api/v1/cart/vouchers/", {"code": code}).status_code == 201


def ordered(client, *wanted, codes=(), **body):
    fill_cart(client, *wanted)
    use(client, *codes)
    answer = check_out(client, **body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def amounts(order):
    return {name: money["amount"] for name, money in order["totals"].items()}


def held(market):
    return balance_of(AccountRef("vendor_held", "market", market.public_id))


def test_an_order_keeps_who_gave_what(shopper, tea, pot):
    make_voucher("TEA20", percent=20, market="tea-house")
    make_voucher("ALL10")
    placed = ordered(shopper, (tea, 1), (pot, 1), codes=["TEA20", "ALL10"])["order"]

    assert amounts(placed) == {
        "items": 3_450_000,
        "discount": 390_000,
        "shipping": 90_000,
        "tax": 0,
        "payable": 3_150_000,
    }
    part = VendorOrder.objects.get(market__handle="tea-house")
    assert (part.discount_total, part.platform_discount_total, part.total) == (70_000, 20_000, 270_000)
    line = part.lines.get()
    assert (int(line.line_price_incl_tax), line.market_discount, line.platform_discount) == (200_000, 50_000, 20_000)
    kept = OrderDiscount.objects.order_by("voucher_code").values_list("voucher_code", "amount")
    assert list(kept) == [("ALL10", 340_000), ("TEA20", 50_000)]


def test_the_platforms_part_comes_from_promotions_and_the_markets_from_its_price(shopper, tea, tea_house):
    set_rate(actor=SYSTEM, percent=10)
    make_voucher("TEA20", percent=20, market="tea-house")
    make_voucher("ALL10")
    capture(ordered(shopper, (tea, 1), codes=["TEA20", "ALL10"]))

    assert balance_of(AccountRef("platform_promotions")) == 20_000
    # 200,000 is what the goods were sold for: commission 10 % of that and 10 % tax on it
    assert balance_of(AccountRef("commission")) == 20_000
    assert balance_of(AccountRef("vat_payable")) == 2_000
    assert held(tea_house) == 200_000 + 90_000 - 22_000
    assert balance_of(AccountRef("receipts")) == 0


@pytest.mark.parametrize("on_top", [False, True])
def test_no_commission_is_taken_of_the_sellers_tax(shopper, tea, tea_house, on_top):
    set_rate(actor=SYSTEM, percent=10)
    register_for_vat(tea_house)
    if on_top:
        put_tax_on_top()
    StockRecord.objects.filter(pk=tea.pk).update(price=250_000 if on_top else 275_000)
    order = ordered(shopper, (tea, 1))["order"]

    line = Order.objects.get().lines.get()
    assert (int(line.line_price_incl_tax), int(line.line_price_excl_tax), line.tax) == (275_000, 250_000, 25_000)
    assert (str(line.tax_percent), line.tax_class, line.tax_on_top) == ("10.00", "standard", 25_000 if on_top else 0)
    assert amounts(order)["tax"] == 25_000 + (9_000 if on_top else 8_182)
    assert LineShare.objects.get(holder="commission").amount == 25_000


def test_an_order_says_its_tax_and_discount_line_by_line(shopper, tea, tea_house):
    register_for_vat(tea_house)
    put_tax_on_top()
    make_voucher("ALL10")
    order = ordered(shopper, (tea, 2), codes=["ALL10"])["order"]

    line = order["lines"][0]
    told = {name: line[name]["amount"] for name in ("unit_price", "discount", "tax", "total")}
    assert told == {"unit_price": 250_000, "discount": 55_000, "tax": 50_000, "total": 495_000}
    assert amounts(order)["payable"] == 500_000 - 55_000 + 90_000 + 50_000 + 9_000
    record = Order.objects.get()
    assert (int(record.total_incl_tax), int(record.total_excl_tax)) == (594_000, 535_000)
    assert (int(record.shipping_incl_tax), int(record.shipping_excl_tax)) == (99_000, 90_000)


def test_nothing_to_pay_is_paid_at_once(shopper, pot):
    make_voucher("FREE", percent=100)
    placed = ordered(shopper, (pot, 1), codes=["FREE"])

    assert (placed["order"]["status"], placed["payment"]) == ("paid", None)
    assert balance_of(AccountRef("platform_promotions")) == 3_200_000
    assert held(pot.partner.market) == 3_200_000


def test_a_market_that_gives_everything_earns_nothing_and_owes_nothing(shopper, pot):
    set_rate(actor=SYSTEM, percent=10)
    make_voucher("FREE", percent=100, market="pottery")
    placed = ordered(shopper, (pot, 1), codes=["FREE"])

    assert placed["order"]["status"] == "paid"
    assert held(pot.partner.market) == 0
    assert balance_of(AccountRef("commission")) == 0


def test_a_voucher_used_up_meanwhile_changes_the_price(shopper, tea):
    make_voucher("TWO", uses=2)
    fill_cart(shopper, (tea, 1))
    use(shopper, "TWO")
    quote = shopper.post("/api/v1/checkout/quote/", {"address": ADDRESS}).json()["quote"]
    ConditionalOffer.objects.update(num_applications=2)

    refused = check_out(shopper, quote=quote)

    assert (refused.status_code, refused.json()["code"]) == (409, "price_changed")
    cart = refused.json()["cart"]
    assert [problem["code"] for problem in cart["problems"]] == ["voucher_used_up"]
    assert cart["totals"]["payable"]["amount"] == 340_000
    assert check_out(shopper, client_total=340_000).status_code == 201


def test_a_voucher_that_ended_changes_the_price(shopper, tea):
    make_voucher("ALL10")
    fill_cart(shopper, (tea, 1))
    use(shopper, "ALL10")
    end_voucher(actor=SYSTEM, code="ALL10")

    refused = check_out(shopper, client_total=315_000)
    assert [problem["code"] for problem in refused.json()["cart"]["problems"]] == ["voucher_expired"]


def test_a_person_uses_a_voucher_as_often_as_it_says(shopper, sara, tea):
    make_voucher("MINE", uses_per_person=1)
    ordered(shopper, (tea, 1), codes=["MINE"])
    fill_cart(shopper, (tea, 1))

    answer = shopper.post("/api/v1/cart/vouchers/", {"code": "MINE"})
    assert answer.json()["errors"]["code"][0]["code"] == "voucher_already_used"
    other = bearer(make_user())
    assert ordered(other, (tea, 1), codes=["MINE"])


def test_an_order_that_ends_unpaid_lets_its_vouchers_go(shopper, tea):
    make_voucher("ONCE", uses=1, uses_per_person=1)
    first = ordered(shopper, (tea, 1), codes=["ONCE"])["order"]["number"]
    assert shopper.post(f"/api/v1/orders/{first}/cancel/").status_code == 200
    assert (ConditionalOffer.objects.get().num_applications, Voucher.objects.get().num_orders) == (0, 0)
    ordered(shopper, (tea, 1), codes=["ONCE"])
    Order.objects.filter(status="pending_payment").update(payment_deadline_at=timezone.now() - timedelta(seconds=1))

    assert expire_unpaid_orders() == 1
    assert (ConditionalOffer.objects.get().num_applications, int(Voucher.objects.get().total_discount)) == (0, 0)
    assert not VoucherApplication.objects.exists()


@pytest.mark.parametrize(("meanwhile", "status"), [(False, "paid"), (True, "expired")])
def test_money_that_comes_late_buys_at_the_old_price_only_while_the_voucher_is_there(shopper, tea, meanwhile, status):
    make_voucher("ONCE", uses=1)
    placed = ordered(shopper, (tea, 1), codes=["ONCE"])
    Order.objects.update(payment_deadline_at=timezone.now() - timedelta(seconds=1))
    expire_unpaid_orders()
    if meanwhile:
        ordered(bearer(make_user()), (tea, 1), codes=["ONCE"])
    capture(placed)

    assert Order.objects.get(number=placed["order"]["number"]).status == status
    assert ConditionalOffer.objects.get().num_applications == 1


def test_a_whole_order_goes_back_to_the_rial(shopper, tea, pot, tea_house):
    set_rate(actor=SYSTEM, percent=Decimal("7.5"))
    register_for_vat(tea_house)
    put_tax_on_top()
    StockRecord.objects.filter(pk=tea.pk).update(price=250_007)
    make_voucher("TEA20", percent="19.99", market="tea-house")
    make_voucher("ALL10", percent="9.37")
    placed = ordered(shopper, (tea, 3), (pot, 1), codes=["TEA20", "ALL10"])
    capture(placed)
    paid = placed["payment"]["amount"]["amount"]
    line = SoldLine.objects.get(quantity=3)

    back = [reverse_lines(parts=[LinePart(line.line_ref, quantity=1)], key=f"piece:{n}")[0].amount for n in range(2)]
    for sale in set(SoldLine.objects.values_list("sale_ref", flat=True)):
        back += [reversal.amount for reversal in reverse_sale(sale_ref=sale, key=f"rest:{sale}")]

    assert sum(back) == paid == balance_of(AccountRef("refunds_payable"))
    for account in ("platform_promotions", "commission", "vat_payable", "receipts"):
        assert balance_of(AccountRef(account)) == 0, account
    assert held(tea_house) == held(pot.partner.market) == 0
    assert not find_drift()


def test_peer_bug_3_parts_of_tax_and_delivery_are_whole_rials(shopper, tea, tea_house):
    """A refund of a piece with a fraction of tax and delivery is a whole number of rials, and the last one makes up."""
    set_rate(actor=SYSTEM, percent=9)
    register_for_vat(tea_house)
    put_tax_on_top()
    StockRecord.objects.filter(pk=tea.pk).update(price=333_337)
    placed = ordered(shopper, (tea, 3))
    capture(placed)
    goods = SoldLine.objects.get(quantity=3)
    delivery = SoldLine.objects.get(kind="delivery")

    pieces = [reverse_lines(parts=[LinePart(goods.line_ref, quantity=1)], key=f"p:{n}")[0].amount for n in range(3)]
    ways = [
        reverse_lines(parts=[LinePart(delivery.line_ref, amount=amount)], key=f"d:{amount}")[0].amount
        for amount in (33_333, 99_000 - 33_333)
    ]

    assert all(isinstance(amount, int) for amount in pieces + ways)
    assert sum(pieces) + sum(ways) == placed["payment"]["amount"]["amount"]
    assert held(tea_house) == 0


def test_peer_bug_6_a_discount_by_quantity_leaves_commission_and_earning_right(shopper, tea, tea_house):
    """Many pieces at a large discount: the vendor earns no more than the order, and the commission is not nought."""
    set_rate(actor=SYSTEM, percent=10)
    make_voucher("MANY", percent=90, market="tea-house", minimum=1_000_000)
    placed = ordered(shopper, (tea, 5), codes=["MANY"])
    capture(placed)

    paid = placed["payment"]["amount"]["amount"]
    shares = {share.holder: share.amount for share in LineShare.objects.filter(line__quantity=5)}
    assert shares == {"commission": 12_500, "commission_vat": 1_250, "vendor": 111_250}
    assert 0 < held(tea_house) <= paid == 125_000 + 90_000


def test_peer_bug_12_two_parcels_cost_one_delivery(shopper, seller, tea, tea_house):
    """Splitting what is sent does not price the delivery again, nor tax it again."""
    register_for_vat(tea_house)
    placed = ordered(shopper, (tea, 2))
    capture(placed)
    part = VendorOrder.objects.get()
    before = (part.shipping_total, part.shipping_tax, part.total)
    path = f"/api/v1/vendor/tea-house/orders/{part.public_id}"
    assert seller.post(f"{path}/accept/").status_code == 200
    line = part.lines.get().public_id
    for _ in range(2):
        told = {"carrier": "پست", "tracking": "1", "lines": [{"line": line, "quantity": 1}]}
        assert seller.post(f"{path}/ship/", told).status_code == 200

    part.refresh_from_db()
    assert part.parcels.count() == 2
    assert (part.shipping_total, part.shipping_tax, part.total) == before
    assert SoldLine.objects.filter(kind="delivery").count() == 1


def test_placing_with_vouchers_and_tax_stays_in_its_budget(shopper, tea, pot, tea_house, django_assert_max_num_queries):
    fill_cart(shopper, (tea, 1), (pot, 1))
    total = shopper.get("/api/v1/cart/").json()["totals"]["payable"]["amount"]
    register_for_vat(tea_house)

    with django_assert_max_num_queries(45):
        assert check_out(shopper, client_total=total).status_code == 201


def test_a_market_whose_goods_the_platform_gives_away_is_paid_also_where_the_rest_is_cash(shopper, tea, pot):
    Market.objects.update(takes_cash=True, shipping_price=0)
    make_voucher("FREETEA", percent=100, products=[tea.product.public_id])
    ordered(shopper, (tea, 1), (pot, 1), codes=["FREETEA"], payment={"method": "cod"})

    assert VendorOrder.objects.get(market__handle="tea-house").total == 0
    assert held(Market.objects.get(handle="tea-house")) == 250_000
    assert held(Market.objects.get(handle="pottery")) == 0
    assert find_drift() == []


def test_a_rule_about_ways_of_paying_sees_the_way_chosen_at_placement(shopper, tea, tea_house):
    Market.objects.filter(pk=tea_house.pk).update(takes_cash=True)
    add_rule(actor=SYSTEM, fields={"name": "cash", "percent": Decimal(20), "payments": ["cod"], "applies_to": "items"})
    ordered(shopper, (tea, 1), payment={"method": "cod"})

    share = LineShare.objects.get(holder="commission")
    assert (share.rule["name"], share.amount) == ("cash", 50_000)
