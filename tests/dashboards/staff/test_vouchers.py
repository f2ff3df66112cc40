"""Staff make codes, see what they gave, end them; and say whether prices hold the tax."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.money.tax.models import PriceBasis
from commerce.shop.offer.models import ConditionalOffer
from commerce.shop.voucher.models import Voucher
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import make_market, person
from tests.factories.promotions import make_voucher

pytestmark = pytest.mark.django_db

FORM = {
    "code": "yalda-20",
    "name": "یلدا",
    "percent": "۲۰",
    "amount": "",
    "cap": "۵۰٬۰۰۰",
    "minimum": "200,000",
    "starts_on": "1405/08/01",
    "ends_on": "1499/12/01",
    "uses": "100",
    "uses_per_person": "1",
    "market": "",
}


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


@pytest.fixture
def desk():
    return staff_desk_of(in_group(person(), "Administrators"))


def test_a_voucher_is_made_and_noted(desk):
    assert desk.post(to("voucher_add"), FORM).status_code == 302

    voucher, promotion = Voucher.objects.get(), ConditionalOffer.objects.get()
    assert (voucher.code, promotion.funded_by, promotion.most_per_order) == ("YALDA-20", "platform", 500_000)
    assert (int(promotion.benefit.value), int(promotion.condition.value)) == (20, 2_000_000)
    assert (promotion.max_global_applications, promotion.max_user_applications) == (100, 1)
    assert AuditEntry.objects.get(action="voucher.made").data["percent"] == "20"
    page = desk.get(to("vouchers")).text
    assert "<bdi>YALDA-20</bdi>" in page
    assert "۲۰٪" in page


def test_a_market_may_pay_for_an_amount(desk):
    make_market(handle="tea-house", name="چای‌خانه")
    told = FORM | {"percent": "", "amount": "30000", "cap": "", "market": "tea-house"}

    assert desk.post(to("voucher_add"), told).status_code == 302
    promotion = ConditionalOffer.objects.get()
    assert (promotion.funded_by, promotion.market.handle, int(promotion.benefit.value)) == (
        "market",
        "tea-house",
        300_000,
    )
    assert "چای‌خانه" in desk.get(to("vouchers")).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "کد"}, "code"),
        ({"code": "TAKEN"}, "code"),
        ({"percent": "120"}, "percent"),
        ({"percent": ""}, "percent"),
        ({"amount": "1000"}, "percent"),
        ({"market": "nobody"}, "market"),
        ({"uses": "0"}, "uses"),
        ({"ends_on": "1405/07/01"}, None),
        ({"starts_on": "1405/13/01"}, "starts_on"),
    ],
)
def test_bad_input_is_told_beside_its_field(desk, typed, field):
    make_voucher("TAKEN")
    answer = desk.post(to("voucher_add"), FORM | typed)

    assert answer.status_code == 422
    assert (field or "__all__") in answer.context["form"].errors
    assert Voucher.objects.count() == 1


def test_a_voucher_is_ended_once(desk):
    make_voucher("ALL10")

    assert desk.post(to("voucher_end", "ALL10")).status_code == 302
    assert Voucher.objects.get().end_datetime <= timezone.now()
    assert desk.post(to("voucher_end", "ALL10")).status_code == 422
    assert AuditEntry.objects.filter(action="voucher.ended").count() == 1


def test_the_list_is_narrowed_exported_and_flat(desk, django_assert_max_num_queries):
    for number in range(4):
        make_voucher(f"CODE-{number}")
    make_voucher("LATER", starts_at=timezone.now() + timedelta(days=2))

    assert "LATER" not in desk.get(to("vouchers"), {"tab": "running"}).text
    assert "CODE-1" not in desk.get(to("vouchers"), {"q": "later"}).text
    assert b"LATER" in b"".join(desk.get(to("vouchers"), {"export": "csv"}).streaming_content)
    with django_assert_max_num_queries(20):
        desk.get(to("vouchers"))


def test_finance_says_from_when_tax_comes_on_top():
    desk = staff_desk_of(in_group(person(), "Administrators"))
    tomorrow = clock.today() + timedelta(days=1)
    told = {"prices_include_tax": "no", "starts_on": clock.jalali_date(tomorrow, language="en")}

    assert desk.post(to("price_basis_set"), told).status_code == 302
    assert (PriceBasis.objects.get().prices_include_tax, PriceBasis.objects.get().starts_on) == (False, tomorrow)
    assert desk.post(to("price_basis_set"), told | {"starts_on": "1405/01/01"}).status_code == 422
    assert desk.get(to("price_bases")).status_code == 200
