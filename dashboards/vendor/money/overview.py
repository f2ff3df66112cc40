"""What a market will get, when, and why: the page vendors live on."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.selectors.coming import Coming, coming_of
from commerce.earnings.payouts.selectors.coming_words import payout_in_words
from commerce.earnings.payouts.selectors.turnovers import by_month, days_of_market, last_days, last_months
from commerce.money.payments.owners import may_have_own_gateway
from commerce.money.payments.selectors import gateways_of
from commerce.money.remittances.selectors import bank_accounts_of
from dashboards.base.contracts import bank_name, state_of
from dashboards.base.screens import GuardedScreen
from dashboards.base.toman_charts import chart_of_days, chart_of_months
from dashboards.vendor.money.policies import MONEY, MoneySide

DAYS, MONTHS = 30, 12


class Money(MoneySide, GuardedScreen):
    """Free, held, on its way, owed and paid; what comes when; what came so far."""

    permission_policy = MONEY
    template_name = "dashboards/vendor/money/overview.html"
    page_title = _("Money")
    header_icon = "form"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        market = self.seat.tenant
        gateways = gateways_of(kind=market.kind, ref=market.ref).order_by("pk")
        coming = coming_of(market.ref)
        return (
            super().get_context_data(**kwargs)
            | self.get_earnings(coming)
            | {
                "charts": self.get_charts(),
                "gateways": [{"row": row, "bank": bank_name(row.adapter), "state": state_of(row)} for row in gateways],
                "may_have_gateway": may_have_own_gateway(kind=market.kind, ref=market.ref),
                "bank_accounts": bank_accounts_of(**self.owner).order_by("-is_default", "-pk"),
            }
        )

    def get_earnings(self, coming: Coming) -> dict[str, Any]:
        return {
            "coming": coming,
            "earnings": coming.earnings,
            "next_payout": coming.next_payout,
            "payout_words": payout_in_words(coming),
            "below": -coming.earnings.free if coming.earnings.is_below_zero else 0,
        }

    def get_charts(self) -> list[Any]:
        """The market's own share of its sales: the last days, and the months before."""
        months = last_months(MONTHS)
        moved = days_of_market(self.seat.tenant.ref, "vendor_held", since=months[0].first_day)
        days = [(day, moved[day].credit if day in moved else 0) for day in last_days(DAYS)]
        sums = [month.credit for month in by_month(moved, months)]
        return [
            chart_of_days(title=_("Your share of sales, by day"), amounts=days, key="by-day"),
            chart_of_months(title=_("Your share of sales, by month"), months=months, amounts=sums, key="by-month"),
        ]
