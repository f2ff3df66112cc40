"""Facts are rows: written with what made them true, told to every consumer, and to each again until it has heard."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import transaction
from django.utils import timezone

from commerce.foundation.core import events, tasks
from commerce.foundation.core.models import OutboxEvent


@dataclass(frozen=True)
class TeaServed(events.Event):
    name: ClassVar[str] = "tests.tea_served"
    cup: str


@pytest.fixture
def heard(monkeypatch):
    """Two consumers of one fact; the first falls over as long as `heard["broken"]` says so."""
    state = {"kitchen": [], "guest": [], "broken": False}
    monkeypatch.setitem(events._consumers, TeaServed.name, {})

    @events.subscribe(TeaServed.name, consumer="kitchen")
    def kitchen(payload):
        if state["broken"]:
            raise RuntimeError("the kettle is cold")
        state["kitchen"].append(payload["cup"])

    @events.subscribe(TeaServed.name, consumer="guest")
    def guest(payload):
        state["guest"].append(payload["cup"])

    return state


def make_due():
    OutboxEvent.objects.filter(delivered_at=None).update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        events.record(TeaServed(cup="blue"))


@pytest.mark.django_db(transaction=True)
def test_a_fact_reaches_every_consumer_after_the_commit_and_not_before(heard):
    with transaction.atomic():
        events.record(TeaServed(cup="blue"))
        assert heard["guest"] == []

    assert heard["kitchen"] == heard["guest"] == ["blue"]
    assert OutboxEvent.objects.get().delivered_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_fact_of_a_rolled_back_transaction_never_was(heard):
    with transaction.atomic():
        events.record(TeaServed(cup="blue"))
        transaction.set_rollback(True)

    assert heard["guest"] == []
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_consumer_that_fails_harms_no_other_and_is_told_again(heard):
    heard["broken"] = True
    with transaction.atomic():
        events.record(TeaServed(cup="blue"))
    assert heard["guest"] == ["blue"]
    assert OutboxEvent.objects.get().last_error == "kitchen: RuntimeError"

    heard["broken"] = False
    make_due()
    tasks.sweep_outbox()
    tasks.sweep_outbox()

    assert heard["kitchen"] == heard["guest"] == ["blue"]
    assert OutboxEvent.objects.get().delivered_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_failing_fact_waits_longer_each_time_up_to_an_hour(heard):
    heard["broken"] = True
    with transaction.atomic():
        events.record(TeaServed(cup="blue"))
    OutboxEvent.objects.update(attempts=30)
    make_due()

    tasks.sweep_outbox()

    wait = OutboxEvent.objects.get().due_at - timezone.now()
    assert timedelta(minutes=59) < wait <= timedelta(hours=1)
    assert tasks.sweep_outbox() == 0


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_someone_is_telling_is_left_to_them(heard):
    told_meanwhile = []

    @events.subscribe(TeaServed.name, consumer="sweeper")
    def sweep_meanwhile(payload):
        told_meanwhile.append(payload["cup"])
        if len(told_meanwhile) == 1:
            events.deliver(OutboxEvent.objects.get().pk)

    with transaction.atomic():
        events.record(TeaServed(cup="blue"))

    assert told_meanwhile == heard["kitchen"] == heard["guest"] == ["blue"]
