"""What is not named as open to somebody is closed to them: the stock addresses of Wagtail first of all."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.dashboards.desk import addresses, desk_of, in_group, staff_desk_of
from tests.factories import person

# For everybody who works here, beside the vendor's own screens.
OPEN = {
    "wagtailadmin_dismissibles",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "desk:palette",
    "desk:language",
    "desk:market",
}
CLOSED = sorted(
    (name, path)
    for name, path in addresses()
    if name not in OPEN and not name.startswith("vendor:") and "/login/" not in path and name != "wagtailadmin_home"
)


def test_the_walk_meets_the_doors_it_is_for():
    names = {name for name, _path in CLOSED}

    assert {"wagtailadmin_reports:site_history", "wagtailadmin_explore_root", "wagtailusers_users:index"} <= names
    assert {"wagtail_bulk_action", "staff:orders", "wagtailimages:index", "wagtailsnippets:index"} <= names
    assert len(names) > 150


def test_a_stranger_without_work_here_is_sent_to_the_door(db):
    client = desk_of(person())

    answers = {client.get(path).status_code for _name, path in CLOSED[:30]}

    assert answers <= {302, 404}
    assert client.get("/dashboard/vendor/orders/").url.startswith("/dashboard/login/")


def test_a_visitor_is_sent_to_the_door(db):
    client = Client()

    assert client.get("/dashboard/vendor/orders/").url.startswith("/dashboard/login/")
    assert client.get("/dashboard/staff/orders/").url.startswith("/dashboard/login/")


def test_a_vendor_who_is_staff_too_has_no_staff_screens_without_the_second_factor(ours):
    boss = in_group(ours.owner, "Administrators")

    assert desk_of(boss).get("/dashboard/staff/orders/").status_code == 404
    assert desk_of(boss).get("/dashboard/vendor/orders/").status_code == 200
    assert staff_desk_of(boss).get("/dashboard/staff/orders/").status_code == 200


def test_staff_who_work_in_no_market_are_told_that_a_vendors_screen_is_not_there(ours):
    support = staff_desk_of(in_group(person(), "Support"))

    assert support.get("/dashboard/vendor/").status_code == 404
    assert support.get(reverse("vendor:order", args=[ours.order.public_id])).status_code == 404


def test_support_finds_no_reports_and_no_pages(db):
    client = staff_desk_of(in_group(person(), "Support"))

    assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 404
    assert client.get(reverse("wagtailadmin_explore_root")).status_code == 404


@pytest.mark.parametrize("group", ["Administrators", "Support"])
def test_wagtails_own_user_form_is_gone_for_everybody(db, group):
    client = staff_desk_of(in_group(person(), group))

    assert client.get(reverse("wagtailusers_users:index")).status_code == 404
    assert client.get(reverse("wagtailusers_users:add")).status_code == 404


def test_djangos_admin_is_for_superusers_with_a_second_factor(db):
    boss = person(is_staff=True, is_superuser=True)
    clerk = in_group(person(), "Administrators")

    assert staff_desk_of(boss).get("/django-admin/").status_code == 200
    assert desk_of(boss).get("/django-admin/").status_code == 302
    assert staff_desk_of(clerk).get("/django-admin/").status_code == 404


@pytest.mark.parametrize("name", ["vendor:order", "vendor:order_accept", "vendor:product", "vendor:offer_stock"])
def test_what_no_name_can_be_is_not_there(ours, name):
    client, path = desk_of(ours.owner), reverse(name, args=["\0"])

    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_the_menu_shows_only_the_doors_that_open(ours):
    page = desk_of(ours.owner).get("/dashboard/vendor/").content.decode()

    assert reverse("vendor:orders") in page
    assert "/dashboard/reports/" not in page
    assert "/dashboard/staff/" not in page


def test_someone_who_left_the_market_is_out_at_once(ours):
    client = desk_of(ours.clerk)
    before = client.get("/dashboard/vendor/orders/").status_code
    ours.market.memberships.filter(user=ours.clerk).update(is_active=False)

    assert before == 200
    assert client.get("/dashboard/vendor/orders/").status_code == 302


def test_staff_whom_nobody_gave_rights_are_told_so_and_do_not_go_round_in_circles(db):
    client = staff_desk_of(person(is_staff=True))

    answer = client.get("/dashboard/", follow=True)

    assert answer.status_code == 403
    assert answer.templates[0].name == "dashboards/login/no_rights.html"
