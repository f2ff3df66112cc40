"""Months of the books: which are closed, and closing the next."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.money.ledger.models import Period
from commerce.money.ledger.selectors import next_month_to_close, turnover_of_days
from commerce.money.ledger.services import close_period
from dashboards.base.actions import NewRowAction
from dashboards.base.columns import Column, Jalali, Number
from dashboards.base.lists import ListScreen
from dashboards.staff.ledger.columns import Rials
from dashboards.staff.policies import PERIODS
from dashboards.staff.remittances.owners import name_actors

TRAIL = (("staff:ledger", _("Trial balance")),)


class PeriodList(ListScreen):
    """The months that are closed, newest first, and the one that comes next."""

    permission_policy = PERIODS
    model = Period
    page_title = _("Closed months")
    header_icon = "lock"
    trail = TRAIL
    template_name = "dashboards/staff/ledger/periods.html"
    columns = [
        Column("title", label=_("Month")),
        Number("entries", label=_("Entries")),
        Rials("turnover", label=_("Turnover (rial)")),
        Jalali("closed_at", label=_("Closed")),
        Column("closer", label=_("Closed by")),
    ]
    empty_title = _("No month is closed yet")
    empty_text = _("In a closed month nothing is booked any more; it is not opened again.")

    def order_queryset(self, rows: QuerySet[Period]) -> QuerySet[Period]:
        return rows.order_by("-last_day")

    def furnish(self, rows: list[Any]) -> list[Any]:
        names = name_actors(period.closed_by for period in rows)
        for period in rows:
            period.closer = names[period.closed_by]
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = next_month_to_close()
        is_over = month is not None and month.last_day < clock.today()
        may_close = is_over and PERIODS.user_has_permission(self.request.user, "add")
        named = Period(year=month.year, month=month.month).title if month else ""
        return super().get_context_data(**kwargs) | {"next_month": named, "is_over": is_over, "may_close": may_close}


class ClosePeriod(NewRowAction):
    """Closing the oldest open month."""

    permission_policy = PERIODS
    page_title = _("Close the month")
    template_name = "dashboards/staff/ledger/close.html"
    intro = _("The month is checked and then closed for good; what was wrong in it is corrected by entries of today.")
    submit_label = _("Close the month")
    header_icon = "lock"
    is_serious = True
    trail = (*TRAIL, ("staff:periods", _("Closed months")))

    def get_back_url(self) -> str:
        return reverse("staff:periods")

    def get_done(self) -> Any:
        return _("%(month)s is closed.") % {"month": self.outcome.title}

    def perform(self, data: dict[str, Any]) -> Period:
        return close_period(actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = next_month_to_close()
        context = super().get_context_data(**kwargs)
        if month is None:
            return context
        return context | {
            "month": Period(year=month.year, month=month.month).title,
            "moved": turnover_of_days(month.first_day, month.last_day),
        }
