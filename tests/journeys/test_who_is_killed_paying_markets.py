"""A power cut while markets are paid: no payout twice, none lost, before the bank has it and after."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.utils import timezone

from commerce.earnings.payouts import services
from commerce.earnings.payouts.calendar import next_working_day
from commerce.earnings.payouts.models import Payout, PayoutRun
from commerce.foundation.core import clock
from commerce.foundation.core.errors import IllegalTransition
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import Batch, Remittance
from tests.commerce.earnings.payouts.paying import PAYER, TRANSIT, account_of, earn, free_of, terms
from tests.commerce.money.outgoing import CHECKER, MAKER
from tests.held_books import held_books, nobody_is_at_work, waiting_to_book
from tests.journeys.town import wait_for

FREE = 5_000_000
BREAK_THE_LINE = """
    SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
"""


@pytest.fixture
def hand(world) -> Iterator[psycopg.Connection]:
    """A connection of the test's own, beside Django's."""
    told = {name: connection.settings_dict[name.upper()] for name in ("host", "port", "user", "password")}
    with psycopg.connect(**told, dbname=connection.settings_dict["NAME"], autocommit=True) as opened:
        yield opened


@pytest.fixture
def market(world):
    account_of(world.tea)
    terms()
    earn(world.tea, FREE)
    return world.tea


def asked_run() -> PayoutRun:
    day = next_working_day(clock.today())
    return PayoutRun.objects.create(day=day, since=day, asked_by=PAYER.key)


def test_a_worker_killed_in_the_middle_of_a_run(town, hand, market):
    run = asked_run()
    with held_books(hand):
        town.send_task("payouts.resume_runs")
        wait_for(lambda: waiting_to_book(hand) == 1, what="the worker to take the market's money")
        town.kill("worker")
    wait_for(lambda: nobody_is_at_work(hand), what="the database to undo what was begun")

    assert (Payout.objects.count(), Remittance.objects.count(), free_of(market)) == (0, 0, FREE)
    call_command("ledger_check")

    assert services.work_on_run(run_id=run.pk) is None  # its worker may still live
    PayoutRun.objects.update(touched_at=timezone.now() - timedelta(hours=1))
    for _again in range(2):
        services.work_on_run(run_id=run.pk)
    run.refresh_from_db()
    assert (run.status, run.paid, run.total) == ("done", 1, FREE)
    assert (Payout.objects.get().amount, free_of(market), balance_of(TRANSIT)) == (FREE, 0, FREE)
    call_command("ledger_check")


def test_killed_between_sent_to_the_bank_and_recorded(hand, market):
    batch = a_batch_at_the_bank(market)

    def record() -> Batch:
        try:
            return remittances.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1405-9")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as elsewhere, held_books(hand):
        under_way = elsewhere.submit(record)
        wait_for(lambda: waiting_to_book(hand) == 1, what="it to be recorded that the bank has it")
        hand.execute(BREAK_THE_LINE)
        assert isinstance(under_way.exception(), OperationalError)
    wait_for(lambda: nobody_is_at_work(hand), what="the database to undo what was begun")

    payout = Payout.objects.get()
    assert (payout.status, balance_of(TRANSIT), Batch.objects.get().status) == ("waiting", FREE, "exported")
    call_command("ledger_check")
    # No second payout may come of it meanwhile: nothing is free, and the remittance stays in its batch.
    services.work_on_run(run_id=asked_run().pk)
    assert Payout.objects.count() == 1

    remittances.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1405-9")
    with pytest.raises(IllegalTransition):
        remittances.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1405-9")

    payout.refresh_from_db()
    assert (payout.status, balance_of(TRANSIT), free_of(market)) == ("sent", 0, 0)
    assert Entry.objects.filter(reason="remittance_sent").count() == 1
    call_command("ledger_check")


def a_batch_at_the_bank(market) -> Batch:
    """A batch whose file the bank took, which nobody has written down."""
    payout = services.pay_now(actor=PAYER, market_ref=market.public_id)
    remittances.approve_remittance(actor=CHECKER, public_id=payout.remittance.public_id)
    batch = remittances.make_batch(actor=MAKER, batch_format="paya-csv", kind="payout")
    remittances.check_batch(actor=CHECKER, batch=batch.public_id)
    remittances.export_batch(batch=batch.public_id)
    remittances.hand_out_file(actor=MAKER, batch=batch.public_id)
    return batch
