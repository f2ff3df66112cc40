"""Charts drawn on the server as SVG: readable by people, by screen readers, and from right to left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from commerce.foundation.core.clock import TEHRAN, jalali_date, jalali_datetime, to_jalali
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import group_digits, persian_digits
from commerce.shop.order.selectors.numbers import DayOfSales
from dashboards.base.languages import language

WIDTH, HEIGHT, MARGIN, FOOT = 720, 220, 8, 24
HOURS_WITH_CLOCK = 48


@dataclass(frozen=True)
class Day:
    """One day of a chart: its height, and what it says when pointed at."""

    day: date
    value: int
    words: str


@dataclass(frozen=True)
class Hour:
    """One hour of a chart; a bad one is coloured so."""

    at: datetime
    value: int
    words: str
    is_bad: bool = False


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, what stands under it, its height, and what it says when pointed at."""

    name: str
    label: str
    value: int
    words: str
    is_bad: bool = False


class BarChart(Component):
    """Bars, the newest last in reading direction; beside them the same as a table."""

    template_name = "dashboards/base/chart.html"

    def __init__(self, *, title: Any, heading: str, bars: Sequence[Bar], key: str) -> None:
        self.title = title
        self.heading = heading
        self.bars = bars
        self.key = key

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "title": self.title,
            "heading": self.heading,
            "key": self.key,
            "width": WIDTH,
            "height": HEIGHT,
            "floor": HEIGHT - FOOT,
            "label_at": HEIGHT - MARGIN,
            "bars": self._drawn(),
            "rows": self.bars,
            "highest": max(self.bars, key=lambda bar: bar.value).words if self.bars else "",
            "is_empty": not any(bar.value for bar in self.bars),
        }

    def _drawn(self) -> list[dict[str, Any]]:
        slot = WIDTH // max(len(self.bars), 1)
        highest = max((bar.value for bar in self.bars), default=0) or 1
        room = HEIGHT - FOOT - MARGIN
        return [self._draw(place, bar, slot, bar.value * room // highest) for place, bar in enumerate(self.bars)]

    def _draw(self, place: int, bar: Bar, slot: int, height: int) -> dict[str, Any]:
        left = WIDTH - (place + 1) * slot if get_language_bidi() else place * slot
        return {
            "x": left + slot // 8,
            "y": HEIGHT - FOOT - max(height, 2),
            "width": slot - slot // 4,
            "height": max(height, 2),
            "middle": left + slot // 2,
            "label": bar.label,
            "hint": f"{bar.name} — {bar.words}",
            "is_empty": bar.value == 0,
            "is_bad": bar.is_bad,
        }


class DailyChart(BarChart):
    """A bar for each day, every fifth named."""

    def __init__(self, *, title: Any, days: Sequence[Day], key: str) -> None:
        bars = [
            Bar(
                name=jalali_date(day.day, language=language()),
                label="" if (len(days) - 1 - place) % 5 else month_and_day(day.day),
                value=day.value,
                words=day.words,
            )
            for place, day in enumerate(days)
        ]
        super().__init__(title=title, heading=_("Day"), bars=bars, key=key)


class HourlyChart(BarChart):
    """A bar for each hour: of few hours every fourth is named, of many every midnight."""

    def __init__(self, *, title: Any, hours: Sequence[Hour], key: str) -> None:
        is_short = len(hours) <= HOURS_WITH_CLOCK
        bars = [
            Bar(
                name=jalali_datetime(hour.at, language=language()),
                label=_clock(hour.at) if is_short else _midnight(hour.at),
                value=hour.value,
                words=hour.words,
                is_bad=hour.is_bad,
            )
            for hour in hours
        ]
        super().__init__(title=title, heading=_("Hour"), bars=bars, key=key)


def month_and_day(day: date | datetime) -> str:
    """A day in little room: ۹/۱."""
    jalali = to_jalali(day)
    return _digits(f"{jalali.month}/{jalali.day}")


def _clock(at: datetime) -> str:
    hour = at.astimezone(TEHRAN).hour
    return "" if hour % 4 else _digits(f"{hour}:00")


def _midnight(at: datetime) -> str:
    return "" if at.astimezone(TEHRAN).hour else month_and_day(at)


def _digits(text: str) -> str:
    return persian_digits(text) if language() == "fa" else text


def sales_chart(days: list[DayOfSales]) -> DailyChart:
    """Sales in toman by day, with the number of orders in words."""
    return DailyChart(
        title=_("Sales of the last 30 days"), key="sales", days=[Day(d.day, d.amount, _words(d)) for d in days]
    )


def _words(day: DayOfSales) -> str:
    orders = group_digits(day.orders, language=language())
    return _("%(amount)s in %(orders)s orders") % {"amount": Money(day.amount).display(), "orders": orders}
