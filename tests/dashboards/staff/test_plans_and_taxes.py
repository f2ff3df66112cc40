"""Staff put markets on plans, and say what the law takes from a coming day on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from commerce.foundation.core import clock
from commerce.money.tax.models import TaxRate
from commerce.shop.plans.models import MarketPlan, Plan
from tests import factories
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(), "Administrators"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def test_a_plan_is_made_changed_and_never_twice(desk):
    told = {"slug": "gold", "title_fa": "طلایی", "title_en": "Gold", "position": "۲"}

    desk.post(to("plan_add"), told)
    twice = desk.post(to("plan_add"), told)
    desk.post(to("plan_edit", "gold"), {"title_fa": "زرین", "title_en": "Golden", "position": ""})

    plan = Plan.objects.get()
    assert (plan.title_fa, plan.position) == ("زرین", 0)
    assert set(twice.context["form"].errors) == {"slug"}
    assert "زرین" in desk.get(to("plans")).content.decode()


def test_a_market_is_put_on_a_plan_from_either_page(desk):
    Plan.objects.create(slug="gold", title_fa="طلایی", title_en="Gold")
    factories.make_market(handle="tea-house", name="چای‌خانه")

    unknown = desk.post(to("plan_put", "gold"), {"market": "nobody"})
    desk.post(to("plan_put", "gold"), {"market": "tea-house"})
    shown = desk.get(to("plan", "gold")).content.decode()
    page = desk.get(to("market", "tea-house")).content.decode()
    desk.post(to("market_plan", "tea-house"), {"plan": ""})

    assert set(unknown.context["form"].errors) == {"market"}
    assert "چای‌خانه" in shown
    assert "طلایی" in page
    assert not MarketPlan.objects.exists()


def test_unchecked_rates_say_so_until_somebody_names_the_law(desk):
    rate = TaxRate.objects.order_by("-starts_on")[0]
    before = desk.get(to("tax_rates")).content.decode()

    bare = desk.post(to("tax_rate_confirm", rate.pk), {"source": ""})
    desk.post(to("tax_rate_confirm", rate.pk), {"source": "بودجهٔ ۱۴۰۵، بند ب"})

    rate.refresh_from_db()
    assert bare.status_code == 422
    assert (rate.is_confirmed, rate.source) == (True, "بودجهٔ ۱۴۰۵، بند ب")
    assert to("tax_rate_confirm", rate.pk) in before
    assert "بودجهٔ ۱۴۰۵" in desk.get(to("tax_rates"), {"tab": "standard"}).content.decode()


def test_a_coming_rate_is_set_and_never_a_past_one(desk):
    tomorrow = clock.today() + timedelta(days=1)
    told = {"tax_class": "special", "percent": "۲۵٫۵", "starts_on": clock.jalali_date(tomorrow)}

    desk.post(to("tax_rate_set"), told)
    past = desk.post(to("tax_rate_set"), told | {"starts_on": clock.jalali_date(clock.today())})
    unsourced = desk.post(to("tax_rate_set"), told | {"is_confirmed": "on"})
    too_much = desk.post(to("tax_rate_set"), told | {"percent": "100"})

    assert TaxRate.objects.get(tax_class="special").percent == Decimal("25.5")
    assert set(past.context["form"].errors) == {"starts_on"}
    assert set(unsourced.context["form"].errors) == {"source"}
    assert set(too_much.context["form"].errors) == {"percent"}


@pytest.mark.parametrize("name", ["plans", "tax_rates", "rates"])
def test_they_leave_as_spreadsheets(desk, name):
    assert b"".join(desk.get(to(name), {"export": "csv"}).streaming_content)
