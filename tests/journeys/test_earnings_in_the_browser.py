"""What a market will get, when, and why: a sale held, freed, paid out, given back and netted, each at their screen."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.earnings.payouts.models import ClosedWeekday, Holiday, Payout
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import persian_digits
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.models import Sale
from commerce.shop.commissions.services import set_rate
from commerce.shop.refunds.models import RefundRequest
from tests.commerce.earnings.payouts.paying import account_of, terms
from tests.factories import make_product, offer_of
from tests.journeys.chromium import screens, sign_in_vendor
from tests.journeys.desks import (
    approve_refund,
    money_of,
    pay_out,
    said_on,
    send_and_deliver,
    sign_in_finance,
    statement_of_this_month,
    toman,
)
from tests.journeys.phone import Browser
from tests.journeys.town import wait_for

pytestmark = pytest.mark.browser

# A samovar sells for 60,000,000 rials; a tenth of it is our commission, and a tenth of that the tax on it.
PRICE = 60_000_000
FEE, TAX_ON_FEE = PRICE // 10, PRICE // 100
TIN = 2_500_000
KINDS = ("vendor_held", "vendor_free", "vendor_debt")


@pytest.fixture(autouse=True)
def _orm_beside_playwright(monkeypatch):
    # Playwright's loop runs in this thread; the database is asked between its steps, never inside one.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def samovar(world):
    """Something dear enough that two people have to agree to give its money back."""
    set_rate(actor=SYSTEM, percent=Decimal(10))
    terms()
    account_of(world.tea)
    # Whatever day the journey is made on, banks work.
    ClosedWeekday.objects.all().delete()
    Holiday.objects.all().delete()
    return make_product(world.tea, title="سماور مسی", price=PRICE, stock=9)


def test_a_sale_is_held_paid_out_taken_back_netted_and_stated(town, world, samovar, sara):
    sara.sign_in()
    with screens(town) as window:
        vendor, maker, checker = window(), window(), window()
        sign_in_vendor(vendor, town, "09121112001")
        sign_in_finance(maker)
        sign_in_finance(checker)

        # Two samovars are sold, sent and delivered: their money is held, and the market reads until when.
        first = buy(sara, samovar, 2)
        send_and_deliver(vendor, first)
        share = 2 * (PRICE - FEE - TAX_ON_FEE)
        until = clock.jalali_date(Sale.objects.get().release_at)
        assert money_of(vendor) == {"آزاد": toman(0), "نگه‌داشته": toman(share), "واریز این ماه": toman(0)}
        assert f"بخش بعدی در {until} آزاد می‌شود." in said_on(vendor)
        assert toman(share) in vendor.inner_text(".desk-answer")

        # The hold ends, and staff pay it out.
        the_hold_ends(town)
        assert money_of(vendor) == {"آزاد": toman(share), "نگه‌داشته": toman(0), "واریز این ماه": toman(0)}
        pay_out(maker, checker, share)
        assert money_of(vendor) == {"آزاد": toman(0), "نگه‌داشته": toman(0), "واریز این ماه": toman(share)}

        # The shopper wants all of it back; the market lets its time pass, and so large a sum takes two of staff.
        asks_all_back(sara, first)
        approve_refund(maker, "تأیید شد؛ نفر دومی هم باید موافقت کند.")
        approve_refund(checker, "در راه")
        assert sara.order(first)["status"] == "returned"
        town.send_task("payments.send_refunds")
        wait_for(lambda: sara.get("wallet/")["cash"]["amount"] == 2 * PRICE, what="the money in her wallet")
        assert money_of(vendor) == {"آزاد": toman(-share), "نگه‌داشته": toman(0), "واریز این ماه": toman(share)}
        below = f"حساب شما {toman(share)} زیر صفر است: پول فروش‌هایی بازپرداخت شد که پیش‌تر به شما واریز شده بود."
        assert below in said_on(vendor)

        # What comes next makes up for it: the payout of the second sale is less by the first.
        second = buy(sara, samovar, 3)
        send_and_deliver(vendor, second)
        the_hold_ends(town)
        rest = 3 * (PRICE - FEE - TAX_ON_FEE) - share
        assert money_of(vendor) == {"آزاد": toman(rest), "نگه‌داشته": toman(0), "واریز این ماه": toman(share)}
        Payout.objects.update(due_on=clock.today() - timedelta(days=1))
        pay_out(maker, checker, rest)
        assert money_of(vendor) == {"آزاد": toman(0), "نگه‌داشته": toman(0), "واریز این ماه": toman(share + rest)}
        vendor.goto(f"/dashboard/vendor/money/payouts/{Payout.objects.latest('pk').public_id}/")
        assert toman(share + rest) in said_on(vendor)
        assert toman(-share) in said_on(vendor)

        # And the month is stated, with a sale that is still under way.
        buy(sara, world.tin, 1)
        paper, book = statement_of_this_month(vendor, "PDF"), statement_of_this_month(vendor, "XLSX")

    says_what_happened(words_in(paper), sold=5 * PRICE + TIN, back=2 * PRICE, paid=share + rest)
    ties_with_the_books(openpyxl.load_workbook(BytesIO(book)), world.tea)
    call_command("ledger_check")


def buy(phone, product, quantity):
    """Order and pay at the bank; answers with the number of the order."""
    phone.add(offer_of(product).public_id, quantity)
    placed = phone.checkout().json()
    Browser().pay(placed["payment"]["redirect_url"])
    return placed["order"]["number"]


def the_hold_ends(town):
    """So many days pass; the worker is told as beat tells it."""
    Sale.objects.filter(released_at=None).update(release_at=timezone.now() - timedelta(minutes=1))
    town.send_task("settlement.release_due")
    wait_for(lambda: not Sale.objects.filter(released_at=None).exists(), what=f"the release ({town.log('worker')})")


def asks_all_back(phone, number):
    asked = phone.post(f"orders/{number}/refunds/", {"kind": "whole", "reason": "changed-mind", "to": "wallet"})
    assert asked.status_code == 201, asked.text
    RefundRequest.objects.update(vendor_until=timezone.now() - timedelta(minutes=1))


def words_in(pdf):
    """Letters and digits of a paper: where a line breaks, and how half-spaces are drawn, is the printer's."""
    said = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return plain(said)


def plain(text):
    return "".join(letter for letter in text if letter.isalnum())


def says_what_happened(said, *, sold, back, paid):
    """The paper: its month, each kind of what came and went with its sum, and what is left."""
    year, month = clock.jalali_date(clock.today(), language="en").split("/")[:2]
    assert plain(f"صورت‌حساب {clock.month_name(int(month), language='fa')} {persian_digits(year)}") in said
    for words in ("چایخانه", "فروش‌ها", "بازپرداخت به خریداران", "تسویه به بانک", "آزادشده", "همهٔ مبلغ‌ها به تومان است"):
        assert plain(words) in said
    held = TIN * 89 // 100
    for amount in (sold, sold // 10, sold // 100, back, paid, held):
        assert plain(Money(amount).figure("fa")) in said


def ties_with_the_books(book, market):
    """The workbook: its summary says what the ledger holds, and its entries add up to it."""
    summary, entries = ([list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book)
    books = [balance_of(AccountRef(kind, "market", market.public_id)) for kind in KINDS]
    assert books == [TIN * 89 // 100, 0, 0]
    stood = {row[0]: row[1:4] for row in summary if row and row[0] in {"نگه‌داشته", "آزاد", "بدهی"}}
    assert list(stood.values()) == [[0, amount, amount] for amount in books]
    assert [sum(row[column] for row in entries[1:]) for column in (10, 11, 12)] == books
