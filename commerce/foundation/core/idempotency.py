"""A retried request has one effect: its key is claimed first, and its answer kept with its effect."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from commerce.foundation.core.errors import IdempotencyMismatch, InFlight
from commerce.foundation.core.ids import random_id
from commerce.foundation.core.models import IdempotencyKey


@dataclass(frozen=True)
class Answer:
    """What the first request was told."""

    status_code: int
    body: Any


@dataclass(frozen=True)
class Claim:
    """The right to work on one request; `stored` is set when it was already answered."""

    row_id: int
    token: str
    stored: Answer | None = None


def body_hash(body: Any) -> str:
    """The hash of a body in its canonical form: the order of members does not matter."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def claim(*, actor: str, method: str, path: str, key: str, body: Any) -> Claim:
    """Claim a request for 60 s in a row of its own transaction, or find the answer it already has.

    Raises IdempotencyMismatch for another body under the same key, InFlight while another worker holds the lease.
    """
    now = timezone.now()
    wanted = {"actor": actor, "method": method, "path": path, "key": key}
    token, digest = random_id(), body_hash(body)
    lease = now + timedelta(seconds=settings.IDEMPOTENCY_LEASE_SECONDS)
    try:
        with transaction.atomic():
            made = IdempotencyKey.objects.create(**wanted, body_hash=digest, claim=token, leased_until=lease)
        return Claim(made.pk, token)
    except IntegrityError:
        row = IdempotencyKey.objects.filter(**wanted).first()
    if row is None:  # given up a moment ago
        raise InFlight(headers={"Retry-After": "2"})
    if row.body_hash != digest:
        raise IdempotencyMismatch()
    if row.status_code is not None:
        return Claim(row.pk, row.claim, Answer(row.status_code, row.answer))
    expired = IdempotencyKey.objects.filter(Q(leased_until__lte=now), pk=row.pk, status_code=None)
    if not expired.update(claim=token, leased_until=lease):
        raise InFlight(headers={"Retry-After": "2"})
    return Claim(row.pk, token)


def keep_answer(claim: Claim, *, status_code: int, body: Any) -> None:
    """Keep the answer for every repeat; inside the effect's transaction where there is an effect.

    Raises InFlight when the lease was lost to another worker, so that the effect rolls back.
    """
    mine = IdempotencyKey.objects.filter(pk=claim.row_id, claim=claim.token, status_code=None)
    if not mine.update(status_code=status_code, answer=body):
        raise InFlight(headers={"Retry-After": "2"})


def release(claim: Claim) -> None:
    """Let the request be tried again: nothing happened that must be kept."""
    IdempotencyKey.objects.filter(pk=claim.row_id, claim=claim.token, status_code=None).delete()


def forget_old_keys() -> int:
    """Forget keys older than a day; a client has long stopped retrying."""
    oldest = timezone.now() - timedelta(seconds=settings.IDEMPOTENCY_KEEP_SECONDS)
    return IdempotencyKey.objects.filter(created_at__lt=oldest).delete()[0]
