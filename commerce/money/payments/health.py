"""How a gateway does, counted from its pulses and its payments."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncHour

from commerce.money.payments.models import Gateway, GatewayPulse, Payment
from commerce.money.payments.states import PAID, UNPAID

TROUBLES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls to a bank: how many, how many failed, how long they took together."""

    calls: int
    failures: int
    milliseconds: int

    @property
    def success_rate(self) -> Decimal | None:
        """The share that was answered; None where nothing was asked."""
        return Decimal(self.calls - self.failures) / self.calls if self.calls else None

    @property
    def average_ms(self) -> int | None:
        return round(self.milliseconds / self.calls) if self.calls else None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a bank said, or did not say, in some minute."""

    at: datetime
    operation: str
    code: str
    failures: int


@dataclass(frozen=True, slots=True)
class Health:
    """How a gateway did since some moment, and whether it rests."""

    total: Calls
    by_operation: dict[str, Calls]
    by_hour: list[tuple[datetime, Calls]]
    troubles: list[Trouble]
    ended: int
    captured: int
    rests_until: datetime | None
    failures_in_row: int

    @property
    def capture_rate(self) -> Decimal | None:
        """The share of the attempts that brought money, of those that are over; None where none is."""
        return Decimal(self.captured) / self.ended if self.ended else None


def gateway_health(gateway: Gateway, since: datetime) -> Health:
    """Calls, their success and time, the last troubles, an hourly series, and how many attempts were paid."""
    pulses = GatewayPulse.objects.filter(gateway=gateway, minute__gte=since)
    begun = Payment.objects.filter(gateway=gateway, created_at__gte=since)
    paid, unpaid = Q(status__in=sorted(PAID)), Q(status__in=sorted(UNPAID))
    counted = begun.aggregate(captured=Count("pk", filter=paid), ended=Count("pk", filter=paid | unpaid))
    by_operation = {row["operation"]: _calls(row) for row in _sums(pulses.values("operation").order_by("operation"))}
    hours = pulses.annotate(hour=TruncHour("minute")).values("hour").order_by("hour")
    return Health(
        total=_together(by_operation),
        by_operation=by_operation,
        by_hour=[(row["hour"], _calls(row)) for row in _sums(hours)],
        troubles=_troubles(pulses),
        rests_until=gateway.rests_until,
        failures_in_row=gateway.failures_in_row,
        **counted,
    )


def calls_of(gateways: Collection[Gateway], since: datetime) -> dict[int, Calls]:
    """The calls to each of several banks since some moment, by the gateway's id; none where nothing was asked."""
    pulses = GatewayPulse.objects.filter(gateway__in=gateways, minute__gte=since)
    return {row["gateway"]: _calls(row) for row in _sums(pulses.values("gateway").order_by())}


def _sums(grouped: "QuerySet[GatewayPulse, Any]") -> "QuerySet[GatewayPulse, Any]":
    return grouped.annotate(asked=Sum("calls"), failed=Sum("failures"), took=Sum("milliseconds"))


def _calls(row: Mapping[str, int]) -> Calls:
    return Calls(calls=row["asked"], failures=row["failed"], milliseconds=row["took"])


def _together(parts: dict[str, Calls]) -> Calls:
    return Calls(
        calls=sum(part.calls for part in parts.values()),
        failures=sum(part.failures for part in parts.values()),
        milliseconds=sum(part.milliseconds for part in parts.values()),
    )


def _troubles(pulses: QuerySet[GatewayPulse]) -> list[Trouble]:
    latest = pulses.filter(failures__gt=0).order_by("-minute", "operation")[:TROUBLES_SHOWN]
    return [Trouble(pulse.minute, pulse.operation, pulse.last_trouble, pulse.failures) for pulse in latest]
