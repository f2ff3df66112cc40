"""Charts of money: a bar for each day or Jalali month, told in toman."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commerce.foundation.core.clock import month_name
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import persian_digits
from commerce.money.ledger.selectors import Month
from dashboards.base.charts import Bar, BarChart, DailyChart, Day
from dashboards.base.languages import language


def chart_of_days(*, title: Any, amounts: Sequence[tuple[date, int]], key: str) -> DailyChart:
    """Rials by day."""
    days = [Day(day, max(amount, 0), Money(amount).display()) for day, amount in amounts]
    return DailyChart(title=title, days=days, key=key)


def chart_of_months(*, title: Any, months: Sequence[Month], amounts: Sequence[int], key: str) -> BarChart:
    """Rials by Jalali month."""
    bars = [
        Bar(
            name=f"{month_name(month.month, language=language())} {_digits(month.year)}",
            label=month_name(month.month, language=language()),
            value=max(amount, 0),
            words=Money(amount).display(),
        )
        for month, amount in zip(months, amounts, strict=True)
    ]
    return BarChart(title=title, heading=_("Month"), bars=bars, key=key)


def _digits(year: int) -> str:
    return persian_digits(str(year)) if language() == "fa" else str(year)
