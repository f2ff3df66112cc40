"""A shopper takes the invoices of an order along, and finds nobody else's."""

import pytest
from django.urls import reverse

from commerce.money.invoices.models import Invoice
from tests.commerce.shop.order.test_papers import tell
from tests.editorial.test_account import let_in
from tests.factories import make_market, make_product, make_user, offer_of
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara():
    return make_user(first_name="سارا", last_name="محمدی")


@pytest.fixture
def paper(sara):
    buy(sara, (offer_of(make_product(make_market())), 1))
    tell()
    return Invoice.objects.get()


def address(paper):
    return reverse("account:order_paper", args=[paper.order_number, paper.public_id])


def test_the_order_leads_to_its_invoice(client, sara, paper):
    let_in(client, sara)

    assert address(paper) in client.get(reverse("account:order", args=[paper.order_number])).content.decode()
    answer = client.get(address(paper))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


def test_nobody_else_finds_it(client, paper):
    assert client.get(address(paper)).status_code == 302
    let_in(client, make_user())
    assert client.get(address(paper)).status_code == 404
