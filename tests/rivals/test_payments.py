"""Fifty browsers bring the same news: one capture, one entry, one effect."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.models import Entry
from commerce.money.payments.errors import HandoffInProgress
from commerce.money.payments.models import Payment, PaymentNote
from commerce.money.payments.services import capture_payment, close_open_payments, open_handoff
from tests.commerce.money.payments.conftest import PRICE, at_bank, bank, gateway, payment, sara, shelf, start  # noqa: F401
from tests.commerce.money.wallets.money import pockets, top_up

RIVALS = 50
pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]


def all_at_once(act):
    start = Barrier(RIVALS)

    def rival(number: int):
        try:
            start.wait()
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RIVALS) as pool:
        return list(pool.map(rival, range(RIVALS)))


def test_fifty_callbacks_capture_once(at_bank, bank, shelf):  # noqa: F811
    bank.pay(at_bank)
    told = {"Authority": at_bank.authority, "Status": "OK"}
    address = reverse("payments:callback", args=["zarinpal"])

    answers = all_at_once(lambda number: Client().get(address, told).status_code)

    assert set(answers) == {303}
    assert Payment.objects.get().status == "captured"
    assert Entry.objects.filter(key=f"capture:{at_bank.public_id}").count() == 1
    assert shelf.captured == [at_bank.public_id]
    assert PaymentNote.objects.filter(kind="paid").count() == 1


def test_fifty_callbacks_take_the_wallets_part_once(sara, gateway, bank, shelf):  # noqa: F811
    top_up(sara, 500_000)
    split = start(sara, wallet_amount=400_000)
    open_handoff(payment=split)
    split.refresh_from_db()
    bank.pay(split)
    told = {"Authority": split.authority, "Status": "OK"}
    address = reverse("payments:callback", args=["zarinpal"])

    all_at_once(lambda number: Client().get(address, told))

    assert shelf.captured == [split.public_id]
    assert set(Payment.objects.filter(purpose="thing").values_list("status", flat=True)) == {"captured"}
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (100_000, 0)
    assert find_drift() == []


def test_fifty_ends_let_go_once(sara, gateway, shelf):  # noqa: F811
    top_up(sara, 500_000)
    start(sara, wallet_amount=400_000)
    told = {"purpose": "thing", "reference": "t-1", "to": "cancelled"}

    all_at_once(lambda number: close_open_payments(**told))

    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (500_000, 0)
    assert len(shelf.closed) == 1
    assert find_drift() == []


def test_one_purse_pays_for_no_more_than_it_holds(sara, gateway, shelf):  # noqa: F811
    top_up(sara, 10 * PRICE)

    def pay(number: int) -> str:
        try:
            return start(sara, reference=f"t-{number}", method="wallet").status
        except InsufficientFunds:
            return "refused"

    outcomes = Counter(all_at_once(pay))

    assert outcomes == {"captured": 10, "refused": RIVALS - 10}
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (0, 0)
    assert find_drift() == []


def test_fifty_verdicts_capture_once(at_bank, shelf):  # noqa: F811
    all_at_once(lambda number: capture_payment(payment_id=at_bank.pk, receipt="42"))

    assert shelf.captured == [at_bank.public_id]
    assert Entry.objects.count() == 1


def test_fifty_openings_ask_for_one_token(payment, bank):  # noqa: F811
    def open_page(number: int) -> str:
        try:
            return open_handoff(payment=payment).url
        except HandoffInProgress:
            return ""

    urls = set(all_at_once(open_page)) - {""}

    assert len(urls) == len(bank.attempts) == 1
