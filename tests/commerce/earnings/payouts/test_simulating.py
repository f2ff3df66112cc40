"""The simulator says what would be frozen and booked, with the reason of every number, and writes nothing."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from commerce.earnings.payouts.selectors import expected_payout_on
from commerce.earnings.payouts.simulating import simulate
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.errors import InvalidInput
from commerce.money.ledger.selectors import entry_of
from commerce.money.settlement.models import LineShare
from commerce.money.settlement.selectors import sale_key
from commerce.money.tax.services import set_rate as set_tax
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.commissions.services import add_rule, change_rule, set_rate
from commerce.shop.commissions.words import reason_of
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.plans.models import Plan
from commerce.shop.voucher.services import VoucherDraft, make_voucher
from tests import factories
from tests.factories.promotions import put_tax_on_top, register_for_vat
from tests.factories.sales import capture, check_out, fill_cart, make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _general_rate():
    set_rate(actor=SYSTEM, percent=Decimal(10))


@pytest.fixture
def tea():
    market = factories.make_market(handle="tea-house", name="چای‌خانه", shipping_price=300_000)
    return factories.offer_of(factories.make_product(market, title="چای", price=1_000_000, category="tea"))


@pytest.fixture
def shoe():
    market = factories.make_market(handle="shoe-shop", name="کفاشی", shipping_price=0)
    return factories.offer_of(factories.make_product(market, title="کفش", price=5_000_000, category="shoes"))


def a_rule(name="rule", **fields):
    return add_rule(actor=SYSTEM, fields={"name": name, "percent": Decimal(20), **fields})


def a_voucher(code, **draft):
    now = timezone.now()
    told = {"name": code, "starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=30), **draft}
    return make_voucher(actor=SYSTEM, draft=VoucherDraft(code=code, **told))


def asked(*offers, **circumstances):
    return simulate(lines=[(offer.public_id, many) for offer, many in offers], **circumstances)


def test_every_number_of_a_plain_sale(tea):
    found = asked((tea, 2))

    assert (found.items, found.shipping, found.payable) == (2_000_000, 300_000, 2_300_000)
    assert found.shares == {"commission": 200_000, "commission_vat": 20_000, "vendor": 2_080_000}
    assert found.adds_up
    assert found.checked == {"standard": False}


def test_each_share_says_why_and_which_rules_were_passed(tea):
    a_rule("گران‌ها", min_price=9_000_000)
    a_rule("چای", categories=["tea"], floor=900_000)

    reason = asked((tea, 1)).markets[0].lines[0].shares[0].reason

    assert "چای" in reason.text
    assert reason.bound
    assert [rule.name for rule in reason.passed] == ["گران‌ها"]


def test_the_delivery_has_its_own_line_and_commission(tea):
    a_rule("ارسال", applies_to="shipping", percent=Decimal(10))

    goods, delivery = asked((tea, 1)).markets[0].lines

    assert (delivery.offer, delivery.share_of("commission"), delivery.share_of("commission_vat")) == ("", 30_000, 3_000)
    assert goods.share_of("commission") == 100_000


def test_discounts_are_lower_prices_of_the_market_and_gifts_of_the_platform(tea):
    a_voucher("OURS", percent=Decimal(10))
    a_voucher("THEIRS", amount=200_000, market="tea-house")

    found = asked((tea, 1), vouchers=["ours", "THEIRS"])

    line = found.markets[0].lines[0]
    assert (line.market_discount, line.platform_discount) == (200_000, 80_000)
    assert (line.amount, line.payable, line.share_of("commission")) == (800_000, 720_000, 80_000)
    assert found.payable + found.platform_discount == sum(found.shares.values())
    assert {voucher.code: voucher.amount for voucher in found.vouchers} == {"OURS": 80_000, "THEIRS": 200_000}


def test_the_tax_of_goods_is_the_vendors_and_no_fee_is_taken_of_it(tea):
    register_for_vat(tea.partner.market)

    line = asked((tea, 1)).markets[0].lines[0]

    assert (line.tax_class, line.tax_percent, line.tax) == ("standard", 10, 90_909)
    assert line.share_of("commission") == 90_909
    assert line.share_of("vendor") == 1_000_000 - 90_909 - 9_091


def test_tax_on_top_is_paid_by_the_buyer_and_had_by_the_vendor(tea):
    register_for_vat(tea.partner.market)
    put_tax_on_top()

    found = asked((tea, 1))

    assert (found.tax, found.tax_on_top, found.payable) == (130_000, 130_000, 1_430_000)
    assert found.shares == {"commission": 100_000, "commission_vat": 10_000, "vendor": 1_320_000}


def test_a_coming_day_has_its_own_rules_rates_and_taxes(tea):
    day = clock.today() + timedelta(days=20)
    set_rate(actor=SYSTEM, percent=Decimal(30), starts_at=clock.day_start(day))
    set_tax(actor=SYSTEM, tax_class="standard", percent=Decimal(20), starts_on=day)

    assert asked((tea, 1), on=day - timedelta(days=1)).shares["commission"] == 100_000
    coming = asked((tea, 1), on=day)
    assert (coming.shares["commission"], coming.shares["commission_vat"]) == (300_000, 60_000)


def test_what_if_the_market_were_on_a_plan_or_the_buyer_paid_at_the_door(tea):
    Plan.objects.create(slug="gold", title_fa="طلایی", title_en="Gold")
    a_rule("طلایی", plans=["gold"], percent=Decimal(3))
    a_rule("در محل", payments=["cod"], percent=Decimal(25))

    assert asked((tea, 1)).shares["commission"] == 100_000
    assert asked((tea, 1), plan="gold").shares["commission"] == 30_000
    cash = asked((tea, 1), payment="cod")
    part = cash.markets[0]
    assert cash.shares["commission"] == 250_000
    assert (part.collects, part.owes, part.payout) == (1_300_000, 275_000, None)


def test_the_payout_is_the_day_that_payouts_promise(tea):
    delivered = clock.today() + timedelta(days=7)

    part = asked((tea, 1), delivered_on=delivered).markets[0]

    assert part.payout == expected_payout_on(market_ref=part.market.public_id, delivered_on=delivered)
    assert part.to_pay_out == part.share_of("vendor")


def test_nothing_is_written_held_or_used(tea):
    a_voucher("OURS", percent=Decimal(10), uses=1)

    with CaptureQueriesContext(connection) as asking:
        asked((tea, 3), vouchers=["OURS"])

    assert [query["sql"] for query in asking if not query["sql"].lstrip("(").startswith("SELECT")] == []
    tea.refresh_from_db()
    assert tea.num_allocated == 0


def test_the_questions_do_not_grow_with_the_cart(tea):
    a_rule("tea", categories=["tea"])
    more = [factories.offer_of(factories.make_product(tea.partner.market, category="tea")) for _ in range(6)]
    asked((tea, 1))

    with CaptureQueriesContext(connection) as few:
        asked((tea, 1), (more[0], 1))
    with CaptureQueriesContext(connection) as many:
        asked((tea, 1), *[(offer, 1) for offer in more])

    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("question", "beside"),
    [
        ({"lines": []}, "lines"),
        ({"lines": [("none-such", 1)]}, "lines"),
        ({"quantity": 0}, "lines"),
        ({"vouchers": ["NONE-SUCH"]}, "vouchers"),
        ({"on": clock.today() - timedelta(days=1)}, "on"),
        ({"deliveries": {"tea-house": "camel"}}, "deliveries.tea-house"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(tea, question, beside):
    told = {"lines": [(tea.public_id, question.pop("quantity", 1))], **question}

    with pytest.raises(InvalidInput) as refused:
        simulate(**told)

    assert set(refused.value.extra["errors"]) == {beside}


def test_a_market_asks_about_its_own_and_hears_no_names_of_rules_about_others(tea, shoe):
    a_rule("قرارداد محرمانهٔ کفاشی", markets=[shoe.partner.market.public_id])
    a_rule("گران‌ها", min_price=9_000_000)

    reason = asked((tea, 1), for_market=tea.partner.market.public_id).markets[0].lines[0].shares[0].reason

    assert [rule.name for rule in reason.passed] == ["گران‌ها"]
    assert reason.about_others == 1
    with pytest.raises(InvalidInput):
        asked((shoe, 1), for_market=tea.partner.market.public_id)


def test_a_market_does_not_try_out_the_vouchers_of_another(tea, shoe):
    a_voucher("THEIRS", amount=200_000, market="shoe-shop")

    with pytest.raises(InvalidInput):
        asked((tea, 1), vouchers=["THEIRS"], for_market=tea.partner.market.public_id)


def test_what_could_not_be_ordered_is_told_and_reckoned_all_the_same(tea):
    found = asked((tea, 99))

    assert found.problems
    assert found.adds_up


def test_peer_bug_7_an_edit_of_rules_and_rates_moves_no_sale(tea):
    rule = a_rule("چای", categories=["tea"])
    placed = _place(((tea, 1),))
    before = list(LineShare.objects.order_by("pk").values_list("holder", "amount", "rule"))

    change_rule(actor=SYSTEM, rule=rule.public_id, fields={"percent": Decimal(90), "name": "دیگر"})
    set_rate(actor=SYSTEM, percent=Decimal(50))
    CommissionRule.objects.all().delete()
    capture(placed)

    assert list(LineShare.objects.order_by("pk").values_list("holder", "amount", "rule")) == before
    part = VendorOrder.objects.get()
    posted = {posting.account.kind: -posting.amount for posting in entry_of(sale_key(part.public_id)).postings.all()}
    assert posted["commission"] == 200_000


RULES = st.lists(
    st.fixed_dictionaries(
        {"percent": st.decimals(0, 60, places=2)},
        optional={
            "categories": st.sampled_from([["tea"], ["shoes"], ["tea", "shoes"]]),
            "applies_to": st.sampled_from(["items", "shipping", "both"]),
            "payments": st.sampled_from([["gateway"], ["cod"]]),
            "min_price": st.integers(0, 3_000_000),
            "fixed": st.integers(0, 400_000),
            "floor": st.integers(0, 300_000),
            "cap": st.integers(300_000, 900_000),
        },
    ),
    max_size=4,
)


# Every example places an order over HTTP: shrinking one would take minutes.
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rules=RULES,
    quantities=st.tuples(st.integers(1, 9), st.integers(0, 5)),
    prices=st.tuples(st.integers(1_000, 9_000_001), st.integers(1_000, 9_000_001)),
    registered=st.booleans(),
    on_top=st.booleans(),
    vouchers=st.lists(st.sampled_from(["OURS", "THEIRS"]), unique=True),
    is_cash=st.booleans(),
)
def test_what_is_simulated_is_what_is_frozen_and_booked(
    tea, shoe, rules, quantities, prices, registered, on_top, vouchers, is_cash
):
    with transaction.atomic():
        if on_top:
            put_tax_on_top()
        _compare(tea, shoe, rules, quantities, prices, registered, vouchers, "cod" if is_cash else "gateway")
        transaction.set_rollback(True)


def _compare(tea, shoe, rules, quantities, prices, registered, vouchers, payment):
    for offer, price in ((tea, prices[0]), (shoe, prices[1])):
        type(offer).objects.filter(pk=offer.pk).update(price=price)
        type(offer.partner.market).objects.filter(pk=offer.partner.market.pk).update(takes_cash=True)
    if registered:
        register_for_vat(tea.partner.market)
    for place, fields in enumerate(rules):
        a_rule(f"rule {place}", **fields)
    a_voucher("OURS", percent=Decimal("7.5"), cap=500_000)
    a_voucher("THEIRS", amount=123_457, market="tea-house")
    wanted = [(offer, many) for offer, many in zip((tea, shoe), quantities, strict=True) if many]

    found = asked(*wanted, vouchers=vouchers, payment=payment)
    placed = _place(wanted, vouchers=vouchers, payment=payment)

    order = Order.objects.latest("pk")
    assert found.payable == int(order.total_incl_tax)
    assert _simulated(found) == _frozen(order)
    if payment == "gateway":
        capture(placed)
        assert _booked(order) == _shared(found)


def _booked(order):
    booked = Counter()
    for part in order.vendor_orders.all():
        for posting in entry_of(sale_key(part.public_id)).postings.select_related("account"):
            booked[posting.account.kind] -= posting.amount
    return {kind: amount for kind, amount in booked.items() if amount > 0}


def _shared(found):
    accounts = {"vendor": "vendor_held", "commission_vat": "vat_payable"}
    return {accounts.get(holder, holder): amount for holder, amount in found.shares.items() if amount}


def _place(wanted, *, vouchers=(), payment="gateway"):
    make_gateway()
    client = factories.bearer(factories.make_user())
    fill_cart(client, *wanted)
    for code in vouchers:
        answer = client.post("/api/v1/cart/vouchers/", {"code": code})
        assert answer.status_code in {200, 201}, answer.content
    placed = check_out(client, payment={"method": payment})
    assert placed.status_code == 201, placed.content
    return placed.json()


def _simulated(found):
    return sorted(
        (part.market.public_id, line.offer, line.amount, share.holder, share.amount, share.reason.text)
        for part in found.markets
        for line in part.lines
        for share in line.shares
    )


def _frozen(order):
    offers = {line.public_id: line.stockrecord.public_id for line in order.lines.select_related("stockrecord")}
    refs = [part.public_id for part in order.vendor_orders.all()]
    shares = LineShare.objects.filter(line__sale_ref__in=refs).select_related("line")
    return sorted(
        (
            share.line.market_ref,
            offers.get(share.line.line_ref, ""),
            share.line.amount,
            share.holder,
            share.amount,
            reason_of(share.rule).text,
        )
        for share in shares
    )


@pytest.mark.parametrize("field", ["on", "delivered_on"])
@pytest.mark.parametrize("day", [date.min, date(600, 1, 1), date(9999, 11, 1), date.max])
def test_a_day_that_nobody_means_is_refused_where_it_was_typed(tea, field, day):
    with pytest.raises(InvalidInput) as refused:
        asked((tea, 1), **{field: day})

    assert set(refused.value.extra["errors"]) == {field}
