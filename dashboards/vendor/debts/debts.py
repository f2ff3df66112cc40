"""What the market on screen owes the platform, why, until when, and what comes next."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts.models import DebtBill, DebtPayment, DebtStanding
from commerce.earnings.debts.selectors import bills_of, debt_summary
from commerce.foundation.core.money import Money
from commerce.shop.markets.models import Market
from commerce.shop.order.models import VendorOrder
from dashboards.base.columns import Badge, Jalali, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.rows import MarketRowPolicy
from dashboards.base.screens import GuardedScreen, VendorSide
from dashboards.vendor.money.policies import MANAGE, VIEW, MoneySide

DEBTS = MarketRowPolicy(Market, rights={"view": VIEW, "add": MANAGE}, market="pk")
BILLS = MarketRowPolicy(DebtBill, rights={"view": VIEW})
TRAIL = (("vendor:money", _("Money")), ("vendor:debts", _("Debts")))
LATEST = 6


def overdue_of(market: Market) -> DebtStanding | None:
    """The standing of a market that has something overdue, for the banner on its first screen."""
    return DebtStanding.objects.filter(market=market, overdue__gt=0).first()


class Debts(MoneySide, GuardedScreen):
    """How much, why, until when, what comes next, and a way to pay."""

    permission_policy = DEBTS
    template_name = "dashboards/vendor/debts/debts.html"
    page_title = _("Debts")
    header_icon = "warning"
    trail = TRAIL[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        market = self.seat.market
        summary = debt_summary(market.public_id)
        sales = {cause.sale for cause in summary.causes if cause.sale}
        orders = VendorOrder.objects.filter(market=market, public_id__in=sales).select_related("order")
        parts = {part.public_id: part for part in orders}
        payments = DebtPayment.objects.filter(market=market, status=DebtPayment.Status.DONE)
        return super().get_context_data(**kwargs) | {
            "summary": summary,
            "causes": [(cause, parts.get(cause.sale)) for cause in summary.causes],
            "bills": bills_of(market.public_id)[:LATEST],
            "payments": payments.order_by("-done_at", "-pk")[:LATEST],
        }


class BillFilters(ListFilters):
    dated = "issued_at"


class BillList(VendorSide, ListScreen):
    """All bills of the market on screen, the newest first."""

    permission_policy = BILLS
    model = DebtBill
    page_title = _("Bills of debts")
    header_icon = "warning"
    trail = TRAIL
    filters_class = BillFilters
    tabs = {
        "": (_("All"), {}),
        "open": (_("open"), {"status": DebtBill.Status.OPEN}),
        "paid": (_("paid"), {"status": DebtBill.Status.PAID}),
    }
    columns = [
        Jalali("issued_at", label=_("issued")),
        Plain("reason", label=_("Why"), accessor=lambda bill: bill.get_reason_display()),
        Toman("amount", label=_("Amount")),
        Toman("left", label=_("Left")),
        Jalali("due_at", label=_("due")),
        Badge("status", label=_("Status")),
        Plain("settled_by", label=_("How it ended"), accessor=lambda bill: bill.get_settled_by_display()),
    ]
    empty_title = _("No bill yet")
    empty_text = _("What you owe is billed when it reaches an amount, or at the end of a month.")
    list_export = ["id", "issued", "reason", "amount", "left", "due", "status"]
    export_headings = {
        "id": _("bill"),
        "issued": _("issued"),
        "reason": _("Why"),
        "amount": _("amount (rial)"),
        "left": _("left (rial)"),
        "due": _("due"),
        "status": _("Status"),
    }
    export_filename = "debt-bills"

    def get_base_queryset(self) -> QuerySet[DebtBill]:
        return super().get_base_queryset().filter(market=self.current_seat.market)

    def order_queryset(self, rows: QuerySet[DebtBill]) -> QuerySet[DebtBill]:
        return rows.order_by("-issued_at", "-pk")

    def to_row_dict(self, item: DebtBill) -> dict[str, Any]:
        return {
            "id": item.public_id,
            "issued": item.issued_at,
            "reason": item.get_reason_display(),
            "amount": Money(item.amount),
            "left": Money(item.left),
            "due": item.due_at,
            "status": item.get_status_display(),
        }
