"""What vendors and finance staff do at their screens, and what these say."""

from pathlib import Path

from django.contrib.auth.models import Group
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.earnings.payouts.models import Payout
from commerce.foundation.core.money import Money
from dashboards.staff.groups import FINANCE_APPROVERS
from tests.factories import make_user
from tests.journeys.chromium import sign_in_staff
from tests.journeys.town import wait_for

PASSWORD = "a long enough password"


def sign_in_finance(page):
    person = make_user(is_staff=True)
    person.set_password(PASSWORD)
    person.save()
    person.groups.add(Group.objects.get(name=FINANCE_APPROVERS))
    device = TOTPDevice.objects.create(user=person, name="phone", confirmed=True)
    sign_in_staff(page, f"0{person.mobile[3:]}", PASSWORD, device)


def act(page, link, **typed):
    """Open what a screen offers to do, fill it in, and say yes."""
    page.locator(".desk-actions").get_by_role("link", name=link).click()
    form = page.locator("dialog .desk-form")
    for name, value in typed.items():
        field = form.locator(f"[name={name}]")
        if name == "goods":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        form.locator(".desk-form__buttons button").click()


def said_on(page):
    """What a page says, half-spaces and all, with its lines as one."""
    return " ".join(page.inner_text("main").split())


def reread(page):
    page.reload()
    return said_on(page)


def toman(amount):
    return Money(amount).display("fa")


def money_of(page):
    """The cards of the earnings page, by their titles."""
    page.goto("/dashboard/vendor/money/")
    cards = (card.inner_text().split("\n") for card in page.locator(".desk-card").all())
    told = {title: amount for amount, title, *_more in cards}
    return {title: told[title] for title in ("آزاد", "نگه‌داشته", "واریز این ماه")}


def send_and_deliver(page, number):
    page.goto("/dashboard/vendor/orders/")
    page.get_by_text(number).first.click()
    page.get_by_role("button", name="پذیرش").click()
    act(page, "ارسال", carrier="پست پیشتاز", tracking="۱۲۳۴۵۶۷۸۹۰")
    act(page, "تحویل شد")


def pay_out(maker, checker, amount):
    """A run is looked at and begun by one and approved by another; so are its batch and its file."""
    maker.goto("/dashboard/staff/payouts/ahead/")
    assert toman(amount) in said_on(maker)
    act(maker, "آغاز اجرا")
    wait_for(lambda: "پرداخت‌شده" in reread(maker), what="the run to be over")
    checker.goto(maker.url)
    act(checker, "پذیرفتن تسویه‌ها")

    maker.goto("/dashboard/staff/remittance-batches/new/?kind=payout")
    with maker.expect_navigation():
        maker.get_by_role("button", name="ساختن دسته").click()
    checker.goto(maker.url)
    act(checker, "بازبینی دسته")
    button = checker.get_by_role("button", name="دریافت فایل")
    wait_for(lambda: reread(checker) and button.is_visible(), what="the file of the batch")
    with checker.expect_download() as download:
        button.click()
    payout = Payout.objects.get(status="waiting")
    table = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert payout.remittance.tracking in table
    assert str(amount) in table
    checker.goto(maker.url)
    act(checker, "بانک گرفت", bank_reference="1405-9")
    assert "دسته در بانک است." in said_on(checker)
    checker.get_by_role("link", name=payout.remittance.tracking).click()
    act(checker, "رسید", bank_reference="1405-9-1")
    assert "واریز شد" in said_on(checker)


def approve_refund(page, outcome):
    page.goto("/dashboard/staff/refund-requests/")
    page.locator(".listing .title a, .listing td a").first.click()
    act(page, "پذیرفتن", goods="sound")
    assert outcome in said_on(page)


def statement_of_this_month(page, kind):
    """The file a worker writes, as its reader gets it."""
    page.goto("/dashboard/vendor/money/statements/")
    page.locator(".desk-rows a").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name=kind, exact=True).click()
    link = page.locator("main .listing tbody tr").first.get_by_role("link", name="دریافت")
    wait_for(lambda: reread(page) and link.count(), what="the statement")
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()
