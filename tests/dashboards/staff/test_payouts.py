"""Finance pays markets: looks ahead, begins a run, lets another approve, sets terms, keeps the calendar."""

import pytest
from django.urls import reverse

from commerce.earnings.payouts import services
from commerce.earnings.payouts.models import ClosedWeekday, Holiday, Payout, PayoutRun, PayoutTerms
from commerce.earnings.payouts.selectors import terms_of
from commerce.foundation.core import clock
from commerce.money.ledger.drift import find_drift
from tests.commerce.earnings.payouts.paying import account_of, earn, terms
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import make_market, person

pytestmark = pytest.mark.django_db

TERMS = {
    "starts_on": "۱۴۰۹/۰۱/۰۱",
    "hold_days": "۱۰",
    "market_word_hold_days": "20",
    "minimum": "۱۰۰٬۰۰۰",
    "schedule": "monthly",
    "month_days": "۱، ۱۵",
    "early_percent": "1.5",
}


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


@pytest.fixture
def clerks():
    """Two people of finance at their desks."""
    return [staff_desk_of(in_group(person(first_name=name), "Finance approvers")) for name in ("لیلا", "نادر")]


@pytest.fixture
def market(db):
    market = make_market(name="چای‌خانه")
    account_of(market)
    terms(market, schedule="manual")
    earn(market, 5_000_000)
    return market


def test_one_begins_a_run_and_another_approves_it(clerks, market):
    leila, nader = clerks
    ahead = leila.get(to("payouts_ahead"), {"scope": "manual"}).content.decode()
    assert "چای‌خانه" in ahead

    assert leila.post(to("payouts_start"), {"scope": "manual"}).status_code == 302
    run = PayoutRun.objects.get()
    services.work_on_run(run_id=run.pk)
    assert leila.post(to("payrun_approve", run.public_id)).status_code in {403, 422}
    assert nader.post(to("payrun_approve", run.public_id)).status_code == 302

    payout = Payout.objects.get()
    assert payout.remittance.status == "approved"
    assert "چای‌خانه" in nader.get(to("payrun", run.public_id)).content.decode()
    assert nader.get(to("payout", payout.public_id)).status_code == 200
    assert payout.public_id in leila.get(to("payouts"), {"q": "چای", "export": "csv"}).getvalue().decode()
    assert find_drift() == []


def test_a_market_is_paid_out_of_turn_or_it_is_said_why_not(clerks, market):
    leila, _nader = clerks
    assert leila.post(to("payouts_now", market.handle)).status_code == 302

    again = leila.post(to("payouts_now", market.handle))

    assert again.status_code == 422
    assert Payout.objects.count() == 1


def test_terms_are_typed_as_people_write_them(clerks, market):
    leila, _nader = clerks

    assert leila.get(to("payterms_set"), {"market": market.handle}).status_code == 200
    assert leila.post(to("payterms_set"), TERMS | {"market": market.handle}).status_code == 302

    row = PayoutTerms.objects.get(starts_on=clock.jalali_to_gregorian(1409, 1, 1))
    assert (row.market_ref, row.hold_days, row.minimum, row.month_days) == (market.public_id, 10, 1_000_000, [1, 15])
    assert leila.get(to("payterms_row", row.public_id)).status_code == 200
    assert terms_of(market.public_id).schedule == "manual"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"month_days": "32"}, "month_days"),
        ({"month_days": "اول"}, "month_days"),
        ({"hold_days": "30"}, "market_word_hold_days"),
        ({"schedule": "weekly"}, "weekday"),
        ({"market": "nobody"}, "market"),
        ({"minimum": "x"}, "minimum"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(clerks, wrong, field):
    answer = clerks[0].post(to("payterms_set"), TERMS | wrong)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_market_is_as_the_others_again(clerks, market):
    row = PayoutTerms.objects.get(market_ref=market.public_id)

    clerks[0].post(to("payterms_lift", row.public_id), {"starts_on": clock.jalali_date(clock.today())})

    assert terms_of(market.public_id).source == "default"


def test_the_calendar_is_kept(clerks):
    leila, _nader = clerks
    leila.post(to("holiday_add"), {"day": "1409/02/02", "title_fa": "آلودگی هوا", "is_confirmed": "on"})
    holiday = Holiday.objects.get(day=clock.jalali_to_gregorian(1409, 2, 2))

    leila.post(to("holiday", holiday.pk), {"day": "1409/02/03", "title_fa": "آلودگی هوا"})
    moved = Holiday.objects.get(day=clock.jalali_to_gregorian(1409, 2, 3))
    assert (moved.is_confirmed, Holiday.objects.filter(day=holiday.day).exists()) == (False, False)
    leila.post(to("holiday_remove", moved.pk))
    leila.post(to("weekdays"), {"weekdays": ["5", "6"]})

    assert not Holiday.objects.filter(day=moved.day).exists()
    assert list(ClosedWeekday.objects.values_list("weekday", flat=True)) == [5, 6]
    assert leila.post(to("weekdays"), {"weekdays": list("0123456")}).status_code == 422
