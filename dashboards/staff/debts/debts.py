"""What markets owe: all of them, and one with its causes, bills and story."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.earnings.debts.models import DebtPayment, DebtRelief, DebtStanding
from commerce.earnings.debts.selectors import bills_of, debt_summary
from commerce.foundation.core import clock
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import spellings
from commerce.shop.markets.models import Market, Restriction
from commerce.shop.markets.selectors import restrictions_of
from dashboards.base.columns import Jalali, Link, Number, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.debts.policies import BILLS, DEBTORS, RELIEFS, STANDINGS, TERMS
from dashboards.staff.debts.stories import story_of

TRAIL = (("staff:debts", _("Debts")),)
WORDS = dict(Restriction.What.choices)
LATEST = 20


def debt_url(market: Market) -> str:
    return reverse("staff:debt", args=[market.handle])


def in_words(forbidden: list[str]) -> str:
    """What a market may not, in words."""
    return "، ".join(str(WORDS[what]) for what in forbidden if what in WORDS)


def days_overdue(standing: DebtStanding) -> int | None:
    """How many whole days its oldest open bill has been due; nothing while it is in time."""
    due = standing.oldest_due_at
    return (clock.now() - due).days if due and due <= clock.now() else None


class DebtFilters(ListFilters):
    searched = ("market__search_key__contains",)
    dated = "oldest_due_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Market")
        self.fields["since"].label, self.fields["until"].label = _("Due from"), _("Due until")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q(market__handle=typed.lower())
        for spelling in spellings(typed):
            wanted |= Q(market__search_key__contains=spelling)
        return rows.filter(wanted)


class DebtList(ListScreen):
    """Markets that owe, the largest debt first."""

    permission_policy = STANDINGS
    model = DebtStanding
    page_title = _("Debts")
    header_icon = "warning"
    filters_class = DebtFilters
    tabs = {
        "": (_("They owe"), {"owed__gt": 0}),
        "overdue": (_("Overdue"), {"overdue__gt": 0}),
        "below": (_("Below zero"), {"below__gt": 0}),
        "restricted": (_("Restricted"), {"market__forbidden__len__gt": 0}),
        "paid": (_("Paid"), {"owed": 0}),
    }
    columns = [
        Link("market", label=_("Market"), to=lambda standing: debt_url(standing.market)),
        Toman("owed", label=_("Owed")),
        Toman("below", label=_("Below zero")),
        Toman("overdue", label=_("Overdue")),
        Jalali("oldest_due_at", label=_("Oldest due")),
        Number("days", label=_("Days overdue"), accessor=days_overdue),
        Plain("forbidden", label=_("What it may not"), accessor=lambda standing: in_words(standing.market.forbidden)),
    ]
    empty_title = _("No market owes anything")
    empty_text = _("Our share of cash and of own gateways appears here once markets took it in.")
    list_export = ["market", "handle", "owed", "debt", "below", "billed", "overdue", "due", "days", "forbidden"]
    export_headings = {
        "market": _("Market"),
        "handle": _("Handle"),
        "owed": _("owed (rial)"),
        "debt": _("fees of money it took in itself (rial)"),
        "below": _("below zero (rial)"),
        "billed": _("billed and open (rial)"),
        "overdue": _("overdue (rial)"),
        "due": _("Oldest due"),
        "days": _("Days overdue"),
        "forbidden": _("What it may not"),
    }
    export_filename = "debts"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = []
        if RELIEFS.user_has_permission(self.request.user, "view"):
            buttons.append(HeaderButton(_("Lowered by hand"), url=reverse("staff:reliefs"), icon_name="edit"))
        if TERMS.user_has_permission(self.request.user, "view"):
            buttons.append(HeaderButton(_("Terms and ladders"), url=reverse("staff:ladders"), icon_name="cog"))
        return buttons

    def order_queryset(self, rows: QuerySet[DebtStanding]) -> QuerySet[DebtStanding]:
        return rows.order_by(F("oldest_due_at").asc(nulls_last=True), "-owed", "-pk")

    def with_related(self, rows: QuerySet[DebtStanding]) -> QuerySet[DebtStanding]:
        return rows.select_related("market")

    def to_row_dict(self, item: DebtStanding) -> dict[str, Any]:
        return {
            "market": item.market.name,
            "handle": item.market.handle,
            "owed": Money(item.owed),
            "debt": Money(item.debt),
            "below": Money(item.below),
            "billed": Money(item.billed),
            "overdue": Money(item.overdue),
            "due": item.oldest_due_at,
            "days": days_overdue(item),
            "forbidden": in_words(item.market.forbidden),
        }


class DebtDetail(RowScreen):
    """One market's debt: how much and why, its bills, what it may not, and what happened."""

    permission_policy = DEBTORS
    row_key = "handle"
    template_name = "dashboards/staff/debts/debt.html"
    header_icon = "warning"
    trail = TRAIL

    def get_page_title(self) -> str:
        name: str = self.row.name
        return name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        market, user = self.row, self.request.user
        reliefs = list(DebtRelief.objects.filter(market=market).order_by("-pk")[:LATEST])
        payments = list(DebtPayment.objects.filter(market=market, status="done").order_by("-pk")[:LATEST])
        bills = list(bills_of(market.public_id)[:LATEST])
        restrictions = list(restrictions_of(market.public_id)[:LATEST])
        return super().get_context_data(**kwargs) | {
            "market": market,
            "summary": debt_summary(market.public_id),
            "bills": bills,
            "waiting": [row for row in reliefs if row.status == DebtRelief.Status.ASKED],
            "story": story_of(bills, payments, reliefs, restrictions),
            "may_restrict": DEBTORS.user_has_permission(user, "restrict"),
            "may_relieve": DEBTORS.user_has_permission(user, "relieve"),
            "may_decide": RELIEFS.user_has_permission(user, "decide"),
            "may_give_time": BILLS.user_has_permission(user, "change"),
            "sees_orders": user.has_perm("order.view_vendororder"),
            "sees_people": user.has_perm("accounts.view_user"),
            "own_key": self.actor.key,
        }
