"""How a bank answers, counted by the minute."""

from django.db import models
from django.db.models import Q


class GatewayPulse(models.Model):
    """The calls to one bank in one minute by what was asked: how many, how many failed, how long they took."""

    gateway = models.ForeignKey("payments.Gateway", on_delete=models.CASCADE, related_name="pulses")
    minute = models.DateTimeField()
    operation = models.CharField(max_length=20)
    calls = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveBigIntegerField(default=0)
    last_trouble = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "minute", "operation"], name="gateway_pulse_once"),
            models.CheckConstraint(condition=Q(failures__lte=models.F("calls")), name="gateway_pulse_fails_no_more"),
        ]

    def __str__(self) -> str:
        return f"{self.gateway_id} {self.minute:%H:%M} {self.operation}"
