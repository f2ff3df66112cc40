"""The same sale when the bank, the network or the person behaves badly: nobody pays twice and nothing is lost."""

import time

import httpx
import pytest
from django.core.management import call_command

from commerce.money.ledger.models import Entry
from commerce.money.payments.models import Payment
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.partner.models import StockRecord
from tests.journeys.phone import Browser, Phone


@pytest.fixture
def placed(world, sara):
    """Sara has ordered two tins and stands before the bank: (order number, payment)."""
    sara.sign_in().add(world.tin_offer.public_id, 2)
    answer = sara.checkout()
    assert answer.status_code == 201, answer.text
    return answer.json()["order"]["number"], answer.json()["payment"]


def books_are_in_order():
    call_command("ledger_check")


def test_a_shopper_who_cancels_at_the_bank_may_pay_again(sara, placed):
    number, payment = placed
    browser = Browser()
    result = browser.come_back(browser.press(browser.open_bank(payment["redirect_url"]), "cancel"))

    assert result.status_code == 200
    assert sara.get(f"payments/{payment['id']}/")["status"] == "cancelled"
    assert sara.order(number)["status"] == "pending_payment"

    again = sara.post(f"orders/{number}/pay/", {"method": "gateway", "gateway": "zarinpal"})
    assert again.status_code in {200, 201}, again.text
    second = again.json().get("payment", again.json())
    Browser().pay(second["redirect_url"])

    assert sara.order(number)["status"] == "paid"
    books_are_in_order()


def test_paid_and_never_returned_is_completed_by_the_sweep(town, sara, placed):
    number, payment = placed
    browser = Browser()
    browser.press(browser.open_bank(payment["redirect_url"]), "leave")
    assert sara.order(number)["status"] == "pending_payment"

    town.run("sweep_payments")

    assert sara.order(number)["status"] == "paid"
    books_are_in_order()


def test_a_callback_that_comes_twice_has_one_effect(sara, placed):
    number, payment = placed
    browser = Browser()
    left = browser.press(browser.open_bank(payment["redirect_url"]), "pay")

    results = [browser.come_back(left) for _ in range(2)]

    assert [result.status_code for result in results] == [200, 200]
    assert sara.order(number)["status"] == "paid"
    assert Entry.objects.filter(key=f"capture:{payment['id']}").count() == 1
    books_are_in_order()


def test_a_forged_callback_changes_nothing(town, sara, placed):
    number, payment = placed
    callback = f"{town.address}/api/v1/payments/callback/zarinpal/"

    unknown = httpx.get(callback, params={"Authority": "A" * 36, "Status": "OK"}, follow_redirects=True)
    assert unknown.status_code in {200, 404}

    # The right authority, but nobody paid: the bank is asked and says so.
    browser = Browser()
    browser.open_bank(payment["redirect_url"])
    authority = Payment.objects.get(public_id=payment["id"]).authority
    httpx.get(callback, params={"Authority": authority, "Status": "OK"}, follow_redirects=True)

    assert sara.order(number)["status"] == "pending_payment"
    assert not Entry.objects.exists()


def test_a_forged_cancellation_does_not_stop_the_real_payment(town, sara, placed):
    number, payment = placed
    browser = Browser()
    page = browser.open_bank(payment["redirect_url"])
    authority = Payment.objects.get(public_id=payment["id"]).authority
    callback = f"{town.address}/api/v1/payments/callback/zarinpal/"
    httpx.get(callback, params={"Authority": authority, "Status": "NOK"}, follow_redirects=True)

    browser.come_back(browser.press(page, "pay"))

    assert sara.order(number)["status"] == "paid"
    books_are_in_order()


def test_a_callback_that_names_another_order_pays_neither_the_wrong_one_nor_twice(town, world, sara, placed):
    number, payment = placed
    mina = Phone(town, "09121110002").sign_in()
    mina.add(world.pot_offer.public_id)
    hers = mina.checkout().json()
    Browser().press(Browser().open_bank(payment["redirect_url"]), "leave")
    Browser().open_bank(hers["payment"]["redirect_url"])
    paid, unpaid = (Payment.objects.get(public_id=row["id"]).authority for row in (payment, hers["payment"]))
    callback = f"{town.address}/api/v1/payments/callback/zarinpal/"

    # Mina says that she paid: with what Sara paid, then with her own attempt and whatever else she knows.
    mine = {"Status": "OK", "payment": hers["payment"]["id"], "order": hers["order"]["number"], "amount": "1"}
    httpx.get(callback, params={**mine, "Authority": paid})
    httpx.get(callback, params={**mine, "Authority": unpaid, "RefID": Payment.objects.get(authority=paid).receipt})

    assert sara.order(number)["status"] == "paid"
    assert mina.order(hers["order"]["number"])["status"] == "pending_payment"
    assert Entry.objects.filter(reason="gateway_captured").count() == 1
    books_are_in_order()


def test_a_bank_that_took_another_amount_pays_nothing(sara, placed):
    number, payment = placed
    browser = Browser()
    page = browser.open_bank(payment["redirect_url"])
    Payment.objects.filter(public_id=payment["id"]).update(amount=payment["amount"]["amount"] + 10)

    browser.come_back(browser.press(page, "pay"))

    assert sara.order(number)["status"] == "pending_payment"
    assert not Entry.objects.exists()


def test_a_bank_that_is_down_at_the_request_leaves_the_order_to_be_paid(bank, sara, placed):
    number, payment = placed
    bank.fails("request", "down")
    handoff = httpx.get(payment["redirect_url"], timeout=60)
    assert handoff.status_code in {200, 502, 503}
    assert "StartPay" not in handoff.text

    bank.recovers()
    Browser().pay(payment["redirect_url"])

    assert sara.order(number)["status"] == "paid"


def test_a_bank_that_is_down_at_the_verify_is_asked_again(town, bank, sara, placed):
    number, payment = placed
    bank.fails("verify", "down")
    result = Browser().pay(payment["redirect_url"])
    assert result.status_code == 200
    assert sara.get(f"payments/{payment['id']}/")["status"] in {"unknown", "verifying", "returned"}
    assert sara.order(number)["status"] == "pending_payment"

    bank.recovers()
    town.run("sweep_payments")

    assert sara.order(number)["status"] == "paid"
    books_are_in_order()


def test_an_answer_lost_on_the_way_is_asked_for_again_and_counts_once(town, bank, sara, placed):
    number, payment = placed
    bank.fails("verify", "lose")
    Browser().pay(payment["redirect_url"])

    town.run("sweep_payments")
    town.run("sweep_payments")

    assert sara.order(number)["status"] == "paid"
    assert Entry.objects.filter(key=f"capture:{payment['id']}").count() == 1
    books_are_in_order()


@pytest.fixture
def late(town, placed):
    """The bank's page stays open until the order's time is over, and is paid then."""
    number, payment = placed
    browser = Browser()
    page = browser.open_bank(payment["redirect_url"])
    time.sleep(3.2)
    town.run("sweep_orders")
    assert Order.objects.get(number=number).status == "expired"
    return number, browser, page


def test_a_late_payment_is_fulfilled_where_everything_is_still_there(world, sara, late):
    number, browser, page = late

    browser.come_back(browser.press(page, "pay"))

    assert sara.order(number)["status"] == "paid"
    assert VendorOrder.objects.get().shown_at is not None
    assert StockRecord.objects.get(pk=world.tin_offer.pk).num_in_stock == 3
    books_are_in_order()


def test_a_late_payment_for_what_was_sold_meanwhile_is_owed_back(world, sara, late):
    number, browser, page = late
    StockRecord.objects.filter(pk=world.tin_offer.pk).update(num_in_stock=1)

    browser.come_back(browser.press(page, "pay"))

    order = sara.order(number)
    assert order["status"] == "expired"
    assert "refund_due" in {event["code"] for event in order["timeline"]}
    assert StockRecord.objects.get(pk=world.tin_offer.pk).num_in_stock == 1
    assert VendorOrder.objects.get().shown_at is None
    books_are_in_order()


def test_an_order_called_off_while_its_shopper_pays_is_owed_back(world, sara, placed):
    number, payment = placed
    browser = Browser()
    page = browser.open_bank(payment["redirect_url"])
    assert sara.post(f"orders/{number}/cancel/").status_code == 200

    browser.come_back(browser.press(page, "pay"))

    order = sara.order(number)
    assert order["status"] == "cancelled"
    assert order["timeline"][-1]["code"] == "refund_due"
    assert StockRecord.objects.get(pk=world.tin_offer.pk).num_in_stock == 5
    books_are_in_order()
