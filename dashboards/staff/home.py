"""The platform's day."""

from typing import Any

from django.utils.translation import gettext as _

from commerce.money.payments.models import Payment
from commerce.money.payments.states import IN_DOUBT
from commerce.shop.markets.models import Market
from commerce.shop.order.models import Order
from commerce.shop.order.selectors.numbers import sales_by_day, today
from dashboards.base.charts import sales_chart
from dashboards.base.counting import capped_counts
from dashboards.base.screens import Screen
from dashboards.staff.policies import MARKETS, ORDERS, PAYMENTS

MOST_LISTED = 8


class Home(Screen):
    """The first screen of staff: only the numbers their rights cover."""

    template_name = "dashboards/staff/home.html"
    header_icon = "home"

    def get_page_title(self) -> str:
        return _("Today on the platform")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        context = super().get_context_data(**kwargs)
        if ORDERS.user_has_permission(user, "view"):
            latest = Order.objects.select_related("user").order_by("-date_placed", "-pk")[:MOST_LISTED]
            context |= {"today": today(), "chart": sales_chart(sales_by_day(days=30)), "latest": latest}
        if MARKETS.user_has_permission(user, "view"):
            pending = Market.objects.filter(status=Market.Status.PENDING)
            context["pending"] = capped_counts({"rows": pending})["rows"]
            context["sees_markets"] = True
        if PAYMENTS.user_has_permission(user, "view"):
            doubtful = Payment.objects.filter(status__in=sorted(IN_DOUBT))
            context["in_doubt"] = capped_counts({"rows": doubtful})["rows"]
            context["sees_payments"] = True
        return context
