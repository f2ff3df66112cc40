"""An order on paper: what each market sold, as it was sold, and what came back."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.events import deliver, due_events
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.services import issuers_waiting, number_waiting
from commerce.money.tax.profiles import TaxDetails
from commerce.money.tax.services import set_profile
from commerce.shop.commissions.services import set_rate
from commerce.shop.markets.models import Market
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services.papers import ask_sale_invoice
from tests.factories.sales import buy, check_out, fill_cart, place

pytestmark = pytest.mark.django_db


def tell():
    """Every fact is heard, and every paper gets its number."""
    while waiting := due_events():
        for event in waiting:
            deliver(event)
    for kind, ref in issuers_waiting():
        number_waiting(issuer_kind=kind, issuer_ref=ref)


def register(market, **more):
    details = TaxDetails(
        is_registered=True,
        registered_since=date(2025, 3, 21),
        legal_name="شرکت چای لاهیجان",
        national_id="10380284790",
        economic_code="411111111111",
        memory_id="A1B2C3",
        **more,
    )
    set_profile(actor=SYSTEM, owner_kind="market", owner_ref=market.public_id, details=details)


def paper_of(market, kind="sale"):
    return Invoice.objects.get(issuer_ref=market.public_id, kind=kind)


def test_an_unpaid_order_has_no_paper(sara, tea):
    place(sara, (tea, 1))
    tell()

    assert not Invoice.objects.exists()


def test_each_market_gives_its_own_invoice_for_a_paid_order(sara, tea, pot, tea_house):
    sold = buy(sara, (tea, 2), (pot, 1))
    tell()

    papers = Invoice.objects.all()
    assert {paper.issuer_ref for paper in papers} == set(Market.objects.values_list("public_id", flat=True))
    assert {paper.order_number for paper in papers} == {sold["order"]["number"]}
    assert sum(paper.payable for paper in papers) == sold["order"]["totals"]["payable"]["amount"]
    tea_paper = paper_of(tea_house)
    assert [(row["name"], row["quantity"]) for row in tea_paper.content["lines"]] == [("چای بهاره", 2), ("", 1)]
    assert tea_paper.content["buyer"]["name"] == "سارا محمدی"
    assert "تهران" in tea_paper.content["buyer"]["address"]


def test_a_seller_who_is_not_registered_takes_no_tax_and_says_so(sara, tea, tea_house):
    buy(sara, (tea, 1))
    tell()

    paper = paper_of(tea_house)
    assert (paper.tax, paper.taxid, paper.content["notes"]) == (0, "", ["unregistered"])


def test_a_registered_seller_shows_its_tax_line_by_line(sara, tea, tea_house):
    register(tea_house)
    buy(sara, (tea, 2))
    tell()

    paper = paper_of(tea_house)
    goods = paper.content["lines"][0]
    assert paper.issuer_name == "شرکت چای لاهیجان"
    assert paper.content["notes"] == []
    assert (Decimal(goods["percent"]), goods["before_tax"] + goods["tax"]) == (10, goods["total"])
    assert goods["before_tax"] == round(goods["total"] / 1.1)
    assert paper.total == VendorOrder.objects.get().total
    assert paper.taxid.startswith("A1B2C3")


def test_a_paper_stays_as_it_was_whatever_the_seller_becomes(sara, tea, tea_house):
    buy(sara, (tea, 1))
    tell()
    register(tea_house)

    again = ask_sale_invoice(vendor_order=VendorOrder.objects.get().public_id)

    assert Invoice.objects.count() == 1
    assert again.issuer_name == tea_house.name


def test_facts_told_twice_make_one_paper(sara, tea):
    from commerce.foundation.core.models import OutboxEvent

    buy(sara, (tea, 1))
    tell()
    OutboxEvent.objects.update(delivered_at=None, done=[])
    tell()

    assert Invoice.objects.count() == 1


def test_what_a_market_rejects_is_taken_back_on_paper(sara, seller, tea, tea_house):
    register(tea_house)
    buy(sara, (tea, 3))
    part = VendorOrder.objects.get()
    seller.post(f"/api/v1/vendor/tea-house/orders/{part.public_id}/reject/", {"reason": "تمام شد"})
    tell()

    sale, note = paper_of(tea_house), paper_of(tea_house, "credit_note")
    assert note.corrects == sale
    assert (note.before_tax, note.tax, note.total) == (sale.before_tax, sale.tax, sale.total)
    assert sale.number < note.number


def test_cash_at_the_door_has_its_paper_when_it_is_delivered(shopper, seller, tea, tea_house):
    set_rate(actor=SYSTEM, percent=Decimal(10))
    Market.objects.update(takes_cash=True)
    fill_cart(shopper, (tea, 1))
    check_out(shopper, payment={"method": "cod"})
    tell()
    assert not Invoice.objects.exists()

    part = VendorOrder.objects.get()
    path = f"/api/v1/vendor/tea-house/orders/{part.public_id}"
    seller.post(f"{path}/accept/")
    seller.post(f"{path}/ship/", {"carrier": "پیک"})
    seller.post(f"{path}/deliver/")
    tell()

    assert paper_of(tea_house).total == part.total


def test_the_books_agree_with_the_papers(sara, tea, pot):
    buy(sara, (tea, 1), (pot, 1))
    tell()

    call_command("ledger_check")
