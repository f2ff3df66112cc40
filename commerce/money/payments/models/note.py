"""The log of an attempt: each exchange with the bank and each turn, without secrets."""

from typing import Any

from django.db import models
from django.utils import timezone


class PaymentNoteManager(models.Manager["PaymentNote"]):
    def write(self, payment_id: int, kind: str, *, code: str = "", **data: Any) -> "PaymentNote":
        """Add a line; what it holds must already be masked."""
        return self.create(payment_id=payment_id, kind=kind, code=code[:40], data=data)


class PaymentNote(models.Model):
    """A line that is never changed or taken away; a trigger sees to it."""

    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)

    objects = PaymentNoteManager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}".strip()
