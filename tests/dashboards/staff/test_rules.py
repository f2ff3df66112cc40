"""Staff say what the platform takes: rules in their order, in sentences, with a question before one hides another."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM
from commerce.shop.commissions.models import CommissionRate, CommissionRule
from commerce.shop.commissions.services import add_rule, move_rule, remove_rule, set_rate
from commerce.shop.plans.models import Plan
from tests import factories
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(first_name="رئیس"), "Finance approvers"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def a_rule(name="قاعده", **fields):
    return add_rule(actor=SYSTEM, fields={"name": name, "percent": Decimal(8), **fields})


def order():
    return list(CommissionRule.objects.values_list("name", flat=True))


def typed(**fields):
    return {"name": "تازه", "applies_to": "items", "percent": "۷٫۵", "is_active": "on", **fields}


def test_a_rule_is_said_in_a_sentence(desk):
    factories.make_category("shoes", "کفش")
    Plan.objects.create(slug="gold", title_fa="طلایی", title_en="Gold")
    a_rule(categories=["shoes"], plans=["gold"], payments=["cod"], fixed=50_000, floor=100_000, cap=2_000_000)

    page = desk.get(to("rules")).content.decode()

    for word in ("کفش", "طلایی", "۸٪", "۵٬۰۰۰ تومان", "۱۰٬۰۰۰ تومان", "۲۰۰٬۰۰۰ تومان"):
        assert word in page


def test_a_rule_for_everything_and_one_that_is_never_asked_are_marked(desk):
    everything, hidden = a_rule("همه"), a_rule("پنهان", markets=["m"])

    rows = {rule.name: rule for rule in desk.get(to("rules")).context["object_list"]}

    assert rows["پنهان"].hidden_by == everything
    assert rows["همه"].hidden_by is None
    assert "همه" in desk.get(to("rule", hidden.public_id)).content.decode()


def test_a_rule_is_added_as_it_was_typed(desk):
    market = factories.make_market(handle="tea-house")
    factories.make_category("shoes", "کفش")
    day = clock.jalali_date(clock.today() + timedelta(days=3))

    answer = desk.post(
        to("rule_add"),
        typed(
            markets="tea-house", categories="shoes", payments=["cod"], fixed="۵٬۰۰۰", floor="1000", cap="20000",
            min_price="100", max_price="200", ends_at=day,
        ),
    )  # fmt: skip

    rule = CommissionRule.objects.get()
    assert answer.status_code == 302, answer.context["form"].errors
    assert (rule.markets, rule.categories, rule.payments) == ([market.public_id], ["shoes"], ["cod"])
    assert (rule.percent, rule.fixed, rule.floor, rule.cap) == (Decimal("7.5"), 50_000, 10_000, 200_000)
    assert (rule.min_price, rule.max_price) == (1_000, 2_000)
    assert clock.tehran_date(rule.ends_at) == clock.today() + timedelta(days=4)


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"markets": "nobody"}, "markets"),
        ({"percent": "101"}, "percent"),
        ({"percent": "NaN"}, "percent"),
        ({"floor": "2", "cap": "1"}, "cap"),
        ({"min_price": "2", "max_price": "1"}, "max_price"),
        ({"ends_at": "۱۴۰۰/۰۱/۰۱"}, "ends_at"),
        ({"starts_at": "۱۴۰۵/۱۳/۰۱"}, "starts_at"),
        ({"name": ""}, "name"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_what_was_typed_stays(desk, fields, beside):
    answer = desk.post(to("rule_add"), typed(**fields))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {beside}
    assert answer.context["form"]["applies_to"].value() == "items"
    assert not CommissionRule.objects.exists()


def test_an_edit_that_leaves_the_days_alone_keeps_their_hours(desk):
    rule = a_rule(ends_at=clock.now() + timedelta(days=5, hours=1), markets=["m"])
    factories.make_market(handle="tea-house")
    form = desk.get(to("rule_edit", rule.public_id)).context["form"]
    shown = {name: form[name].value() for name in ("starts_at", "ends_at")}
    days = {name: clock.jalali_date(value) for name, value in shown.items()}

    answer = desk.post(to("rule_edit", rule.public_id), typed(markets="tea-house", **days))

    changed = CommissionRule.objects.get()
    assert answer.status_code == 302, answer.context["form"].errors
    assert (changed.starts_at, changed.ends_at, changed.percent) == (rule.starts_at, rule.ends_at, Decimal("7.5"))


def test_rules_move_up_down_and_to_a_place(desk):
    _a, b, c = (a_rule(name, markets=[name]) for name in "abc")

    answer = desk.post(to("rule_move", c.public_id), {"to": "2"})
    up = order()
    desk.post(to("rule_move", b.public_id), {"to": "۱"})

    assert answer.url.endswith(f"?moved={c.public_id}&way=up#rule-{c.public_id}")
    assert (up, order()) == (["a", "c", "b"], ["b", "a", "c"])


def test_a_rule_that_would_hide_others_is_asked_about_first(desk):
    a_rule("خاص", markets=["m"])
    everything = a_rule("همه")

    asked = desk.post(to("rule_move", everything.public_id), {"to": "1"})
    before = order()
    desk.post(to("rule_move", everything.public_id), {"to": "1", "anyway": "on"})

    assert asked.status_code == 422
    assert "خاص" in str(asked.context["form"].errors["anyway"])
    assert before == ["خاص", "همه"]
    assert order() == ["همه", "خاص"]


def test_what_was_taken_out_is_put_back_where_it_stood(desk):
    a_rule("a", markets=["a"])
    b = a_rule("b", markets=["b"])
    a_rule("c", markets=["c"])

    page = desk.post(to("rule_remove", b.public_id), follow=True).content.decode()
    desk.post(to("rule_restore", b.public_id))

    assert to("rule_restore", b.public_id) in page
    assert order() == ["a", "b", "c"]
    assert desk.get(to("rule_restore", "none-such")).status_code == 404


def test_a_rule_is_switched_off_and_on(desk):
    rule = a_rule(markets=["m"])

    desk.post(to("rule_switch", rule.public_id))
    off = CommissionRule.objects.get().is_active
    desk.post(to("rule_switch", rule.public_id))

    assert (off, CommissionRule.objects.get().is_active) == (False, True)


def test_the_history_tells_who_changed_what(desk):
    rule = a_rule("کفش", markets=["m"])
    # A market that is gone by now may stay in a rule that names it.
    desk.post(to("rule_edit", rule.public_id), typed(name="کفش", markets="m"))
    gone = a_rule("رفته", markets=["n"])
    move_rule(actor=SYSTEM, rule=gone.public_id, to=1)
    remove_rule(actor=SYSTEM, rule=gone.public_id)

    page = desk.get(to("rule_history")).content.decode()

    assert "رئیس" in page
    assert "۷٫۵٪" in page
    assert to("rule_restore", gone.public_id) in page
    assert b"".join(desk.get(to("rule_history"), {"export": "csv"}).streaming_content).count(b"\n") >= 6
    assert "رئیس" in desk.get(to("rule", rule.public_id)).content.decode()


def test_rules_leave_as_a_spreadsheet(desk):
    a_rule("کفش", markets=["m"])

    sheet = b"".join(desk.get(to("rules"), {"export": "csv"}).streaming_content).decode()

    assert "کفش" in sheet
    assert "۸٪" in sheet


def test_choosers_find_by_name_and_by_handle(desk):
    market = factories.make_market(handle="tea-house", name="چای‌خانهٔ ماه")
    factories.make_product(market, title="چای لاهیجان", category="tea")

    def found(kind, typed):
        return [one["value"] for one in desk.get(to("rule_picks", kind), {"q": typed}).json()["found"]]

    assert found("markets", "چایخانه") == found("markets", "tea-h") == [market.public_id]
    assert found("categories", "tea") == ["tea"]
    assert len(found("products", "لاهیجان")) == 1
    assert found("brands", "") == []
    assert desk.get(to("rule_picks", "nothing"), {"q": "x"}).status_code == 404


def test_the_general_rate_is_set_for_now_and_for_a_coming_day(desk):
    set_rate(actor=SYSTEM, percent=Decimal(9))
    day = clock.today() + timedelta(days=10)

    desk.post(to("rate_set"), {"percent": "۱۱", "starts_on": clock.jalali_date(day)})
    past = desk.post(to("rate_set"), {"percent": "5", "starts_on": "۱۴۰۰/۰۱/۰۱"})
    page = desk.get(to("rates")).content.decode()

    coming = CommissionRate.objects.get(percent=11)
    assert clock.tehran_date(coming.starts_at) == day
    assert past.status_code == 422
    assert "۱۱٪" in page
    assert "۹٪" in page
    assert AuditEntry.objects.filter(action="commission.rate_set").count() == 2


def test_those_who_may_only_look_change_nothing():
    client = staff_desk_of(in_group(person(), "Support"))
    rule = a_rule(markets=["m"])

    assert client.get(to("rules")).status_code == 403
    assert client.post(to("rule_remove", rule.public_id)).status_code == 403
    assert CommissionRule.objects.count() == 1


def test_a_long_table_costs_no_more_questions(desk, django_assert_max_num_queries):
    for place in range(30):
        a_rule(f"r{place}", markets=[f"m{place}"])
    desk.get(to("rules"))

    with django_assert_max_num_queries(20):
        desk.get(to("rules"))
