"""The numbers of a dashboard: bounded reads over the indexed days."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from commerce.foundation.core import clock
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.states import DEAD

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class DayOfSales:
    """What was sold on a day in Tehran."""

    day: date
    orders: int
    amount: int


@dataclass(frozen=True, slots=True)
class Today:
    """A dashboard's numbers of now."""

    orders: int
    amount: int
    waiting: int
    to_ship: int


def today(*, market_id: int | None = None) -> Today:
    """Today's paid orders and what waits to be done, of one market or of all."""
    start, end = clock.day_bounds(clock.today())
    sold = Q(shown_at__gte=start, shown_at__lt=end) & ~Q(status__in=DEAD)
    found = _shown(market_id).filter(
        Q(shown_at__gte=start) | Q(status__in=["new", "accepted", "packed", "partly_shipped"])
    )
    counted = found.aggregate(
        orders=Count("pk", filter=sold),
        amount=Sum("total", filter=sold, default=0),
        waiting=Count("pk", filter=Q(status="new")),
        to_ship=Count("pk", filter=Q(status__in=["accepted", "packed", "partly_shipped"])),
    )
    return Today(**counted)


def sales_by_day(*, days: int, market_id: int | None = None) -> list[DayOfSales]:
    """Sales of the last days in Tehran, today included, oldest first; a day without sales counts nought."""
    last = clock.today()
    first = last - timedelta(days=min(days, MOST_DAYS) - 1)
    sold = _shown(market_id).filter(shown_at__gte=clock.day_start(first)).exclude(status__in=DEAD)
    rows = (
        sold.annotate(day=TruncDate("shown_at", tzinfo=clock.TEHRAN))
        .values("day")
        .annotate(orders=Count("pk"), amount=Sum("total"))
        .order_by("day")
    )
    found = {row["day"]: DayOfSales(row["day"], row["orders"], row["amount"]) for row in rows}
    calendar = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [found.get(day, DayOfSales(day, 0, 0)) for day in calendar]


def _shown(market_id: int | None) -> QuerySet[VendorOrder]:
    shown = VendorOrder.objects.filter(shown_at__isnull=False)
    return shown if market_id is None else shown.filter(market=market_id)
