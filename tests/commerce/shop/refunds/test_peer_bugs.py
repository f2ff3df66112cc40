"""Bugs of refunds that other marketplaces really had, by their numbers in our list."""

import pytest

from commerce.foundation.core.errors import DomainError
from commerce.money.payments.models import Payment
from commerce.money.payments.services import send_due_refunds
from commerce.shop.markets.models import Market
from commerce.shop.order.models import Order
from commerce.shop.order.services import cancel_lines
from commerce.shop.partner.models import StockRecord
from tests.commerce.shop.refunds.stories import (
    balance,
    books_are_right,
    deliver,
    given,
    lines_of,
    part_of,
    seat,
    vendor,
)
from tests.factories.sales import buy, check_out, fill_cart

pytestmark = pytest.mark.django_db


def left_for_the_market(part):
    return balance("vendor_held", part) + balance("vendor_free", part)


def test_peer_bug_1_what_a_market_has_falls_when_staff_give_money_back(sara, tea):
    part = deliver(part_of(buy(sara, (tea, 2))))
    before, commission = left_for_the_market(part), balance("commission")

    given(part, kind="lines", quantities={lines_of(part)["چای بهاره"]: 1})

    assert left_for_the_market(part) < before
    assert balance("commission") < commission
    assert books_are_right()


def test_peer_bug_2_a_refund_without_lines_takes_back_as_well(sara, tea):
    part = deliver(part_of(buy(sara, (tea, 2))))

    request = given(part, kind="whole")

    assert request.amount == part.total
    assert (left_for_the_market(part), balance("commission"), balance("vat_payable")) == (0, 0, 0)
    assert balance("refunds_payable") == part.total
    assert books_are_right()


def test_peer_bug_3_odd_rials_of_goods_and_shipping_go_back_in_parts(sara, tea):
    StockRecord.objects.filter(pk=tea.pk).update(price=333_333)
    tea.refresh_from_db()
    part = deliver(part_of(buy(sara, (tea, 3))))
    line = lines_of(part)["چای بهاره"]

    parts = [
        given(part, kind="amount", amounts={line: 1}),
        given(part, kind="lines", quantities={line: 1}),
        given(part, kind="shipping", amount=7),
        given(part, kind="whole"),
    ]

    assert [request.amount for request in parts[:3]] == [1, 333_333, 7]
    assert sum(request.amount for request in parts) == part.total
    assert (left_for_the_market(part), balance("commission"), balance("vat_payable")) == (0, 0, 0)
    assert books_are_right()


def cash_order(shopper, tea):
    Market.objects.update(takes_cash=True)
    fill_cart(shopper, (tea, 2))
    answer = check_out(shopper, payment={"method": "cod"})
    return deliver(part_of(answer.json()))


def test_peer_bug_4_cash_that_a_market_gave_back_itself_leaves_it_without_the_fees(shopper, tea):
    part = cash_order(shopper, tea)
    assert balance("vendor_debt", part) > 0

    given(part, kind="whole", to="seller", goods="sound")

    payment = Payment.objects.get(purpose="vendor_order")
    assert (payment.status, payment.refunded) == ("refunded", part.total)
    assert (balance("vendor_debt", part), balance("vendor_free", part)) == (0, 0)
    assert (balance("refunds_payable"), balance("commission")) == (0, 0)
    assert Order.objects.get().refund_due == 0
    assert books_are_right()


@pytest.mark.usefixtures("wallets")
def test_peer_bug_4_cash_goes_into_the_wallet_and_the_market_owes_it(shopper, sara, tea):
    part = cash_order(shopper, tea)

    given(part, kind="whole", to="wallet")
    send_due_refunds()

    assert balance("vendor_free", part) == -part.total
    assert Payment.objects.get(purpose="vendor_order").status == "refunded"
    assert balance("refunds_payable") == 0
    assert books_are_right()


def test_peer_bug_5_goods_that_came_back_sound_are_on_the_shelf_again(sara, tea):
    part = deliver(part_of(buy(sara, (tea, 3))))
    line = lines_of(part)["چای بهاره"]

    given(part, kind="lines", quantities={line: 1}, goods="spoilt")
    given(part, kind="lines", quantities={line: 1}, goods="sound")

    tea.refresh_from_db()
    part.refresh_from_db()
    assert tea.num_in_stock == 5 - 3 + 1
    assert (part.status, part.lines.get().returned_quantity) == ("partly_returned", 2)


def test_peer_bug_10_what_was_given_back_whole_does_not_read_paid(sara, tea):
    sold = buy(sara, (tea, 1))
    part = part_of(sold)

    given(part, kind="whole")
    order = Order.objects.get()
    assert (order.status, Payment.objects.get().status) == ("cancelled", "captured")
    send_due_refunds()

    assert Payment.objects.get().status == "refunded"
    part.refresh_from_db()
    assert part.status == "cancelled"


def test_peer_bug_10_nor_does_what_came_back_after_it_arrived(sara, tea):
    part = deliver(part_of(buy(sara, (tea, 1))))

    given(part, kind="whole", goods="sound")
    send_due_refunds()

    assert (Order.objects.get().status, Payment.objects.get().status) == ("returned", "refunded")


def test_peer_bug_11_cancelling_what_was_sent_says_why_not(shopper, sara, tea):
    sold = buy(sara, (tea, 1))
    part = deliver(part_of(sold))

    with pytest.raises(DomainError) as refused:
        cancel_lines(
            actor=vendor(),
            tenant=seat(part.market),
            vendor_order=part.public_id,
            lines=None,
            reason="تمام شد",
            key="1",
        )
    answer = shopper.post(f"/api/v1/orders/{sold['order']['number']}/cancel/")

    assert refused.value.code == "already_sent"
    assert (answer.status_code, answer.json()["code"]) == (409, "already_sent")
    assert "فرستاده" in answer.json()["detail"]
