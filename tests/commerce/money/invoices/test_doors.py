# ruff: noqa: F811
"""Who may read which paper: its seller, its buyer, those of the staff who may, and nobody else by any address."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core import signing

from commerce.money.invoices.models import Invoice
from commerce.money.invoices.services import number_waiting
from commerce.shop.order.models import VendorOrder
from tests.commerce.shop.order.conftest import omid, pot, sara, seller, shopper, tea, tea_house  # noqa: F401
from tests.commerce.shop.order.test_papers import register, tell
from tests.factories import bearer, make_market, make_user
from tests.factories.sales import buy, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(sara, tea, pot):
    sold = buy(sara, (tea, 1), (pot, 1))
    tell()
    return sold["order"]["number"]


@pytest.fixture
def paper(order, tea_house):
    return Invoice.objects.get(issuer_ref=tea_house.public_id)


@pytest.fixture
def stranger():
    other = make_user()
    make_market(other, handle="elsewhere")
    return other


@pytest.fixture
def accountant():
    staff = make_user(is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_invoice"))
    return bearer(staff, audience="staff")


def is_pdf(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "private, no-store"
    return answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")


def test_a_buyer_sees_the_papers_of_an_order(shopper, order):
    answer = shopper.get(f"/api/v1/orders/{order}/invoices/").json()

    assert [one["kind"] for one in answer["results"]] == ["sale", "sale"]
    assert all(re.fullmatch(r"14\d\d-000001", one["number"]) for one in answer["results"])
    assert is_pdf(shopper.get(f"/api/v1/orders/{order}/invoices/{answer['results'][0]['id']}/pdf/"))


def test_the_order_leads_to_all_its_papers_in_one_file(shopper, client, order):
    url = shopper.get(f"/api/v1/orders/{order}/").json()["invoice_url"]
    path = url[url.index("/api/") :]

    assert is_pdf(client.get(path))
    assert is_pdf(client.get(f"{path}&language=en"))


def test_an_unpaid_order_leads_nowhere(shopper, sara, tea):
    number = place(sara, (tea, 1))["order"]["number"]

    assert shopper.get(f"/api/v1/orders/{number}/").json()["invoice_url"] is None
    assert shopper.get(f"/api/v1/orders/{number}/invoices/").json()["results"] == []


@pytest.mark.parametrize("forged", [str, lambda: "x", lambda: signing.dumps("1", salt="another"), lambda: "1:2:3"])
def test_a_forged_link_opens_nothing(client, order, forged):
    assert client.get("/api/v1/order-papers/", {"token": forged()}).status_code in {400, 404}


def test_an_old_link_opens_nothing(shopper, client, order, settings):
    url = shopper.get(f"/api/v1/orders/{order}/").json()["invoice_url"]
    settings.INVOICE_LINK_SECONDS = -1

    assert client.get(url[url.index("/api/") :]).status_code == 404


def test_another_shopper_finds_nothing(order, paper, stranger):
    other = bearer(stranger)

    assert other.get(f"/api/v1/orders/{order}/invoices/").status_code == 404
    assert other.get(f"/api/v1/orders/{order}/invoices/{paper.public_id}/pdf/").status_code == 404


def test_a_paper_is_not_found_under_another_order(shopper, sara, tea, paper):
    other = buy(sara, (tea, 1))["order"]["number"]

    assert shopper.get(f"/api/v1/orders/{other}/invoices/{paper.public_id}/pdf/").status_code == 404


def test_a_market_reads_its_own_papers(seller, paper):
    listed = seller.get("/api/v1/vendor/tea-house/invoices/").json()["results"]

    assert [one["id"] for one in listed] == [paper.public_id]
    whole = seller.get(f"/api/v1/vendor/tea-house/invoices/{paper.public_id}/").json()
    assert [line["name"] for line in whole["lines"]] == ["چای بهاره", ""]
    assert whole["notes"] == ["unregistered"]
    assert is_pdf(seller.get(f"/api/v1/vendor/tea-house/invoices/{paper.public_id}/pdf/?language=en"))


def test_a_market_finds_no_paper_of_another(seller, stranger, paper):
    other = bearer(stranger, audience="vendor")
    pottery = Invoice.objects.exclude(pk=paper.pk).get()

    for client, handle, wanted in (
        (other, "elsewhere", paper),
        (seller, "tea-house", pottery),
        (other, "tea-house", paper),
    ):
        for tail in ("", "pdf/"):
            path = f"/api/v1/vendor/{handle}/invoices/{wanted.public_id}/{tail}"
            assert client.get(path).status_code == 404
    assert other.get("/api/v1/vendor/elsewhere/invoices/").json()["results"] == []


def test_papers_are_narrowed_by_kind_and_day(seller, paper):
    def found(query):
        return len(seller.get(f"/api/v1/vendor/tea-house/invoices/?{query}").json()["results"])

    assert (found("kind=sale"), found("kind=commission")) == (1, 0)
    assert (found("from=2020-01-01"), found("to=2020-01-01")) == (1, 0)


def test_a_paper_without_its_number_has_no_print(seller, sara, tea, tea_house):
    from commerce.shop.order.services.papers import ask_sale_invoice

    buy(sara, (tea, 1))
    waiting = ask_sale_invoice(vendor_order=VendorOrder.objects.get().public_id)
    path = f"/api/v1/vendor/tea-house/invoices/{waiting.public_id}/pdf/"

    assert seller.get(path).json()["code"] == "invoice_not_numbered"
    number_waiting(issuer_kind="market", issuer_ref=tea_house.public_id)
    assert is_pdf(seller.get(path))


def test_staff_read_every_paper(accountant, paper, tea_house):
    assert len(accountant.get("/api/v1/staff/invoices/").json()["results"]) == 2
    own = accountant.get(f"/api/v1/staff/invoices/?issuer={tea_house.public_id}").json()["results"]
    assert [one["id"] for one in own] == [paper.public_id]
    assert is_pdf(accountant.get(f"/api/v1/staff/invoices/{paper.public_id}/pdf/"))
    series = accountant.get("/api/v1/staff/invoices/series/").json()["results"]
    assert {(one["last_number"], one["papers"], one["is_complete"]) for one in series} == {(1, 1, True)}


def test_a_market_says_who_it_is_to_the_tax_office(seller, tea_house):
    path = "/api/v1/vendor/tea-house/tax-profile/"
    assert seller.get(path).json()["is_registered"] is False

    told = {
        "is_registered": True,
        "registered_since": "2025-03-21",
        "legal_name": "شرکت چای",
        "national_id": "۱۰۳۸۰۲۸۴۷۹۰",
        "economic_code": "411111111111",
    }
    assert seller.put(path, told).json()["national_id"] == "*******4790"
    # What is masked is not typed again: left out, it stays.
    del told["national_id"]
    assert seller.put(path, told).json()["national_id"] == "*******4790"


def test_a_wrong_tax_profile_is_refused_field_by_field(seller):
    answer = seller.put("/api/v1/vendor/tea-house/tax-profile/", {"is_registered": True, "memory_id": "١"})

    assert answer.status_code == 400
    assert {"memory_id", "legal_name", "national_id", "registered_since"} <= set(answer.json()["errors"])


def test_the_papers_name_the_registered_seller(seller, sara, tea, tea_house):
    register(tea_house)
    buy(sara, (tea, 1))
    tell()

    (one,) = seller.get("/api/v1/vendor/tea-house/invoices/").json()["results"]
    assert one["issuer"] == "شرکت چای لاهیجان"
    assert one["taxid"].startswith("A1B2C3")
