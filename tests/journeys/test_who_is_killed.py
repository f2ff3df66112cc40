"""A power cut in the middle of a sale: whoever comes after finds everything, and nothing twice."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.money.ledger.models import Entry
from commerce.money.payments.models import Payment, Refund
from commerce.shop.partner.models import StockRecord
from tests.journeys.phone import Browser
from tests.journeys.town import wait_for


@pytest.fixture
def placed(world, sara):
    """Sara has ordered two tins and stands before the bank: (order number, payment)."""
    sara.sign_in().add(world.tin_offer.public_id, 2)
    answer = sara.checkout().json()
    return answer["order"]["number"], answer["payment"]


def a_minute_passes():
    """Longer than anyone may have an attempt to himself."""
    Payment.objects.update(asking_until=timezone.now())


def is_paid_once(town, world, sara, number, payment):
    for _ in range(2):
        town.run("sweep_payments")
    assert sara.order(number)["status"] == "paid"
    assert Entry.objects.filter(key=f"capture:{payment['id']}").count() == 1
    assert Entry.objects.filter(reason="sale").count() == 1
    tins = StockRecord.objects.get(pk=world.tin_offer.pk)
    assert (tins.num_in_stock, tins.num_allocated) == (3, 0)
    call_command("ledger_check")


def test_a_worker_killed_while_the_bank_holds_its_answer(town, world, bank, sara, placed):
    number, payment = placed
    browser = Browser()
    browser.press(browser.open_bank(payment["redirect_url"]), "leave")
    bank.fails("verify", "hold")
    town.send_task("payments.recover_open")
    wait_for(bank.is_holding, what="the worker to ask the bank")

    town.kill("worker")
    bank.lets_go()
    town.run("sweep_payments")
    assert sara.order(number)["status"] == "pending_payment"

    a_minute_passes()
    is_paid_once(town, world, sara, number, payment)


def test_a_web_server_killed_while_the_bank_holds_its_answer(town, world, bank, sara, placed):
    number, payment = placed
    browser = Browser()
    left = browser.press(browser.open_bank(payment["redirect_url"]), "pay")
    bank.fails("verify", "hold")
    with ThreadPoolExecutor(1) as elsewhere:
        coming_back = elsewhere.submit(browser.come_back, left)
        wait_for(bank.is_holding, what="the web server to ask the bank")
        town.kill("web")
        bank.lets_go()
        with pytest.raises(httpx.HTTPError):
            coming_back.result()

    town.start("web")
    town.ready()
    a_minute_passes()
    is_paid_once(town, world, sara, number, payment)


def test_a_worker_killed_while_the_bank_gives_money_back(town, world, bank, sara, placed):
    number, payment = placed
    browser = Browser()
    page = browser.open_bank(payment["redirect_url"])
    sara.post(f"orders/{number}/cancel/")
    browser.come_back(browser.press(page, "pay"))
    bank.fails("reverse", "hold")
    town.send_task("payments.send_refunds")
    wait_for(bank.is_holding, what="the worker to ask the bank for the money back")

    town.kill("worker")
    bank.lets_go()
    town.run("sweep_payments")
    assert Refund.objects.get().status == "sending"

    Refund.objects.update(sending_until=timezone.now(), next_try_at=timezone.now())
    for _ in range(2):
        town.run("sweep_payments")
    assert bank.attempts()[0]["state"] == "reversed"
    order = sara.order(number)
    assert [refund["status"] for refund in order["refunds"]] == ["sent"]
    assert order["timeline"][-1]["code"] == "refund_sent"
    assert Entry.objects.filter(reason="refund_sent").count() == 1
    call_command("ledger_check")
