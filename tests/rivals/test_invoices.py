"""Fifty want a number at once; no number is given twice, and none is left out."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from commerce.money.invoices.models import Invoice, InvoiceSeries
from commerce.money.invoices.services import number_waiting
from commerce.money.ledger.drift import find_drift
from tests.commerce.money.books import together
from tests.commerce.money.invoices.papers import asked, row

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 50


def waiting(number: int) -> None:
    """So many papers that no task has heard of."""
    with transaction.atomic():
        for _ in range(number):
            asked(row(1_000))
        connection.run_on_commit.clear()


def numbers() -> list[int]:
    return list(Invoice.objects.order_by("number").values_list("number", flat=True))


def number_m1(_rival: int = 0) -> int:
    return number_waiting(issuer_kind="market", issuer_ref="m1")


def test_fifty_papers_asked_for_at_once_are_numbered_one_to_fifty():
    answers = together(lambda rival: asked(row(1_000), cause=f"rival:{rival}"), RIVALS)

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    number_m1()
    assert numbers() == list(range(1, RIVALS + 1))


def test_fifty_workers_give_each_number_once():
    waiting(230)

    answers = together(number_m1, RIVALS)

    assert sum(answers) == 230
    assert numbers() == list(range(1, 231))
    assert find_drift() == []


def test_fifty_facts_of_one_cause_make_one_paper():
    answers = together(lambda _rival: asked(row(1_000, ref="tea"), cause="sale:1").pk, RIVALS)

    assert len(set(answers)) == 1
    number_m1()
    assert numbers() == [1]


def test_a_worker_that_dies_before_it_commits_leaves_no_gap():
    waiting(3)
    at_work, killed = threading.Event(), threading.Event()
    died: list[DatabaseError] = []

    def die() -> None:
        try:
            with transaction.atomic():
                assert number_m1() == 3
                pids.append(connection.connection.info.backend_pid)
                at_work.set()
                killed.wait(30)
        except DatabaseError as error:
            died.append(error)
        finally:
            connections.close_all()

    pids: list[int] = []
    worker = threading.Thread(target=die)
    worker.start()
    assert at_work.wait(30)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pids[0]])
    killed.set()
    worker.join(30)

    assert died
    assert numbers() == [None, None, None]
    waiting(1)
    assert number_m1() == 4
    assert numbers() == [1, 2, 3, 4]
    assert InvoiceSeries.objects.get().last_number == 4
