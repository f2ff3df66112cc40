"""A shopper asks for money back on the web, and takes the question back."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.models import RefundRequest
from tests.editorial.test_account import let_in
from tests.factories import make_market, make_product, make_user, offer_of
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara():
    return make_user()


@pytest.fixture
def part(sara):
    buy(sara, (offer_of(make_product(make_market(), price=250_000, stock=3)), 1))
    VendorOrder.objects.update(status="delivered")
    return VendorOrder.objects.select_related("order").get()


@pytest.fixture
def browser(sara):
    client = Client(headers={"accept-language": "fa"})
    let_in(client, sara)
    return client


def ask(browser, part, **typed):
    path = reverse("account:ask_refund", args=[part.order.number, part.public_id])
    return browser.post(path, {"kind": "whole", "to": "origin", "reason": "damaged", **typed})


def test_it_is_asked_on_the_page_of_the_order_and_taken_back(browser, part):
    number = part.order.number
    page = browser.get(reverse("account:order", args=[number])).content.decode()
    assert reverse("account:ask_refund", args=[number, part.public_id]) in page

    ask(browser, part)
    request = RefundRequest.objects.get()
    assert (request.status, request.side) == ("asked", "shopper")
    withdraw = reverse("account:withdraw_refund", args=[number, request.public_id])
    assert withdraw in browser.get(reverse("account:order", args=[number])).content.decode()

    browser.post(withdraw)
    assert RefundRequest.objects.get().status == "cancelled"


@pytest.mark.parametrize(
    "typed", [{"kind": "lines"}, {"kind": "goodwill"}, {"reason": "x"}, {"to": "seller"}, {"kind": "amount"}]
)
def test_bad_input_is_told_and_asks_nothing(browser, part, typed):
    answer = ask(browser, part, **typed)

    assert answer.status_code == 422
    assert not RefundRequest.objects.exists()


def test_a_strangers_order_is_not_there(part):
    stranger = Client()
    let_in(stranger, make_user())

    assert ask(stranger, part).status_code == 404
    assert not RefundRequest.objects.exists()
