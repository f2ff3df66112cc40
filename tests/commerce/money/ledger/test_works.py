"""Checks and exports are done in the background, once, and by another where a worker died."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.foundation.core.works import LAPSE, MOST_TRIES
from commerce.money.ledger.causes import Explanation, explain
from commerce.money.ledger.errors import CheckUnderWay
from commerce.money.ledger.models import Account, CheckRun, Entry
from commerce.money.ledger.services import ask_check, ask_export, exporting, reverse_entry, run_check, write_export
from commerce.money.ledger.tasks import resume_works
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer, wallet
from tests.commerce.money.ledger.days import ACCOUNTANT, AZAR, DEY, END_OF_AZAR, booked

pytestmark = pytest.mark.django_db


@pytest.fixture
def workers(django_capture_on_commit_callbacks):
    """Work asked for inside is done when it ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_check_that_was_asked_for_keeps_its_result(workers):
    transfer(RECEIPTS, CLEARING, 10)

    with workers():
        run = ask_check(actor=ACCOUNTANT)

    run.refresh_from_db()
    assert (run.status, run.percent, run.is_clean, run.asked_by) == ("done", 100, True, "user:accountant")
    assert run.steps_done == run.steps_total > 5


def test_one_check_at_a_time():
    ask_check(actor=ACCOUNTANT)

    with pytest.raises(CheckUnderWay):
        ask_check(actor=ACCOUNTANT)


def test_who_may_not_check_or_read_asks_in_vain():
    with pytest.raises(Forbidden):
        ask_check(actor=Actor(kind="user", ref="clerk"))
    with pytest.raises(Forbidden):
        ask_export(actor=Actor(kind="user", ref="clerk"), format="csv")


def test_a_work_is_not_begun_twice_but_taken_up_from_the_dead():
    run = ask_check(actor=ACCOUNTANT)
    working = CheckRun.objects.filter(pk=run.pk)
    working.update(status="working", touched_at=timezone.now(), tries=1)

    assert run_check(run_id=run.pk) is None
    assert resume_works() == 0
    working.update(touched_at=timezone.now() - LAPSE - timedelta(seconds=1))

    assert resume_works() == 1
    assert working.get().status == "done"


def test_a_work_that_kills_its_workers_is_given_up():
    run = ask_check(actor=ACCOUNTANT)
    CheckRun.objects.update(status="working", touched_at=timezone.now() - 2 * LAPSE, tries=MOST_TRIES)

    resume_works()

    run.refresh_from_db()
    assert (run.status, run.problem) == ("failed", "interrupted")


def content_of(export):
    with export.file.open() as file:
        return file.read()


def a_story():
    booked(wallet(), CLEARING, 500, AZAR, key="top-up")
    booked(RECEIPTS, wallet(), 200, END_OF_AZAR, key="=first")
    booked(RECEIPTS, wallet(), 100, DEY, key="second")


def test_a_statement_leaves_as_csv_with_its_running_balance():
    a_story()
    mina = Account.objects.get(kind="wallet")

    export = write_export(
        export_id=ask_export(actor=ACCOUNTANT, format="csv", account=mina, since=date(2025, 12, 21), language="en").pk
    )

    lines = content_of(export).decode("utf-8-sig").splitlines()
    assert export.status == "done"
    assert lines[1:] == ["1404/09/30,'=first,test,test:1,200,0,300", "1404/10/20,second,test,test:1,100,0,200"]


def test_the_journal_leaves_as_a_workbook():
    a_story()

    export = write_export(export_id=ask_export(actor=ACCOUNTANT, format="xlsx", until=date(2025, 12, 21)).pk)

    rows = list(load_workbook(io.BytesIO(content_of(export)), read_only=True).active.iter_rows(values_only=True))
    assert len(rows) == 1 + 4
    assert {(row[4], row[7], row[8]) for row in rows[1:3]} == {(1101, 500, 0), (2102, 0, 500)}


def test_a_workbook_that_would_be_too_large_is_told(monkeypatch):
    a_story()
    monkeypatch.setattr(exporting, "WORKBOOK_ROWS", 3)

    export = write_export(export_id=ask_export(actor=ACCOUNTANT, format="xlsx").pk)

    assert (export.status, export.problem, bool(export.file)) == ("failed", "too_much_for_workbook", False)


def test_a_cause_is_explained_by_whoever_knows_it():
    wrong = transfer(RECEIPTS, CLEARING, 10, key="wrong")
    counter = reverse_entry(entry=wrong, reason="mistake")

    with override("en"):
        told = explain(Entry.objects.all())

    assert told["test", "1"] == Explanation("1")
    assert told[counter.cause_kind, counter.cause_ref] == Explanation(
        "Counter-entry of wrong", "ledger_entry", str(wrong.pk)
    )
