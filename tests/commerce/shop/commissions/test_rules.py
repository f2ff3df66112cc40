"""The first rule that fits decides, says why, and never takes more than there is."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.money.settlement.selectors import shares_of_line
from commerce.money.settlement.services import SaleLine, freeze_shares
from commerce.money.tax.services import set_rate as set_tax
from commerce.shop.catalogue.models import Brand, Category
from commerce.shop.commissions import services
from commerce.shop.commissions.deciding import decide, fee_of, most_before_tax
from commerce.shop.commissions.errors import RuleStands, ShadowsOthers
from commerce.shop.commissions.facts import Facts
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.commissions.selectors import hidden_rules
from commerce.shop.commissions.shares import decisions_for, vat_percent
from commerce.shop.plans.models import Plan
from commerce.shop.plans.services import put_on_plan
from tests import factories

pytestmark = pytest.mark.django_db


def a_rule(name: str = "rule", **fields) -> CommissionRule:
    return services.add_rule(actor=SYSTEM, fields={"name": name, "percent": Decimal(20), **fields})


def a_line(**fields) -> SaleLine:
    return SaleLine(
        **{"ref": "line", "market_ref": "m", "product_ref": "", "kind": "good", "amount": 1_000_000, **fields}
    )


def decided(line: SaleLine):
    return decisions_for([line])[0][1]


@pytest.fixture(autouse=True)
def _general_rate():
    services.set_rate(actor=SYSTEM, percent=Decimal(10))


def test_without_a_rule_the_general_rate_decides():
    decision = decided(a_line())

    assert decision.amount == 100_000
    assert decision.rule["rule"] == "flat_percentage"


def test_the_first_rule_that_fits_decides_and_the_others_say_why_they_did_not():
    a_rule("dear things", min_price=5_000_000)
    a_rule("this market", markets=["m"], percent=Decimal(15))
    a_rule("all", percent=Decimal(30))

    decision = decided(a_line())

    assert decision.amount == 150_000
    assert decision.rule["name"] == "this market"
    assert [(one["name"], one["why"]) for one in decision.passed] == [("dear things", "min_price")]


@pytest.mark.parametrize(
    ("fields", "line", "fits"),
    [
        ({"markets": ["m"]}, {}, True),
        ({"markets": ["other"]}, {}, False),
        ({"payments": ["cod"]}, {"payment": "cod"}, True),
        ({"payments": ["cod"]}, {"payment": "gateway"}, False),
        ({"min_price": 500_000}, {"quantity": 2}, True),
        ({"min_price": 500_001}, {"quantity": 2}, False),
        ({"max_price": 500_000}, {"quantity": 2}, False),
        ({}, {"shipping": True}, False),
        ({"applies_to": "both"}, {"shipping": True}, True),
        ({"starts_at": timezone.now() + timedelta(hours=1)}, {}, False),
        ({"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)}, {}, False),
        ({"is_active": False}, {}, False),
    ],
)
def test_a_rule_asks_what_it_says(fields, line, fits):
    a_rule("asks", **fields)

    assert (decided(a_line(**line)).rule.get("name") == "asks") is fits


def test_a_category_rule_reaches_all_below_it():
    market = factories.make_market()
    product = factories.make_product(market=market)
    root = Category.add_root(name="خانه", slug="khane")
    leaf = root.add_child(name="آشپزخانه", slug="ashpazkhane")
    product.categories.set([leaf])
    a_rule("home", categories=["khane"])

    assert decided(a_line(product_ref=product.public_id)).rule["name"] == "home"


def test_brand_product_and_plan_are_asked():
    market = factories.make_market()
    product = factories.make_product(market=market)
    product.brand = Brand.objects.create(slug="sony", name="سونی")
    product.save()
    Plan.objects.create(slug="gold", title_fa="طلایی", title_en="Gold")
    put_on_plan(actor=SYSTEM, market=market, plan="gold")
    a_rule("mine", brands=["sony"], products=[product.public_id], plans=["gold"])

    line = a_line(product_ref=product.public_id, market_ref=market.public_id)

    assert decided(line).rule["name"] == "mine"
    put_on_plan(actor=SYSTEM, market=market, plan=None)
    assert decided(line).rule["rule"] == "flat_percentage"


def test_the_fee_has_its_tax_beside_it_in_the_frozen_shares():
    freeze_shares(sale_ref="sale", lines=[a_line()])

    shares = {share.holder: share for share in shares_of_line("line")}

    assert {name: share.amount for name, share in shares.items()} == {
        "commission": 100_000,
        "commission_vat": 10_000,
        "vendor": 890_000,
    }
    assert shares["commission_vat"].rule["percent"] == "10.00"


def test_an_edit_changes_no_sale():
    rule = a_rule("all")
    freeze_shares(sale_ref="sale", lines=[a_line()])

    services.change_rule(actor=SYSTEM, rule=rule.public_id, fields={"percent": Decimal(50)})

    assert shares_of_line("line").get(holder="commission").amount == 200_000
    assert shares_of_line("line").get(holder="commission").rule["percent"] == "20.00"


def test_a_rule_for_everything_cannot_come_first_by_accident():
    a_rule("special", markets=["m"])
    everything = a_rule("everything")

    with pytest.raises(ShadowsOthers) as refused:
        services.move_rule(actor=SYSTEM, rule=everything.public_id, to=1)
    assert refused.value.extra["rules"] == ["special"]

    services.move_rule(actor=SYSTEM, rule=everything.public_id, to=1, even_if_it_shadows=True)
    special = CommissionRule.objects.get(name="special")
    assert hidden_rules() == {special.public_id: everything}


def test_a_rule_does_not_lose_its_last_condition_by_accident():
    first = a_rule("first", markets=["m"])
    a_rule("second", markets=["n"])

    with pytest.raises(ShadowsOthers):
        services.change_rule(actor=SYSTEM, rule=first.public_id, fields={"markets": []})


def test_rules_move_and_close_up():
    a, b, c = (a_rule(name, markets=[name]) for name in "abc")

    services.move_rule(actor=SYSTEM, rule=c.public_id, to=1)
    services.remove_rule(actor=SYSTEM, rule=a.public_id)

    assert list(CommissionRule.objects.values_list("name", "position")) == [("c", 1), ("b", 2)]
    assert b.name == "b"


@pytest.mark.parametrize(
    "fields", [{"percent": Decimal(101)}, {"cap": 1, "floor": 2}, {"min_price": 5, "max_price": 5}, {"unknown": 1}]
)
def test_what_cannot_be_is_refused(fields):
    with pytest.raises(InvalidInput):
        a_rule("bad", **fields)


def test_a_person_without_the_right_changes_nothing():
    with pytest.raises(Forbidden):
        services.add_rule(actor=Actor(kind="user", ref="x"), fields={"name": "mine"})


@given(
    amount=st.integers(0, 10**13),
    percent=st.decimals(0, 100, places=2),
    fixed=st.integers(0, 10**9),
    floor=st.integers(0, 10**9),
    cap=st.none() | st.integers(10**9, 10**12),
    vat=st.decimals(0, 30, places=2),
)
def test_a_commission_with_its_tax_fits_into_the_line(amount, percent, fixed, floor, cap, vat):
    rule = CommissionRule(name="any", percent=percent, fixed=fixed, floor=floor, cap=cap)

    decision = decide(Facts(market="m"), amount=amount, rules=[rule], rate=None, vat_percent=vat)

    assert 0 <= decision.amount <= min(fee_of(rule, amount), most_before_tax(amount, vat))
    assert decision.amount + round(decision.amount * vat / 100) <= amount


def test_a_decision_says_what_it_was_taken_of_and_which_bound_decided():
    a_rule("floor", markets=["f"], floor=300_000)
    a_rule("cap", markets=["c"], cap=50_000)
    a_rule("room", markets=["r"], fixed=5_000_000)

    bounds = {
        name: decided(a_line(market_ref=ref)).rule["bound"]
        for name, ref in [("floor", "f"), ("cap", "c"), ("room", "r")]
    }

    assert bounds == {"floor": "floor", "cap": "cap", "room": "line"}
    assert decided(a_line(market_ref="f")).rule["of"] == 1_000_000


def test_a_rule_about_others_is_passed_by_as_theirs_whatever_else_it_asks():
    a_rule("theirs", markets=["other"], applies_to="shipping", payments=["cod"])

    assert decided(a_line()).passed[0]["why"] == "markets"


@pytest.mark.parametrize(
    ("above", "below", "is_hidden"),
    [
        ({"markets": ["m", "n"]}, {"markets": ["m"]}, True),
        ({"markets": ["m"]}, {"markets": ["m", "n"]}, False),
        ({"markets": ["m"]}, {"markets": ["m"], "brands": ["sony"]}, True),
        ({"min_price": 100}, {"min_price": 200, "max_price": 300}, True),
        ({"min_price": 100, "max_price": 250}, {"min_price": 200, "max_price": 300}, False),
        ({"max_price": 250}, {}, False),
        ({}, {"applies_to": "shipping"}, False),
        ({"applies_to": "both"}, {"applies_to": "shipping"}, True),
        ({"ends_at": timezone.now() + timedelta(days=2)}, {}, False),
        ({"starts_at": timezone.now() + timedelta(days=2)}, {}, False),
        ({"is_active": False}, {}, False),
    ],
)
def test_a_rule_hides_one_below_whose_every_sale_it_takes(above, below, is_hidden):
    first, second = a_rule("above", **above), a_rule("below", **below)

    assert (second.public_id in hidden_rules()) is is_hidden
    assert first.public_id not in hidden_rules()


def test_a_rule_taken_out_comes_back_as_it_was_where_it_stood():
    a, b, _c = (a_rule(name, markets=[name], min_price=7, cap=9) for name in "abc")
    ends = timezone.now() + timedelta(days=3)
    services.change_rule(actor=SYSTEM, rule=b.public_id, fields={"ends_at": ends, "percent": Decimal("1.25")})
    services.remove_rule(actor=SYSTEM, rule=b.public_id)

    services.restore_rule(actor=SYSTEM, rule=b.public_id)

    restored = CommissionRule.objects.get(public_id=b.public_id)
    assert (restored.position, restored.ends_at, restored.percent, restored.cap) == (2, ends, Decimal("1.25"), 9)
    with pytest.raises(RuleStands):
        services.restore_rule(actor=SYSTEM, rule=a.public_id)


def test_a_rule_that_never_was_does_not_come_back():
    with pytest.raises(NotFound):
        services.restore_rule(actor=SYSTEM, rule="none-such")


def test_the_trail_tells_what_changed_from_what_to_what():
    rule = a_rule("mine", markets=["m"])
    services.change_rule(actor=SYSTEM, rule=rule.public_id, fields={"percent": Decimal(5), "markets": ["m"]})

    told = AuditEntry.objects.get(action="commission.rule_changed").data

    assert told == {"percent": {"from": "20.00", "to": "5"}}


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"starts_at": timezone.now(), "ends_at": timezone.now() - timedelta(days=1)}, "ends_at"),
        ({"cap": 1, "floor": 2}, "cap"),
        ({"min_price": 5, "max_price": 5}, "max_price"),
        ({"percent": Decimal(-1)}, "percent"),
        ({"fixed": -1}, "fixed"),
    ],
)
def test_bad_input_is_refused_beside_its_field(fields, beside):
    with pytest.raises(InvalidInput) as refused:
        a_rule("bad", **fields)

    assert set(refused.value.extra["errors"]) == {beside}


def test_the_tax_on_the_fee_is_that_of_the_day_in_tehran():
    evening = datetime(2027, 3, 20, 21, 0, tzinfo=UTC)  # half past midnight of Farvardin 1st
    set_tax(actor=SYSTEM, tax_class="standard", percent=Decimal(12), starts_on=date(2027, 3, 21))

    assert vat_percent(evening) == 12
    assert vat_percent(evening - timedelta(hours=2)) == 10
