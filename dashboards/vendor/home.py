"""A market's day: what came in, what waits, and the last month."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from commerce.shop.order.models import VendorOrder
from commerce.shop.order.selectors.numbers import sales_by_day, today
from commerce.shop.partner.models import StockRecord
from dashboards.base.charts import sales_chart
from dashboards.base.counting import capped_counts
from dashboards.base.screens import Screen, VendorSide
from dashboards.vendor.debts.debts import overdue_of
from dashboards.vendor.policies import OFFERS, ORDERS

DAYS = 30
FEW_LEFT = 3
MOST_LISTED = 6


class Home(VendorSide, Screen):
    """The first screen of a vendor."""

    template_name = "dashboards/vendor/home.html"
    header_icon = "home"

    def get_page_title(self) -> str:
        return _("Today")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"seat": self.seat}
        if self.seat.may("money.view"):
            context["overdue_debt"] = overdue_of(self.seat.market)
        if not self.seat.may("orders.view"):
            return context
        market = self.seat.market.pk
        return context | {
            "today": today(market_id=market),
            "low_stock": capped_counts({"low": self.low_stock()})["low"],
            "chart": sales_chart(sales_by_day(days=DAYS, market_id=market)),
            "latest": self.latest_orders(),
            "running_out": self.low_stock()
            .select_related("product__parent")
            .order_by("num_in_stock", "pk")[:MOST_LISTED],
        }

    def latest_orders(self) -> QuerySet[VendorOrder]:
        rows = ORDERS.instances_user_has_permission_for(self.request.user, "view").filter(market=self.seat.market)
        return rows.select_related("order").order_by("-shown_at", "-pk")[:MOST_LISTED]

    def low_stock(self) -> QuerySet[StockRecord]:
        rows = OFFERS.instances_user_has_permission_for(self.request.user, "view")
        own = rows.filter(partner__market=self.seat.market, is_active=True, product__is_public=True)
        return own.filter(num_in_stock__lte=F("num_allocated") + FEW_LEFT)
