"""Lines that will not be sent: less is sent, the shelf has it again, and its money goes back."""

import pytest

from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.models import Payment, Refund
from commerce.shop.markets.models import Market
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.partner.models import StockRecord
from tests.commerce.shop.refunds.conftest import rates, vault  # noqa: F401
from tests.commerce.shop.refunds.stories import balance, books_are_right, lines_of, part_of
from tests.factories import bearer, make_market, make_product, make_user, offer_of
from tests.factories.sales import buy, check_out, fill_cart, fresh_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup(tea_house):
    return offer_of(make_product(tea_house, title="فنجان", price=100_000, stock=9))


@pytest.fixture
def sold(sara, tea, cup):
    return buy(sara, (tea, 3), (cup, 2))


def act(client, sold, step, handle="tea-house", key="", **body):
    path = f"/api/v1/vendor/{handle}/orders/{part_of(sold).public_id}/{step}/"
    return client.post(path, body, headers={"Idempotency-Key": key or fresh_key()})


def some(sold, **quantities):
    known = lines_of(part_of(sold))
    titles = {"tea": "چای بهاره", "cup": "فنجان"}
    return [{"line": known[titles[name]], "quantity": number} for name, number in quantities.items()]


def test_less_is_sent_the_shelf_has_it_and_its_money_goes_back(seller, sold, tea):
    answer = act(seller, sold, "cancel-lines", reason="تمام شد", lines=some(sold, tea=2))

    assert (answer.status_code, answer.json()["status"]) == (200, "new")
    assert [line["cancelled_quantity"] for line in answer.json()["lines"]] == [2, 0]
    tea.refresh_from_db()
    assert tea.num_in_stock == 5 - 3 + 2
    assert [refund.amount for refund in Refund.objects.all()] == [500_000]
    assert Order.objects.get().status == "partly_cancelled"
    assert OutboxEvent.objects.filter(name="vendor_order.lines_cancelled").count() == 1
    assert answer.json()["timeline"][-1]["code"] == "lines_cancelled"
    assert books_are_right()


def test_the_same_key_cancels_once_however_long_it_is(seller, sold):
    told = {"reason": "تمام شد", "lines": some(sold, tea=1), "key": "k" * 128}

    first, again = act(seller, sold, "cancel-lines", **told), act(seller, sold, "cancel-lines", **told)

    assert (first.status_code, first.json()["lines"]) == (200, again.json()["lines"])
    assert Refund.objects.count() == 1


def test_the_last_line_takes_the_shipping_along(seller, sold):
    act(seller, sold, "cancel-lines", reason="تمام شد", lines=some(sold, tea=3))
    answer = act(seller, sold, "cancel-lines", reason="تمام شد", lines=some(sold, cup=2))

    assert answer.json()["status"] == "cancelled"
    assert sum(Refund.objects.values_list("amount", flat=True)) == Payment.objects.get().amount
    assert (balance("commission"), balance("vat_payable")) == (0, 0)
    assert books_are_right()


def test_the_rest_of_a_part_that_is_partly_sent_can_be_dropped(seller, sold):
    act(seller, sold, "accept")
    act(seller, sold, "ship", carrier="پست", lines=some(sold, tea=1))

    answer = act(seller, sold, "cancel-lines", reason="نداریم")

    assert answer.json()["status"] == "shipped"
    assert [(line["shipped_quantity"], line["cancelled_quantity"]) for line in answer.json()["lines"]] == [
        (1, 2),
        (0, 2),
    ]
    assert [refund.amount for refund in Refund.objects.all()] == [700_000]


@pytest.mark.parametrize(
    ("lines", "status", "code"),
    [
        ({"tea": 4}, 409, "nothing_left_of_line"),
        ({"tea": 0}, 400, "invalid"),
        ({}, 400, "invalid"),
    ],
)
def test_bad_lines_change_nothing(seller, sold, lines, status, code):
    answer = act(seller, sold, "cancel-lines", reason="نداریم", lines=some(sold, **lines))

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Refund.objects.exists()


def test_what_was_sent_is_not_cancelled(seller, sold):
    act(seller, sold, "accept")
    act(seller, sold, "ship", carrier="پست", lines=some(sold, tea=1))

    answer = act(seller, sold, "cancel-lines", reason="نداریم", lines=some(sold, tea=3))

    assert (answer.status_code, answer.json()["code"]) == (409, "already_sent")


def test_another_market_cancels_nothing_of_ours(sold):
    rival = make_user()
    make_market(rival, handle="rival")

    answer = act(bearer(rival, audience="vendor"), sold, "cancel-lines", handle="rival", reason="x")

    assert answer.status_code == 404
    assert VendorOrder.objects.get().status == "new"


@pytest.fixture
def cash(shopper, tea, cup):
    Market.objects.update(takes_cash=True)
    fill_cart(shopper, (tea, 3), (cup, 2))
    return check_out(shopper, payment={"method": "cod"}).json()


def on_its_way(seller, sold):
    act(seller, sold, "accept")
    assert act(seller, sold, "ship", carrier="پیک").status_code == 200


def test_less_is_paid_at_the_door_for_what_was_dropped_before(seller, cash):
    act(seller, cash, "cancel-lines", reason="تمام شد", lines=some(cash, tea=1))
    on_its_way(seller, cash)

    act(seller, cash, "deliver")

    payment, part = Payment.objects.get(), part_of(cash)
    assert (payment.status, payment.amount) == ("captured", part.total - 250_000)
    fees = balance("commission") + balance("vat_payable")
    assert (balance("vendor_debt", part), balance("vendor_free", part), balance("refunds_payable")) == (fees, 0, 0)
    assert not Refund.objects.exists()
    assert books_are_right()


def test_what_is_not_taken_at_the_door_is_not_paid(seller, cash, tea):
    on_its_way(seller, cash)

    answer = act(seller, cash, "refused", reason="یکی را نخواست", put_back=True, lines=some(cash, tea=2))

    payment, part = Payment.objects.get(), part_of(cash)
    assert (answer.status_code, answer.json()["status"]) == (200, "partly_returned")
    assert (payment.status, payment.amount) == ("captured", part.total - 500_000)
    tea.refresh_from_db()
    assert tea.num_in_stock == 5 - 3 + 2
    assert OutboxEvent.objects.filter(name="vendor_order.delivered").count() == 1
    assert (Order.objects.get().status, balance("vendor_free", part)) == ("partly_returned", 0)
    assert books_are_right()


def test_all_refused_at_the_door_is_as_before(seller, cash):
    on_its_way(seller, cash)

    answer = act(seller, cash, "refused", reason="نخواست", lines=some(cash, tea=3, cup=2))

    assert answer.json()["status"] == "returned"
    assert Payment.objects.get().status == "cancelled"


def test_more_than_was_brought_is_not_refused(seller, cash):
    on_its_way(seller, cash)

    answer = act(seller, cash, "refused", reason="نخواست", lines=some(cash, tea=4))

    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_left_of_line")
    assert StockRecord.objects.get(product__title="چای بهاره").num_in_stock == 2
