"""A market's invoices on its screens: its own, found, read and taken along; and who it is to the tax office."""

import pytest
from django.urls import reverse

from commerce.money.invoices.models import Invoice
from commerce.money.invoices.services import Party
from commerce.money.tax.selectors import profile_of
from tests.commerce.money.invoices.papers import asked, numbered, row, seller
from tests.dashboards.desk import desk_of
from tests.dashboards.papers import paper_of

pytestmark = pytest.mark.django_db

TYPED = {
    "is_registered": "on",
    "registered_since": "۱۴۰۴/۰۱/۰۱",
    "legal_name": "شرکت چای لاهیجان",
    "national_id": "۱۰۳۸۰۲۸۴۷۹۰",
    "economic_code": "۴۱۱۱۱۱۱۱۱۱۱۱",
    "memory_id": "a1b2c3",
}


def to(name, *args):
    return reverse(f"vendor:{name}", args=args)


@pytest.fixture
def desk(ours):
    return desk_of(ours.owner)


@pytest.fixture
def paper(ours):
    return paper_of(ours)


def test_a_market_sees_its_own_papers_and_the_platforms_to_it(ours, theirs, desk, paper):
    paper_of(theirs)
    to_us = numbered(
        row(5_000),
        kind=Invoice.Kind.COMMISSION,
        issuer=Party(kind="platform", ref="platform", name="آسود"),
        buyer=seller(ours.market.public_id),
    )

    assert set(desk.get(to("invoices")).context["object_list"]) == {paper, to_us}
    assert list(desk.get(to("invoices"), {"tab": "commission"}).context["object_list"]) == [to_us]


@pytest.mark.parametrize("typed", ["{label}", "{order}", "محمدی"])
def test_a_paper_is_found_by_what_stands_on_it(desk, paper, typed):
    q = typed.format(label=paper.label, order=paper.order_number)

    assert list(desk.get(to("invoices"), {"q": q}).context["object_list"]) == [paper]
    assert list(desk.get(to("invoices"), {"q": "1404-9"}).context["object_list"]) == []


def test_papers_leave_as_a_spreadsheet(desk, paper):
    body = b"".join(desk.get(to("invoices"), {"export": "csv"}).streaming_content).decode()

    assert paper.label in body
    assert str(paper.total) in body


def test_a_paper_is_read_and_taken_along(desk, paper):
    page = desk.get(to("invoice", paper.public_id)).content.decode()
    assert paper.content["lines"][0]["name"] in page

    for language in ("fa", "en", "xx"):
        answer = desk.get(to("invoice_pdf", paper.public_id), {"language": language})
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


def test_a_paper_without_its_number_sends_back_to_its_page(ours, desk):
    waiting = asked(row(), issuer=seller(ours.market.public_id))

    answer = desk.get(to("invoice_pdf", waiting.public_id))

    assert answer.url == to("invoice", waiting.public_id)


def test_the_market_says_who_it_is_to_the_tax_office(ours, desk):
    assert desk.post(to("tax_profile"), TYPED).status_code == 302

    profile = profile_of(owner_kind="market", owner_ref=ours.market.public_id)
    assert (profile.legal_name, profile.national_id, profile.memory_id) == ("شرکت چای لاهیجان", "10380284790", "A1B2C3")
    assert "10380284790" not in desk.get(to("tax_profile")).content.decode()
    # Left empty, the number stays.
    desk.post(to("tax_profile"), TYPED | {"national_id": "", "legal_name": "نام تازه"})
    assert profile_of(owner_kind="market", owner_ref=ours.market.public_id).national_id == "10380284790"


def test_what_cannot_be_taken_is_told_beside_its_field(desk):
    answer = desk.post(to("tax_profile"), TYPED | {"national_id": "123", "economic_code": ""})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"national_id", "economic_code"}
    assert answer.context["form"]["legal_name"].value() == TYPED["legal_name"]
