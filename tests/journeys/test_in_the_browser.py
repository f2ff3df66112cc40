"""At the screen: a vendor sends an order, an editor changes the home page, in Persian and with a real browser."""

import httpx
import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from pages.models import HomePage
from pages.services import MARKETING_EDITORS, install_home
from tests.factories import make_user
from tests.journeys.chromium import screen, sign_in_staff, sign_in_vendor
from tests.journeys.phone import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _orm_beside_playwright(monkeypatch):
    # Playwright's loop runs in this thread; the database is asked between its steps, never inside one.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def test_a_vendor_takes_an_order_and_sends_it(town, world, sara):
    sara.sign_in().add(world.tin_offer.public_id, 2)
    placed = sara.checkout().json()
    Browser().pay(placed["payment"]["redirect_url"])
    number = placed["order"]["number"]

    with screen(town) as page:
        sign_in_vendor(page, town, "09121112001")
        assert page.locator("html").get_attribute("dir") == "rtl"
        page.goto("/dashboard/vendor/orders/")
        page.get_by_text(number).first.click()
        page.get_by_role("button", name="پذیرش").click()
        page.get_by_text("ارسال", exact=False).first.wait_for()
        page.locator("[data-key=s]").click()
        page.locator("[name=carrier]").fill("پست پیشتاز")
        page.locator("[name=tracking]").fill("۱۲۳۴۵۶۷۸۹۰")
        page.locator(".desk-form button").first.click()
        page.get_by_text("1234567890").first.wait_for()

    parts = sara.order(number)["vendor_orders"]
    assert parts[0]["status"] == "shipped"
    assert parts[0]["parcels"][0]["tracking"] == "1234567890"


def test_a_vendor_reads_every_page_on_a_phone(town, world, sara):
    with screen(town, width=390) as page:
        sign_in_vendor(page, town, "09121112001")
        for path in ("vendor/", "vendor/orders/", "vendor/products/", "vendor/products/add/"):
            answer = page.goto(f"/dashboard/{path}")
            assert answer is not None
            assert answer.status == 200
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 1, f"{path} is {wide} px wider than the phone"


def test_an_editor_changes_the_home_page_and_web_and_app_show_it(town, world):
    home = install_home()
    home.body = [
        (
            "hero",
            {"title": "پیش از تغییر", "text": "", "image": None, "link": {"label": "", "page": None, "address": ""}},
        )
    ]
    home.save_revision().publish()
    editor = make_user(is_staff=True)
    editor.set_password("a long enough password")
    editor.save()
    editor.groups.add(group_of_editors())
    device = TOTPDevice.objects.create(user=editor, name="phone", confirmed=True)

    with screen(town) as page:
        sign_in_staff(page, f"0{editor.mobile[3:]}", "a long enough password", device)
        page.goto(f"/dashboard/pages/{home.pk}/edit/")
        page.locator("[name=body-0-value-title]").fill("نوروز مبارک")
        page.locator("button[name=action-publish], [name=action-publish]").first.evaluate("button => button.click()")
        page.wait_for_url("**/dashboard/pages/**")
        page.wait_for_load_state("networkidle")

    assert HomePage.objects.get().body[0].value["title"] == "نوروز مبارک"
    assert "نوروز مبارک" in httpx.get(f"{town.address}/").text
    shown = httpx.get(f"{town.address}/api/v1/content/screens/", params={"screen": "home", "app": "shopper"}).json()
    assert shown["blocks"][0]["data"]["title"] == "نوروز مبارک"


def group_of_editors():
    from django.contrib.auth.models import Group

    return Group.objects.get(name=MARKETING_EDITORS)
