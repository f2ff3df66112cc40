"""Markets: who they are, what they sell, whether shoppers see them."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import spellings
from commerce.shop.markets import services, states
from commerce.shop.markets.models import Market, Membership
from commerce.shop.order.selectors.numbers import sales_by_day, today
from commerce.shop.plans.selectors import standing_of
from dashboards.base.actions import RowAction
from dashboards.base.charts import sales_chart
from dashboards.base.columns import Badge, Jalali, Link, Plain
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.policies import MARKETS
from dashboards.staff.vendor_orders import ReasonForm

Status = Market.Status
TRAIL = (("staff:markets", _("Markets")),)


def market_url(market: Market) -> str:
    return reverse("staff:market", args=[market.handle])


class MarketFilters(ListFilters):
    searched = ("search_key__contains",)
    dated = "created_at"

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q(handle=typed.lower())
        for spelling in spellings(typed):
            wanted |= Q(search_key__contains=spelling)
        return rows.filter(wanted)


class MarketList(ListScreen):
    """All markets, newest first."""

    permission_policy = MARKETS
    model = Market
    page_title = _("Markets")
    header_icon = "site"
    filters_class = MarketFilters
    tabs = {
        "": (_("All"), {}),
        "pending": (_("Waiting for approval"), {"status": Status.PENDING}),
        "published": (_("Published"), {"status": Status.PUBLISHED}),
        "draft": (_("Drafts"), {"status": Status.DRAFT}),
        "suspended": (_("Suspended"), {"status": Status.SUSPENDED}),
    }
    columns = [
        Link("name", label=_("Market"), to=market_url),
        Plain("handle", label=_("Handle"), accessor=lambda market: market.handle),
        Badge("status", label=_("Status")),
        Plain("city", label=_("City")),
        Jalali("created_at", label=_("Made")),
    ]
    empty_title = _("No markets yet")
    empty_text = _("Vendors open markets from the app.")
    list_export = ["name", "handle", "status", "made"]
    export_headings = {"name": _("Market"), "handle": _("Handle"), "status": _("Status"), "made": _("Made")}
    export_filename = "markets"

    def order_queryset(self, rows: QuerySet[Market]) -> QuerySet[Market]:
        return rows.order_by("-created_at", "-pk")

    def with_related(self, rows: QuerySet[Market]) -> QuerySet[Market]:
        return rows.select_related("city")

    def to_row_dict(self, item: Market) -> dict[str, Any]:
        return {
            "name": item.name,
            "handle": item.handle,
            "status": item.get_status_display(),
            "made": item.created_at,
        }


class MarketDetail(RowScreen):
    """A market as staff read it."""

    permission_policy = MARKETS
    row_key = "handle"
    template_name = "dashboards/staff/market.html"
    header_icon = "site"
    trail = TRAIL

    def get_page_title(self) -> str:
        name: str = self.row.name
        return name

    def get_row_queryset(self) -> QuerySet[Market]:
        team = Membership.objects.select_related("user").order_by("-role", "pk")
        return self.get_base_queryset().select_related("city").prefetch_related(Prefetch("memberships", team))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        goes_to = states.MARKET_MOVES[self.row.status]
        publishes = MARKETS.user_has_permission(self.request.user, "publish")
        return super().get_context_data(**kwargs) | {
            "market": self.row,
            "team": self.row.memberships.all(),
            "standing": standing_of(self.row.pk),
            "today": today(market_id=self.row.pk),
            "chart": sales_chart(sales_by_day(days=30, market_id=self.row.pk)),
            "may_set_gateway": publishes,
            "may_publish": publishes and Status.PUBLISHED in goes_to,
            "may_suspend": publishes and Status.SUSPENDED in goes_to,
            "sees_people": self.request.user.has_perm("accounts.view_user"),
        }


class MarketAction(RowAction):
    """One thing staff may do to a market."""

    permission_policy = MARKETS
    action = "publish"
    row_key = "handle"
    header_icon = "site"
    trail = TRAIL

    def get_back_url(self) -> str:
        return market_url(self.row)


class PublishMarket(MarketAction):
    page_title = _("Publish the market")
    intro = _("Shoppers see the market and can buy from it.")
    submit_label = _("Publish")
    done = _("The market is published.")

    def perform(self, data: dict[str, Any]) -> Market:
        return services.publish_market(actor=self.actor, market=self.row)


class AllowOwnGateway(MarketAction):
    page_title = _("Allow an own gateway")
    intro = _("Where this market sells the whole order, buyers may pay straight to it; our share is its debt.")
    submit_label = _("Allow")
    done = _("The market may have its own gateway.")

    def perform(self, data: dict[str, Any]) -> Market:
        return services.allow_own_gateway(actor=self.actor, market=self.row, allowed=True)


class ForbidOwnGateway(MarketAction):
    page_title = _("Forbid the own gateway")
    intro = _("Buyers are no longer led to the market's own bank; what is open there is still asked about.")
    submit_label = _("Forbid")
    done = _("The market's own gateway is offered no more.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Market:
        return services.allow_own_gateway(actor=self.actor, market=self.row, allowed=False)


class SuspendMarket(MarketAction):
    page_title = _("Suspend the market")
    intro = _("The market and all it sells disappear from shoppers; its open orders stay with it.")
    submit_label = _("Suspend")
    done = _("The market is suspended.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Market:
        return services.suspend_market(actor=self.actor, market=self.row, reason=data["reason"])
