"""The outbox of facts, and the keys that make a retried request safe."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class OutboxEvent(models.Model):
    """A fact, written in the transaction that made it true and delivered after its commit."""

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    recorded_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = ArrayField(models.CharField(max_length=120), default=list)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(delivered_at=None), name="outbox_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class IdempotencyKey(models.Model):
    """One retryable request: claimed with a lease, then holding the answer that every repeat gets."""

    actor = models.CharField(max_length=100)
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=255)
    key = models.CharField(max_length=128)
    body_hash = models.CharField(max_length=64)
    claim = models.CharField(max_length=24)
    leased_until = models.DateTimeField()
    status_code = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "method", "path", "key"], name="one_request_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.key}"
