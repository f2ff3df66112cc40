"""The database dies while money moves: what was not committed has not happened, and what a bank did is found out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from commerce.foundation.core.models import IdempotencyKey
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.models import Entry
from commerce.money.ledger.services import rebuild
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.services import (
    ask_bank,
    open_handoff,
    recover_open_payments,
    send_due_refunds,
    send_refund,
)
from commerce.money.wallets.models import Transfer
from commerce.money.wallets.services import ask_top_up
from config.embedded.postgres import Postgres
from tests.commerce.money.payments.conftest import PRICE, bank, shelf, start  # noqa: F401
from tests.commerce.money.payments.refunding import back
from tests.commerce.money.wallets.money import ask, pockets, stepped_up, top_up
from tests.factories import make_user
from tests.held_books import held_books, waiting_to_book
from tests.journeys.town import wait_for
from tests.journeys.world import build_world
from tests.own_cluster import copy_database, own_cluster

PURSE, BESIDE = 5_000_000, 400_000
THINGS = [("t-1", BESIDE), ("t-2", 0)]


@pytest.fixture
def cluster(django_db_setup, django_db_blocker) -> Iterator[Postgres]:
    """Django on a cluster of the test's own, with all that a fresh database holds."""
    shared = dict(connection.settings_dict)
    with django_db_blocker.unblock(), own_cluster("killed") as running:
        copy_database(running, "town")
        connections.close_all()
        connection.settings_dict.update(running.settings("town"))
        try:
            yield running
        finally:
            connections.close_all()
            connection.settings_dict.update(shared)


def in_a_thread(act):
    try:
        return act()
    finally:
        connections.close_all()


def test_a_database_that_dies_in_the_middle_of_captures_a_refund_and_a_transfer(cluster, bank, shelf):  # noqa: F811
    build_world()
    sara, omid, mina, friend = (make_user() for _person in range(4))
    top_up(sara, PURSE)
    top_up(omid, PURSE)
    split, whole = (paid(bank, start(sara, reference=ref, wallet_amount=part)) for ref, part in THINGS)
    top_up_of_mina = paid(bank, ask_top_up(user=mina, amount=PRICE, gateway_slug="zarinpal")[1])
    ask_bank(payment_id=whole.pk)
    [refund] = back(PRICE, reference="t-2")
    bank.trouble("reverse", "hold")
    omids = stepped_up(omid)

    def transfer():
        return ask(omids, "transfers/", {"mobile": friend.mobile, "amount": 300_000}, key="send")

    acts = [
        lambda: ask_bank(payment_id=split.pk),
        lambda: ask_bank(payment_id=top_up_of_mina.pk),
        transfer,
        lambda: send_refund(refund_id=refund.pk),
    ]
    hand = cluster.connect("town")
    with ThreadPoolExecutor(len(acts)) as elsewhere, hand, held_books(hand):
        under_way = [elsewhere.submit(in_a_thread, act) for act in acts]
        wait_for(lambda: waiting_to_book(hand) == 3, what="captures and transfer to be in the middle of it")
        wait_for(lambda: bank.sees(whole).state == "reversed", what="the bank to send the money back")
        cluster.stop("immediate")
        bank.release()
        assert [type(one.exception()) for one in under_way] == [OperationalError] * 4
    connections.close_all()
    cluster.start()

    assert (Payment.objects.get(pk=split.pk).status, Transfer.objects.count()) == ("verifying", 0)
    assert (Refund.objects.get().status, pockets(sara)["held"], pockets(omid)["cash"]) == ("sending", BESIDE, PURSE)
    assert find_drift() == []

    a_minute_passes()
    for _ in range(2):
        recover_open_payments()
        send_due_refunds()
    assert {transfer().status_code for _ in range(2)} == {201}
    assert set(Payment.objects.filter(reference="t-1").values_list("status", flat=True)) == {"captured"}
    assert Payment.objects.get(pk=whole.pk).status == "refunded"
    assert Entry.objects.filter(key=f"capture:{split.public_id}").count() == 1
    assert Entry.objects.filter(reason="refund_sent").count() == 1
    assert (pockets(sara)["cash"], pockets(sara)["held"]) == (PURSE - BESIDE, 0)
    assert (pockets(omid)["cash"], pockets(friend)["cash"]) == (PURSE - 300_000, 300_000)
    assert pockets(mina)["cash"] == PRICE
    assert find_drift() == []
    assert rebuild() == 0


def paid(bank, payment: Payment) -> Payment:  # noqa: F811
    """An attempt that its shopper has paid, and of which we do not know yet."""
    open_handoff(payment=payment)
    payment.refresh_from_db()
    bank.pay(payment)
    return payment


def a_minute_passes() -> None:
    """Longer than anyone may have anything to himself."""
    now = timezone.now()
    Payment.objects.exclude(asking_until=None).update(asking_until=now, next_ask_at=now)
    Refund.objects.update(sending_until=now, next_try_at=now)
    IdempotencyKey.objects.update(leased_until=now)
