"""Charts drawn on the server as SVG: readable by people, by screen readers, and from right to left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from commerce.foundation.core.clock import jalali_date, to_jalali
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import group_digits, persian_digits
from commerce.shop.order.selectors.numbers import DayOfSales
from dashboards.base.languages import language

WIDTH, HEIGHT, MARGIN, FOOT = 720, 220, 8, 24


@dataclass(frozen=True)
class Day:
    """One day of a chart: its height, and what it says when pointed at."""

    day: date
    value: int
    words: str


class DailyChart(Component):
    """Bars by day, the newest last in reading direction; beside them the same as a table."""

    template_name = "dashboards/base/chart.html"

    def __init__(self, *, title: Any, days: Sequence[Day], key: str) -> None:
        self.title = title
        self.days = days
        self.key = key

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "title": self.title,
            "key": self.key,
            "width": WIDTH,
            "height": HEIGHT,
            "floor": HEIGHT - FOOT,
            "label_at": HEIGHT - MARGIN,
            "bars": self._bars(),
            "rows": [{"day": jalali_date(day.day, language=language()), "words": day.words} for day in self.days],
            "highest": max(self.days, key=lambda day: day.value).words if self.days else "",
            "is_empty": not any(day.value for day in self.days),
        }

    def _bars(self) -> list[dict[str, Any]]:
        slot = WIDTH // max(len(self.days), 1)
        highest = max((day.value for day in self.days), default=0) or 1
        room = HEIGHT - FOOT - MARGIN
        return [self._bar(place, day, slot, day.value * room // highest) for place, day in enumerate(self.days)]

    def _bar(self, place: int, day: Day, slot: int, height: int) -> dict[str, Any]:
        left = WIDTH - (place + 1) * slot if get_language_bidi() else place * slot
        return {
            "x": left + slot // 8,
            "y": HEIGHT - FOOT - max(height, 2),
            "width": slot - slot // 4,
            "height": max(height, 2),
            "middle": left + slot // 2,
            "label": self._label(place, day.day),
            "hint": f"{jalali_date(day.day, language=language())} — {day.words}",
            "highest": max(self.days, key=lambda day: day.value).words if self.days else "",
            "is_empty": day.value == 0,
        }

    def _label(self, place: int, day: date) -> str:
        if (len(self.days) - 1 - place) % 5:
            return ""
        jalali = to_jalali(day)
        text = f"{jalali.month}/{jalali.day}"
        return persian_digits(text) if language() == "fa" else text


def sales_chart(days: list[DayOfSales]) -> DailyChart:
    """Sales in toman by day, with the number of orders in words."""
    return DailyChart(
        title=_("Sales of the last 30 days"), key="sales", days=[Day(d.day, d.amount, _words(d)) for d in days]
    )


def _words(day: DayOfSales) -> str:
    orders = group_digits(day.orders, language=language())
    return _("%(amount)s in %(orders)s orders") % {"amount": Money(day.amount).display(), "orders": orders}
