"""A retried request has one effect, whoever asks it again and whatever happened to the first worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.foundation.core import idempotency
from commerce.foundation.core.errors import IdempotencyMismatch, InFlight
from commerce.foundation.core.models import IdempotencyKey

pytestmark = pytest.mark.django_db
REQUEST = {"actor": "user:sara", "method": "POST", "path": "/api/v1/checkout/", "key": "k1"}


def test_the_first_answer_is_given_to_every_repeat():
    first = idempotency.claim(**REQUEST, body={"a": 1, "b": 2})
    idempotency.keep_answer(first, status_code=201, body={"order": "x"})

    again = idempotency.claim(**REQUEST, body={"b": 2, "a": 1})

    assert again.stored == idempotency.Answer(201, {"order": "x"})


def test_another_body_under_the_same_key_is_refused():
    idempotency.claim(**REQUEST, body={"a": 1})

    with pytest.raises(IdempotencyMismatch):
        idempotency.claim(**REQUEST, body={"a": 2})


def test_a_repeat_while_the_first_still_works_is_told_to_wait():
    idempotency.claim(**REQUEST, body={})

    with pytest.raises(InFlight) as refused:
        idempotency.claim(**REQUEST, body={})

    assert refused.value.headers == {"Retry-After": "2"}


def test_the_same_key_of_another_person_is_another_request():
    idempotency.claim(**REQUEST, body={})

    other = idempotency.claim(**{**REQUEST, "actor": "user:omid"}, body={"else": True})

    assert other.stored is None


def test_after_a_crash_the_lease_runs_out_and_the_dead_worker_can_no_longer_answer():
    dead = idempotency.claim(**REQUEST, body={})
    IdempotencyKey.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    alive = idempotency.claim(**REQUEST, body={})
    with pytest.raises(InFlight):
        idempotency.keep_answer(dead, status_code=201, body={"by": "dead"})
    idempotency.keep_answer(alive, status_code=201, body={"by": "alive"})

    assert idempotency.claim(**REQUEST, body={}).stored == idempotency.Answer(201, {"by": "alive"})


def test_keys_are_forgotten_after_a_day():
    idempotency.claim(**REQUEST, body={})
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))

    assert idempotency.forget_old_keys() == 1
