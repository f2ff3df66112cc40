"""What the platform holds for its markets: totals, ages, releases, and what moved."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.selectors.settlement import Age, ages, releases, totals
from commerce.earnings.payouts.selectors.turnovers import by_month, days_of_kinds, last_days, last_months
from commerce.foundation.core.text import group_digits
from dashboards.base.languages import language
from dashboards.base.screens import GuardedScreen
from dashboards.base.toman_charts import chart_of_days, chart_of_months
from dashboards.staff.settlement.policies import SALES

DAYS, MONTHS = 30, 12
# Kind of account, the side that is shown, and what it says.
MOVED = (
    ("vendor_held", "credit", _("Markets' shares of sales")),
    ("commission", "credit", _("Commission")),
    ("vat_payable", "credit", _("VAT on our fees")),
    ("payouts_in_transit", "credit", _("Payouts")),
)


class Overview(GuardedScreen):
    """The money of all markets at one look."""

    permission_policy = SALES
    template_name = "dashboards/staff/settlement/overview.html"
    page_title = _("Settlement")
    header_icon = "pick"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_monthly = self.request.GET.get("by") == "month"
        return super().get_context_data(**kwargs) | {
            "totals": totals(),
            "ages": [{"label": age_in_words(age), "heap": age.heap} for age in ages()],
            "releases": [
                {"label": label, "heap": heap, "url": f"{reverse('staff:settlement_sales')}?tab={tab}"}
                for (tab, heap), label in zip(releases().items(), (_("Due today"), _("Late"), _("Paused")), strict=True)
            ],
            "is_monthly": is_monthly,
            "charts": charts_by_month() if is_monthly else charts_by_day(),
        }


def age_in_words(age: Age) -> str:
    """How old held money is: 8 to 14 days."""
    since = group_digits(age.days_from, language=language())
    if age.days_to is None:
        return gettext("%(days)s days and older") % {"days": since}
    until = group_digits(age.days_to, language=language())
    return gettext("%(since)s to %(until)s days") % {"since": since, "until": until}


def charts_by_day() -> list[Any]:
    days = last_days(DAYS)
    moved = days_of_kinds([kind for kind, _side, _title in MOVED], since=days[0])
    return [
        chart_of_days(
            title=title,
            amounts=[(day, getattr(moved[kind][day], side) if day in moved[kind] else 0) for day in days],
            key=kind,
        )
        for kind, side, title in MOVED
    ]


def charts_by_month() -> list[Any]:
    months = last_months(MONTHS)
    moved = days_of_kinds([kind for kind, _side, _title in MOVED], since=months[0].first_day)
    return [
        chart_of_months(
            title=title,
            months=months,
            amounts=[getattr(one, side) for one in by_month(moved[kind], months)],
            key=kind,
        )
        for kind, side, title in MOVED
    ]
