"""Markets by what is free, held and owed, and the money of one of them as it sees it itself."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.selectors.coming import coming_of
from commerce.earnings.payouts.selectors.coming_words import payout_in_words
from commerce.earnings.payouts.selectors.months import months_of, title_of
from commerce.earnings.payouts.selectors.settlement import with_money
from commerce.earnings.payouts.selectors.turnovers import by_month, days_of_market, last_days, last_months
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import spellings
from commerce.shop.markets.models import Market
from dashboards.base.columns import Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.base.toman_charts import chart_of_days, chart_of_months
from dashboards.staff.settlement.policies import MARKETS

TRAIL = (("staff:settlement", _("Settlement")),)
ORDERS = {"free": _("most free first"), "held": _("most held first"), "debt": _("most owed first")}
DAYS, MONTHS = 30, 12


def market_url(market: Market) -> str:
    return reverse("staff:settlement_market", args=[market.handle])


class MoneyFilters(ListFilters):
    """By name, and sorted by one of the three."""

    searched = ("search_key__contains",)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=list(ORDERS.items()))

    @property
    def is_narrowing(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data.get("q"))

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q(handle=typed.lower())
        for spelling in spellings(typed):
            wanted |= Q(search_key__contains=spelling)
        return rows.filter(wanted)


class MarketMoneyList(ListScreen):
    """Every market with its money."""

    permission_policy = MARKETS
    model = Market
    page_title = _("Money of markets")
    header_icon = "site"
    row_key = "handle"
    trail = TRAIL
    filters_class = MoneyFilters
    tabs = {
        "": (_("All"), {}),
        "free": (_("With free money"), {"free__gt": 0}),
        "below": (_("Below zero"), {"free__lt": 0}),
        "debt": (_("With a debt"), {"debt__gt": 0}),
    }
    columns = [
        Link("name", label=_("Market"), to=market_url),
        Plain("handle", label=_("Handle"), accessor=lambda market: market.handle),
        Toman("free", label=_("Free")),
        Toman("held", label=_("Held")),
        Toman("debt", label=_("Debt")),
    ]
    empty_title = _("No markets yet")
    list_export = ["name", "handle", "free", "held", "debt"]
    export_headings = {
        "name": _("Market"),
        "handle": _("Handle"),
        "free": _("free (rial)"),
        "held": _("held (rial)"),
        "debt": _("debt (rial)"),
    }
    export_filename = "money-of-markets"

    def get_base_queryset(self) -> QuerySet[Market]:
        return with_money(super().get_base_queryset())

    def order_queryset(self, rows: QuerySet[Market]) -> QuerySet[Market]:
        wanted = self.request.GET.get("order", "")
        return rows.order_by(f"-{wanted if wanted in ORDERS else 'free'}", "-pk")

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        money = {name: Money(getattr(item, name)) for name in ("free", "held", "debt")}
        return {"name": item.name, "handle": item.handle, **money}


class MarketMoney(RowScreen):
    """One market: the very numbers it sees, and the way to the books."""

    permission_policy = MARKETS
    row_key = "handle"
    template_name = "dashboards/staff/settlement/market.html"
    header_icon = "site"
    trail = (*TRAIL, ("staff:settlement_markets", _("Money of markets")))

    def get_page_title(self) -> str:
        return gettext("The money of %(name)s") % {"name": self.row.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ref = self.row.public_id
        coming = coming_of(ref)
        months = last_months(MONTHS)
        moved = days_of_market(ref, "vendor_held", since=months[0].first_day)
        days = [(day, moved[day].credit if day in moved else 0) for day in last_days(DAYS)]
        sums = [month.credit for month in by_month(moved, months)]
        return super().get_context_data(**kwargs) | {
            "market": self.row,
            "coming": coming,
            "earnings": coming.earnings,
            "payout_words": payout_in_words(coming),
            "below": max(-coming.earnings.free, 0),
            "charts": [
                chart_of_days(title=_("Its share of sales, by day"), amounts=days, key="by-day"),
                chart_of_months(title=_("Its share of sales, by month"), months=months, amounts=sums, key="by-month"),
            ],
            "months": [
                {
                    "title": title_of(one.month, language()),
                    "url": reverse("staff:settlement_statement", args=[self.row.handle, one.code]),
                }
                for one in months_of(ref)
            ],
        }
