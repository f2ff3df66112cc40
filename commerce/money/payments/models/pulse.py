"""How a bank answers, counted by the minute."""

from datetime import datetime

from django.db import connection, models
from django.db.models import Q

BEAT = """
INSERT INTO payments_gatewaypulse (gateway_id, minute, operation, calls, failures, milliseconds, last_trouble)
VALUES (%s, %s, %s, 1, %s, %s, %s)
ON CONFLICT (gateway_id, minute, operation) DO UPDATE SET
    calls = payments_gatewaypulse.calls + 1,
    failures = payments_gatewaypulse.failures + excluded.failures,
    milliseconds = payments_gatewaypulse.milliseconds + excluded.milliseconds,
    last_trouble = CASE WHEN excluded.failures > 0 THEN excluded.last_trouble
        ELSE payments_gatewaypulse.last_trouble END
"""


class GatewayPulseManager(models.Manager["GatewayPulse"]):
    def beat(self, *, gateway_id: int, minute: datetime, operation: str, milliseconds: int, trouble: str) -> None:
        """Count one call; it failed where there is a trouble."""
        with connection.cursor() as cursor:
            cursor.execute(BEAT, [gateway_id, minute, operation, int(bool(trouble)), milliseconds, trouble[:40]])


class GatewayPulse(models.Model):
    """The calls to one bank in one minute by what was asked: how many, how many failed, how long they took."""

    gateway = models.ForeignKey("payments.Gateway", on_delete=models.CASCADE, related_name="pulses")
    minute = models.DateTimeField()
    operation = models.CharField(max_length=20)
    calls = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveBigIntegerField(default=0)
    last_trouble = models.CharField(max_length=40, blank=True)

    objects = GatewayPulseManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "minute", "operation"], name="gateway_pulse_once"),
            models.CheckConstraint(condition=Q(failures__lte=models.F("calls")), name="gateway_pulse_fails_no_more"),
        ]

    def __str__(self) -> str:
        return f"{self.gateway_id} {self.minute:%H:%M} {self.operation}"
