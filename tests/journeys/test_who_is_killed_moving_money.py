"""A power cut in the middle of moving money: none of it has happened, and all of it can be had again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.services import Device, start_session
from commerce.foundation.core.models import IdempotencyKey
from commerce.money.ledger.models import Entry
from commerce.money.payments.models import Payment, Refund
from commerce.money.remittances.models import BankAccount, Batch, Remittance
from commerce.money.remittances.services import approve_remittance, check_batch, due_exports, export_batch, make_batch
from commerce.money.wallets.models import Transfer
from commerce.shop.markets.models import Membership
from commerce.shop.order.models import Order, VendorOrder
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, bank_account
from tests.commerce.money.wallets.money import pockets, top_up
from tests.factories import bearer, make_user
from tests.factories.sales import check_out, fill_cart
from tests.held_books import held_books, nobody_is_at_work, waiting_to_book
from tests.journeys.phone import ADDRESS, Browser, Phone
from tests.journeys.test_who_is_killed import a_minute_passes
from tests.journeys.town import wait_for

PURSE, BESIDE = 5_000_000, 400_000


@pytest.fixture
def hand(world) -> Iterator[psycopg.Connection]:
    """A connection of the test's own, beside Django's."""
    told = {name: connection.settings_dict[name.upper()] for name in ("host", "port", "user", "password")}
    with psycopg.connect(**told, dbname=connection.settings_dict["NAME"], autocommit=True) as opened:
        yield opened


@pytest.fixture
def shopper(town):
    """Makes people with a full wallet and a phone in hand, which a fresh code has just confirmed."""

    def make() -> tuple[User, Phone]:
        user = make_user()
        top_up(user, PURSE)
        return user, phone_of(town, user)

    return make


def phone_of(town, user: User, audience: str = "shopper") -> Phone:
    phone = Phone(town, f"0{user.mobile[3:]}")
    access = start_session(user=user, audience=audience, device=Device()).access
    phone.http.headers["Authorization"] = f"Bearer {access}"
    user.sessions.update(stepped_up_at=timezone.now())
    return phone


def order_at(phone: Phone, total: int, *, key: str):
    """Order what is in the cart and pay a part of it from the wallet."""
    payment = {"method": "gateway", "gateway": "zarinpal", "wallet_amount": BESIDE}
    return phone.post("checkout/", {"address": ADDRESS, "client_total": total, "payment": payment}, key=key)


def paid_at_the_bank(phone: Phone, offer: str) -> tuple[str, Browser, httpx.Response]:
    """A split payment whose shopper is about to come back from the bank."""
    phone.add(offer)
    placed = order_at(phone, 2_500_000, key="first")
    assert placed.status_code == 201, placed.text
    browser = Browser()
    page = browser.open_bank(placed.json()["payment"]["redirect_url"])
    return placed.json()["order"]["number"], browser, browser.press(page, "pay")


def bought_from_the_wallet(user: User, offer) -> VendorOrder:
    client = bearer(user)
    fill_cart(client, (offer, 1))
    answer = check_out(client, payment={"method": "wallet"})
    assert answer.status_code == 201, answer.content
    return VendorOrder.objects.get(order__number=answer.json()["order"]["number"])


def made_by(answer: httpx.Response) -> str:
    """What a request made; a repeat is told of the same, as it stands now."""
    told = answer.json()
    return told["order"]["number"] if "order" in told else told["id"]


def is_captured_once(town, phone: Phone, number: str) -> None:
    for _ in range(2):
        town.run("sweep_payments")
    lead, part = Payment.objects.filter(purpose="order", reference=number).order_by("pk")
    assert phone.order(number)["status"] == "paid"
    assert (lead.status, part.status) == ("captured", "captured")
    assert Entry.objects.filter(key=f"capture:{lead.public_id}").count() == 1
    assert Entry.objects.filter(reason="wallet_captured", cause_ref=part.public_id).count() == 1
    call_command("ledger_check")


def test_a_web_server_killed_in_the_middle_of_five_transactions(town, world, bank, hand, shopper):
    (sara, saras), (mina, minas), (omid, omids), (reza, rezas) = (shopper() for _person in range(4))
    number, browser, left = paid_at_the_bank(saras, world.tin_offer.public_id)
    minas.add(world.pot_offer.public_id)
    account, friend = bank_account(reza.public_id, iban=IBANS[1]), make_user()
    bought = bought_from_the_wallet(omid, world.tin_offer)
    vendors = phone_of(town, Membership.objects.get(market=world.tea).user, "vendor")

    def come_back():
        return browser.come_back(left)

    def order():
        return order_at(minas, 3_200_000, key="order")

    def send():
        return omids.post("wallet/transfers/", {"mobile": friend.mobile, "amount": 300_000}, key="send")

    def withdraw():
        return rezas.post("wallet/withdrawals/", {"amount": 700_000, "bank_account": account.public_id}, key="withdraw")

    def reject():
        return vendors.post(f"vendor/tea-house/orders/{bought.public_id}/reject/", {"reason": "شکست"})

    acts = [come_back, order, send, withdraw, reject]
    with ThreadPoolExecutor(len(acts)) as elsewhere:
        with held_books(hand):
            under_way = [elsewhere.submit(act) for act in acts]
            wait_for(lambda: waiting_to_book(hand) == len(acts), what="all to be in the middle of it")
            town.kill("web")
        for one in under_way:
            assert isinstance(one.exception(), httpx.HTTPError)
    wait_for(lambda: nobody_is_at_work(hand), what="the database to undo what was begun")

    assert [Transfer.objects.count(), Remittance.objects.count(), Refund.objects.count()] == [0, 0, 0]
    assert set(Order.objects.values_list("number", flat=True)) == {number, bought.order.number}
    assert pockets(sara)["held"] == BESIDE
    call_command("ledger_check")

    town.start("web")
    town.ready()
    a_minute_passes()
    IdempotencyKey.objects.update(leased_until=timezone.now())
    for act in (order, send, withdraw):
        first, second = act(), act()
        assert (first.status_code, second.status_code) == (201, 201), first.text
        assert made_by(first) == made_by(second)
    assert reject().status_code == 200
    is_captured_once(town, saras, number)
    assert [Transfer.objects.count(), Remittance.objects.count(), Order.objects.count()] == [1, 1, 3]
    assert [refund.status for refund in Refund.objects.all()] == ["sent"]
    assert pockets(sara) == {"cash": PURSE - BESIDE, "gift": 0, "promotional": 0, "held": 0}
    assert sum(pockets(mina).values()) == PURSE
    cash = [pockets(one)["cash"] for one in (omid, friend, reza)]
    assert cash == [PURSE - 300_000, 300_000, PURSE - 700_000]


def test_a_worker_killed_in_the_middle_of_a_capture_and_of_a_batch(town, world, bank, hand, shopper):
    sara, saras = shopper()
    number, _browser, _left = paid_at_the_bank(saras, world.tin_offer.public_id)
    batch = checked_batch_of(saras, bank_account(sara.public_id), 700_000)
    with held_books(hand), hand.transaction():
        hand.execute("SELECT FROM remittances_batch FOR UPDATE")
        town.send_task("payments.recover_open")
        town.send_task("remittances.export_batches")
        wait_for(lambda: waiting_to_book(hand) == 1, what="the worker to take the money")
        wait_for(lambda: waiting_for_rows(hand) == 1, what="the worker to keep the file")
        town.kill("worker")
    wait_for(lambda: nobody_is_at_work(hand), what="the database to undo what was begun")

    assert (saras.order(number)["status"], pockets(sara)["held"]) == ("pending_payment", BESIDE)
    assert due_exports() == [batch.public_id]
    call_command("ledger_check")

    a_minute_passes()
    is_captured_once(town, saras, number)
    assert pockets(sara) == {"cash": PURSE - BESIDE - 700_000, "gift": 0, "promotional": 0, "held": 0}
    digests = {export_batch(batch=batch.public_id).file_digest for _again in range(2)}
    assert (len(digests), due_exports(), Remittance.objects.get().status) == (1, [], "batched")


def checked_batch_of(phone: Phone, account: BankAccount, amount: int) -> Batch:
    """A batch with one withdrawal, whose file was never made."""
    asked = phone.post("wallet/withdrawals/", {"amount": amount, "bank_account": account.public_id})
    assert asked.status_code == 201, asked.text
    approve_remittance(actor=CHECKER, public_id=asked.json()["id"])
    batch = make_batch(actor=MAKER, batch_format="paya-csv")
    check_batch(actor=CHECKER, batch=batch.public_id)  # which makes the file at once, where no worker is asked
    Batch.objects.update(status="checked", file="", file_digest="")
    return batch


def waiting_for_rows(hand: psycopg.Connection) -> int:
    found = hand.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted").fetchone()
    return found[0] if found else 0
