"""Staff follow up what markets owe: the list, one market's page, what is done about it, terms and ladders."""

import pytest
from django.urls import reverse

from commerce.earnings.debts.models import DebtBill, DebtRelief, DebtTerms
from commerce.foundation.core import clock
from commerce.shop.markets.models import Market
from commerce.shop.plans.models import Plan
from tests.commerce.earnings.debts.owing import books_of, days_pass, fall_below, look
from tests.dashboards.debts import some_debts
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person

pytestmark = pytest.mark.django_db


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


@pytest.fixture
def debts(ours):
    return some_debts(ours.market)


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(), "Finance approvers"))


def text(client, path, **query):
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def jalali(day):
    return clock.jalali_date(day, language="en")


def terms(**changes):
    told = {"bill_by": "both", "threshold": "2,000,000", "grace_days": "۵", "smallest": "50,000", "nets": "on"}
    return {**told, "notice_days": "0", "no_cash_days": "4", **changes}


def test_who_owes_is_listed_and_found(ours, debts, desk):
    assert ours.market.name in text(desk, to("debts"))
    assert ours.market.name in text(desk, to("debts"), q=ours.market.name)
    assert ours.market.name not in text(desk, to("debts"), q="نیست")
    assert ours.market.name not in text(desk, to("debts"), tab="overdue")
    days_pass(ours.market, 20)
    look(ours.market)
    assert ours.market.name in text(desk, to("debts"), tab="overdue")
    assert ours.market.name in text(desk, to("debts"), tab="restricted")
    assert ours.market.name not in text(desk, to("debts"), tab="below")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["debts", "reliefs"])
def test_lists_leave_as_spreadsheets(ours, debts, desk, name, kind):
    answer = desk.get(to(name), {"export": kind})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_strange_filters_narrow_nothing(ours, debts, desk):
    assert ours.market.name in text(desk, to("debts"), since="دیروز", until="1405/13/40", tab="moon", p="1")


def test_a_market_s_page_says_why_and_what_comes(ours, debts, desk):
    fall_below(ours.market, 1_000_000)
    page = text(desk, to("debt", ours.market.handle))
    assert "۵٬۶۰۰٬۰۰۰" in page  # toman, both kinds
    assert to("debtbill_time", debts.bill.public_id) in page
    assert "ورشکسته" in page


def test_something_is_forbidden_and_allowed_again(ours, desk):
    forbid, allow = to("debt_forbid", ours.market.handle), to("debt_allow", ours.market.handle)
    assert desk.post(forbid, {"what": "no_payouts", "reason": ""}).status_code == 422
    assert desk.post(forbid, {"what": "no_sleep", "reason": "شکایت"}).status_code == 422
    assert desk.post(forbid, {"what": "no_payouts", "reason": "شکایت"}).status_code == 302
    assert Market.objects.get(pk=ours.market.pk).forbidden == ["no_payouts"]
    assert desk.post(allow, {"what": "no_cash", "reason": "x"}).status_code == 422
    assert desk.post(allow, {"what": "no_payouts", "reason": "حل شد"}).status_code == 302
    assert Market.objects.get(pk=ours.market.pk).forbidden == []
    assert "حل شد" in text(desk, to("debt", ours.market.handle))


def test_a_debt_is_lowered_by_hand_within_bounds(ours, debts, desk):
    lower = to("debt_lower", ours.market.handle)
    for wrong in (
        {"kind": "waiver", "amount": "0", "reason": "x"},
        {"kind": "waiver", "amount": "زیاد", "reason": "x"},
        {"kind": "gift", "amount": "100", "reason": "x"},
        {"kind": "by_hand", "amount": "100", "reason": "x"},
        {"kind": "waiver", "amount": "999,000,000", "reason": "x"},
    ):
        assert desk.post(lower, wrong).status_code == 422
    assert books_of(ours.market)[0] == 55_000_000
    paid = {"kind": "by_hand", "amount": "۵۰۰٬۰۰۰", "tracking": "۱۲۳۴۵", "reason": "واریز به حساب"}
    assert desk.post(lower, paid).status_code == 302
    assert books_of(ours.market)[0] == 50_000_000
    assert DebtRelief.objects.latest("pk").tracking == "12345"
    assert desk.post(lower, paid).status_code == 422


def test_a_second_person_agrees_or_refuses(ours, debts, desk):
    assert to("relief_approve", debts.relief.public_id) in text(desk, to("reliefs"), tab="asked")
    assert desk.post(to("relief_approve", debts.relief.public_id)).status_code == 302
    assert books_of(ours.market)[0] == 35_000_000
    assert desk.post(to("relief_refuse", debts.relief.public_id), {"reason": "نه"}).status_code == 422


def test_who_asked_does_not_agree(ours, debts, desk):
    waits = {"kind": "waiver", "amount": "3,000,000", "reason": "بزرگ"}
    assert desk.post(to("debt_lower", ours.market.handle), waits).status_code == 302
    own = DebtRelief.objects.latest("pk")
    assert to("relief_approve", own.public_id) not in text(desk, to("reliefs"))
    assert desk.post(to("relief_approve", own.public_id)).status_code in {403, 422}
    assert books_of(ours.market)[0] == 55_000_000


def test_more_time(ours, debts, desk):
    path = to("debtbill_time", debts.bill.public_id)
    assert desk.post(path, {"last_day": "1390/01/01", "reason": "x"}).status_code == 422
    assert desk.post(path, {"last_day": "فردا", "reason": "x"}).status_code == 422
    assert desk.post(path, {"last_day": jalali(clock.today()), "reason": "تماس گرفتند"}).status_code == 302
    assert set(DebtBill.objects.filter(market=ours.market).values_list("status", flat=True)) == {"open", "superseded"}
    assert desk.post(path, {"last_day": jalali(clock.today()), "reason": "باز هم"}).status_code == 422


def test_terms_are_changed_with_their_ladder(desk):
    default = DebtTerms.objects.get(scope="default")
    path = to("ladder", default.public_id)
    for wrong in (
        terms(threshold="1"),
        terms(grace_days="-1"),
        terms(grace_days="400"),
        terms(smallest="0"),
        terms(bill_by="mood"),
        terms(no_cash_days="x"),
        terms(no_cash_days="999"),
        terms(no_cash_amount="-5"),
    ):
        assert desk.post(path, wrong).status_code == 422
    assert desk.post(path, terms()).status_code == 302
    default.refresh_from_db()
    assert (default.threshold, default.grace_days, default.smallest, default.nets) == (20_000_000, 5, 500_000, True)
    assert [(rung.what, rung.after_days) for rung in default.ladder.all()] == [("notice", 0), ("no_cash", 4)]
    assert desk.post(to("ladder_drop", default.public_id)).status_code == 422


def test_terms_of_a_market_or_a_plan(ours, desk):
    plan = Plan.objects.create(slug="gold", title_fa="طلایی", title_en="Gold")
    path = to("ladder_add")
    for wrong in ({}, {"market": "nobody"}, {"market": ours.market.handle, "plan": str(plan.pk)}):
        assert desk.post(path, terms(**wrong)).status_code == 422
    assert desk.post(path, terms(market=ours.market.handle)).status_code == 302
    assert desk.post(path, terms(plan=str(plan.pk))).status_code == 302
    own = DebtTerms.objects.get(market=ours.market)
    assert ours.market.name in text(desk, to("ladders"))
    assert desk.post(to("ladder_drop", own.public_id)).status_code == 302
    assert not DebtTerms.objects.filter(market=ours.market).exists()


def test_the_list_costs_the_same_however_long(ours, theirs, desk, django_assert_max_num_queries):
    for shop in (ours, theirs):
        some_debts(shop.market)
    text(desk, to("debts"))
    with django_assert_max_num_queries(16):
        text(desk, to("debts"))
