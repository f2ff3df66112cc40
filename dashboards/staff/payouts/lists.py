"""All payouts, and one of them with the earnings it is made of."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.earnings.payouts.models import Payout
from commerce.foundation.core.money import Money
from dashboards.base.columns import Badge, Column, Jalali, Link, Plain, Toman
from dashboards.base.lists import ListScreen
from dashboards.base.payouts import MOST_ITEMS, told_items
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.payouts.naming import MARKET, MarketFilters, name_markets
from dashboards.staff.payouts.policies import HOLIDAYS, PAYOUTS, RUNS, TERMS
from dashboards.staff.policies import REMITTANCES
from dashboards.staff.remittances.owners import name_actors
from dashboards.staff.remittances.stories import story_of
from dashboards.staff.settlement.policies import SALES

Status = Payout.Status
TRAIL = (("staff:payouts", _("Payouts")),)


def payout_url(payout: Payout) -> str:
    return reverse("staff:payout", args=[payout.public_id])


def due_of(payout: Payout) -> str:
    return jalali_date(payout.due_on)


class PayoutFilters(MarketFilters):
    """By market, kind, and the days on which they were made."""

    dated = "made_at"
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Payout.Kind.choices])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        return rows.filter(kind=self.cleaned_data["kind"]) if self.cleaned_data.get("kind") else rows


class PayoutList(ListScreen):
    """The payouts of all markets, newest first."""

    permission_policy = PAYOUTS
    model = Payout
    page_title = _("Payouts")
    header_icon = "upload"
    filters_class = PayoutFilters
    tabs = {
        "": (_("All"), {}),
        "waiting": (_("On their way to the bank"), {"status": Status.WAITING}),
        "sent": (_("With the bank"), {"status": Status.SENT}),
        "settled": (_("Arrived"), {"status": Status.SETTLED}),
        "back": (_("Came back"), {"status__in": [Status.REFUSED, Status.CANCELLED, Status.RETURNED]}),
    }
    columns = [
        Link("public_id", label=_("Payout"), to=payout_url),
        MARKET,
        Column("get_kind_display", label=_("Kind")),
        Plain("due", label=_("Due"), accessor=due_of),
        Toman("amount", label=_("Amount")),
        Toman("net", label=_("To the bank account")),
        Badge("status", label=_("Status")),
        Jalali("made_at", label=_("Made")),
    ]
    empty_title = _("No payouts yet")
    empty_text = _("A run makes them on the paydays of the markets.")
    list_export = ["payout", "market", "kind", "due", "amount", "fee", "vat", "net", "status", "made", "sent", "reason"]
    export_headings = {
        "payout": _("Payout"),
        "market": _("Market"),
        "kind": _("Kind"),
        "due": _("Due"),
        "amount": _("amount (rial)"),
        "fee": _("fee (rial)"),
        "vat": _("VAT on the fee (rial)"),
        "net": _("To the bank account (rial)"),
        "status": _("Status"),
        "made": _("Made"),
        "sent": _("Sent"),
        "reason": _("Reason"),
    }
    export_filename = "payouts"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        user = self.request.user
        doors = (
            (RUNS.user_has_permission(user, "view"), _("What a run would do"), "staff:payouts_ahead", "view"),
            (RUNS.user_has_permission(user, "view"), _("Runs"), "staff:payruns", "history"),
            (TERMS.user_has_permission(user, "view"), _("Terms"), "staff:payterms", "cog"),
            (HOLIDAYS.user_has_permission(user, "view"), _("Working days"), "staff:holidays", "calendar-alt"),
        )
        return [HeaderButton(label, url=reverse(name), icon_name=icon) for opens, label, name, icon in doors if opens]

    def order_queryset(self, rows: QuerySet[Payout]) -> QuerySet[Payout]:
        return rows.order_by("-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        return name_markets(rows)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        name_markets([item])
        return {
            "payout": item.public_id,
            "market": str(item.market),
            "kind": item.get_kind_display(),
            "due": due_of(item),
            "amount": Money(item.amount),
            "fee": Money(item.fee),
            "vat": Money(item.vat),
            "net": Money(item.net),
            "status": item.get_status_display(),
            "made": item.made_at,
            "sent": item.sent_at,
            "reason": item.reason,
        }


class PayoutDetail(RowScreen):
    """One payout: its money, its parts, its way to the bank."""

    permission_policy = PAYOUTS
    template_name = "dashboards/staff/payouts/payout.html"
    header_icon = "upload"
    trail = TRAIL

    def get_page_title(self) -> str:
        return gettext("Payout of %(day)s") % {"day": due_of(self.row)}

    def get_row_queryset(self) -> QuerySet[Payout]:
        return self.get_base_queryset().select_related("remittance__bank_account", "run", "terms")

    @property
    def sale_url(self) -> Callable[[str], str] | None:
        if not SALES.user_has_permission(self.request.user, "view"):
            return None
        return lambda ref: reverse("staff:settlement_sale", args=[ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        payout = name_markets([self.row])[0]
        return super().get_context_data(**kwargs) | {
            "payout": payout,
            "items": told_items(payout.items.all()[:MOST_ITEMS], sale_url=self.sale_url),
            "asker": name_actors([payout.asked_by])[payout.asked_by],
            "story": story_of("remittance", payout.remittance.public_id),
            "sees_remittances": REMITTANCES.user_has_permission(self.request.user, "view"),
            "sees_markets": self.request.user.has_perm("markets.view_market"),
        }
