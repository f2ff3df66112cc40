"""A market works through its orders."""

import pytest
from django.urls import reverse

from commerce.shop.markets.models import Membership
from commerce.shop.order.models import Parcel, VendorOrder
from tests.dashboards.desk import desk_of
from tests.factories import sara
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db

# Session, person, seats, rights, language and the frame take ten; the list itself takes tabs, count and rows.
QUERIES_OF_A_LIST = 12


def to(name, part):
    return reverse(f"vendor:{name}", args=[part.public_id])


def status_of(part):
    return VendorOrder.objects.get(pk=part.pk).status


@pytest.fixture
def desk(ours):
    return desk_of(ours.owner)


def test_the_whole_way_of_an_order(ours, desk):
    for step in ("order_accept", "order_pack"):
        assert desk.post(to(step, ours.order)).url == to("order", ours.order)
    desk.post(to("order_ship", ours.order), {"carrier": "پست پیشتاز", "tracking": "۱۲۳۴۵۶", f"line-{line(ours)}": "۲"})
    shipped = status_of(ours.order)
    desk.post(to("order_deliver", ours.order))

    parcel = Parcel.objects.get(vendor_order=ours.order)
    assert shipped == "shipped"
    assert status_of(ours.order) == "delivered"
    assert (parcel.carrier, parcel.tracking) == ("پست پیشتاز", "123456")


def line(shop):
    return shop.order.lines.get().public_id


def test_part_of_the_lines_may_go_first(ours, desk):
    desk.post(to("order_accept", ours.order))

    desk.post(to("order_ship", ours.order), {"carrier": "تیپاکس", f"line-{line(ours)}": "1"})
    first = status_of(ours.order)
    desk.post(to("order_ship", ours.order), {"carrier": "تیپاکس", f"line-{line(ours)}": "1"})

    assert first == "partly_shipped"
    assert status_of(ours.order) == "shipped"


@pytest.mark.parametrize("count", ["9", "9" * 5000], ids=["too many", "endless"])
def test_a_form_that_cannot_be_taken_comes_back_with_what_was_typed(ours, desk, count):
    desk.post(to("order_accept", ours.order))

    answer = desk.post(to("order_ship", ours.order), {"carrier": "پیک", "tracking": "77", f"line-{line(ours)}": count})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="پیک"' in page
    assert 'value="77"' in page
    assert status_of(ours.order) == "accepted"


def test_a_refusal_of_the_service_is_shown_where_it_was_asked(ours, desk):
    desk.post(to("order_accept", ours.order))

    answer = desk.post(to("order_ship", ours.order), {"carrier": "پیک", f"line-{line(ours)}": "0"})

    assert answer.status_code == 422
    assert "desk-refusal" in answer.content.decode()
    assert 'value="پیک"' in answer.content.decode()


def test_a_step_that_somebody_else_took_already_is_told(ours, desk):
    desk.post(to("order_reject", ours.order), {"reason": "تمام شد"})

    answer = desk.post(to("order_pack", ours.order))

    assert answer.status_code == 422
    assert "desk-refusal" in answer.content.decode()


def test_rejecting_needs_a_reason(ours, desk):
    bare = desk.post(to("order_reject", ours.order), {"reason": ""})
    unchanged = status_of(ours.order)
    desk.post(to("order_reject", ours.order), {"reason": "کالا آسیب دید"})

    assert bare.status_code == 422
    assert unchanged == "new"
    assert VendorOrder.objects.get(pk=ours.order.pk).reason == "کالا آسیب دید"


def test_the_buyer_and_the_address_are_on_the_page(ours, desk):
    page = desk.get(to("order", ours.order)).content.decode()

    assert "سارا محمدی" in page
    assert "خیابان آزادی" in page
    assert "۰۹۳۵ ۰۰۰ ۰۰۰۱" in page


def test_only_what_is_possible_is_offered(ours, desk):
    page = desk.get(to("order", ours.order)).content.decode()

    assert to("order_accept", ours.order) in page
    assert to("order_deliver", ours.order) not in page


def test_who_may_only_look_is_not_let_act(ours, monkeypatch):
    from commerce.shop.markets import policies

    monkeypatch.setitem(policies.RIGHTS, Membership.Role.CLERK, frozenset({"orders.view"}))
    client = desk_of(ours.clerk)

    seen = client.get(to("order", ours.order))
    refused = client.post(to("order_accept", ours.order))

    assert seen.status_code == 200
    assert to("order_accept", ours.order) not in seen.content.decode()
    assert refused.status_code == 403
    assert status_of(ours.order) == "new"


def test_tabs_count_and_narrow(ours, desk):
    desk.post(to("order_accept", ours.order))
    buy(sara(), (ours.offer, 1))
    fresh = VendorOrder.objects.get(market=ours.market, status="new")

    answer = desk.get(reverse("vendor:orders"), {"tab": "new"})

    counts = {tab["url"].removeprefix("?tab="): tab["count"] for tab in answer.context["tabs"]}
    assert counts == {"": "۲", "new": "۱", "to_ship": "۱", "shipped": "۰", "delivered": "۰", "ended": "۰"}
    assert [part.pk for part in answer.context["object_list"]] == [fresh.pk]


def test_an_order_is_found_by_the_beginning_of_its_number(ours, desk):
    number = ours.order.order.number

    found = desk.get(reverse("vendor:orders"), {"q": number[:6].upper()})
    nothing = desk.get(reverse("vendor:orders"), {"q": "zzzzzz"})

    assert [part.order.number for part in found.context["object_list"]] == [number]
    assert "desk-empty" in nothing.content.decode()


def test_days_are_typed_in_the_jalali_calendar(ours, desk):
    past = desk.get(reverse("vendor:orders"), {"until": "۱۴۰۳/۰۱/۰۱"})
    since = desk.get(reverse("vendor:orders"), {"since": "1403/1/1"})
    wrong = desk.get(reverse("vendor:orders"), {"since": "۱۴۰۳/۱۳/۴۰"})

    assert list(past.context["object_list"]) == []
    assert len(since.context["object_list"]) == 1
    assert "error-message" in wrong.content.decode()


def test_the_list_costs_the_same_however_long(ours, desk, django_assert_num_queries):
    desk.get(reverse("vendor:orders"))
    with django_assert_num_queries(QUERIES_OF_A_LIST):
        desk.get(reverse("vendor:orders"))
    for _time in range(3):
        buy(sara(), (ours.offer, 1))

    with django_assert_num_queries(QUERIES_OF_A_LIST):
        desk.get(reverse("vendor:orders"))


def test_the_home_shows_todays_numbers(ours, desk):
    page = desk.get(reverse("vendor:home"))

    assert page.context["today"].orders == 1
    assert page.context["today"].amount == ours.order.total
    assert "<svg" in page.content.decode()
