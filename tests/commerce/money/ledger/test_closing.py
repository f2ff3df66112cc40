"""A month that is closed stays as it was."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import BooksOutOfOrder, NothingToClose, PeriodClosed, PeriodNotOver
from commerce.money.ledger.models import Entry, Period
from commerce.money.ledger.services import close_period, reverse_entry
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer
from tests.commerce.money.ledger.days import ACCOUNTANT, AZAR, DEY, END_OF_AZAR, START_OF_DEY, booked

pytestmark = pytest.mark.django_db


def test_months_are_closed_one_after_another_from_the_first_entry_on():
    booked(RECEIPTS, CLEARING, 70, AZAR)
    booked(RECEIPTS, CLEARING, 30, DEY)

    azar, dey = close_period(actor=ACCOUNTANT), close_period(actor=ACCOUNTANT)

    assert (azar.year, azar.month, azar.first_day, azar.last_day) == (1404, 9, date(2025, 11, 22), date(2025, 12, 21))
    assert (azar.entries, azar.turnover, azar.closed_by) == (1, 70, "user:accountant")
    assert (dey.month, dey.turnover) == (10, 30)
    assert AuditEntry.objects.filter(action="ledger.period_closed", actor_ref="accountant").count() == 2


def test_the_month_that_runs_is_not_closed():
    transfer(RECEIPTS, CLEARING, 10)

    with pytest.raises(PeriodNotOver):
        close_period(actor=ACCOUNTANT)


def test_without_entries_there_is_nothing_to_close():
    with pytest.raises(NothingToClose):
        close_period(actor=ACCOUNTANT)


def test_only_who_may_close_closes():
    booked(RECEIPTS, CLEARING, 70, AZAR)

    with pytest.raises(Forbidden):
        close_period(actor=Actor(kind="user", ref="clerk"))


@pytest.mark.parametrize("day", [AZAR, END_OF_AZAR])
def test_nothing_is_booked_in_a_closed_month(day):
    booked(RECEIPTS, CLEARING, 70, AZAR)
    close_period(actor=ACCOUNTANT)

    with pytest.raises(PeriodClosed) as refused:
        booked(RECEIPTS, CLEARING, 1, day)

    assert (refused.value.code, refused.value.status) == ("period_closed", 409)
    assert Entry.objects.count() == 1


def test_the_next_month_is_open_and_corrections_are_booked_today():
    wrong = booked(RECEIPTS, CLEARING, 70, AZAR)
    close_period(actor=ACCOUNTANT)

    booked(RECEIPTS, CLEARING, 1, START_OF_DEY)
    counter = reverse_entry(entry=wrong, reason="mistake")

    assert counter.booked_on == clock.today()


def test_a_retry_of_what_was_booked_before_is_answered_after_the_close():
    first = booked(RECEIPTS, CLEARING, 70, AZAR, key="capture:1")
    close_period(actor=ACCOUNTANT)

    assert booked(RECEIPTS, CLEARING, 70, AZAR, key="capture:1") == first


def test_even_before_the_first_closed_month_nothing_is_booked():
    booked(RECEIPTS, CLEARING, 70, DEY)
    close_period(actor=ACCOUNTANT)

    with pytest.raises(PeriodClosed):
        booked(RECEIPTS, CLEARING, 1, AZAR)


def test_a_month_whose_books_do_not_hold_stays_open():
    booked(RECEIPTS, CLEARING, 70, AZAR)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_posting SET amount = 71 WHERE amount = 70")
        cursor.execute("SET LOCAL session_replication_role = origin")

    with pytest.raises(BooksOutOfOrder) as refused:
        close_period(actor=ACCOUNTANT)

    assert "off by 1" in refused.value.extra["findings"][0]
    assert not Period.objects.exists()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_period SET last_day = '2020-01-01'", "DELETE FROM ledger_period", "TRUNCATE ledger_period"],
)
def test_a_closed_month_is_not_opened_again(statement):
    booked(RECEIPTS, CLEARING, 70, AZAR)
    close_period(actor=ACCOUNTANT)

    with pytest.raises(IntegrityError, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_check_finds_what_was_put_into_a_closed_month():
    booked(RECEIPTS, CLEARING, 70, AZAR)
    close_period(actor=ACCOUNTANT)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_period SET entries = 5")
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert [drift.finding for drift in find_drift()] == ["month 1404/9 has 1 entries, closed with 5"]
