"""The market's own lines in the books, each with what stood in the account after it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.money.ledger.causes import Explanation, explain, reason_in_words
from commerce.money.ledger.models import Posting
from commerce.money.ledger.selectors import Place, statement_of
from commerce.money.payments.models import Payment
from commerce.shop.order.models import VendorOrder
from dashboards.base.columns import Column, Jalali, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import VendorSide
from dashboards.vendor.money.policies import ENTRIES
from dashboards.vendor.policies import ORDERS

TRAIL = (("vendor:money", _("Money")),)
LEAD_TO_ORDERS = ("order", "vendor_order", "payment")


class EntryFilters(ListFilters):
    """By the days of the books, which are dates rather than moments."""

    dated = "booked_on"

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        self.is_valid()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        rows = rows.filter(booked_on__gte=since) if since else rows
        return rows.filter(booked_on__lte=until) if until else rows


class Cause(Column):
    """What made an entry true, leading to the order where there is one."""

    def get_value(self, instance: Any) -> Any:
        title = super().get_value(instance)
        return format_html('<a href="{}">{}</a>', instance.url, title) if instance.url else title


class EntryList(VendorSide, ListScreen):
    """One account of the market on screen, newest first."""

    permission_policy = ENTRIES
    model = Posting
    page_title = _("Statement of the market")
    header_icon = "form"
    trail = TRAIL
    filters_class = EntryFilters
    tabs = {
        "": (_("Held"), {"account__kind": "vendor_held"}),
        "free": (_("Free"), {"account__kind": "vendor_free"}),
        "debt": (_("Debt"), {"account__kind": "vendor_debt"}),
    }
    columns = [
        Jalali("entry.created_at", label=_("Time")),
        Plain("reason", label=_("What")),
        Cause("cause", label=_("For")),
        Toman("moved", label=_("Amount")),
        Toman("balance", label=_("Balance")),
    ]
    empty_title = _("Nothing in this account yet")
    empty_text = _("The first paid order of your market writes the first line.")
    list_export = ["time", "what", "for", "amount", "balance", "entry"]
    export_headings = {
        "time": _("Time"),
        "what": _("What"),
        "for": _("For"),
        "amount": _("amount (rial)"),
        "balance": _("balance (rial)"),
        "entry": _("ledger entry"),
    }
    export_filename = "market-statement"

    def get_base_queryset(self) -> QuerySet[Posting]:
        return super().get_base_queryset().filter(account__owner_ref=self.current_seat.market.public_id)

    def order_queryset(self, rows: QuerySet[Posting]) -> QuerySet[Posting]:
        return rows.order_by("-booked_on", "-pk")

    def with_related(self, rows: QuerySet[Posting]) -> QuerySet[Posting]:
        return rows.select_related("entry", "account")

    def furnish(self, rows: list[Any]) -> list[Any]:
        balances = balances_after(rows)
        told = explain([row.entry for row in rows])
        urls = self.urls_of(list(told.values()))
        for row in rows:
            explanation = told[row.entry.cause_kind, row.entry.cause_ref]
            row.reason = reason_in_words(row.entry.reason)
            row.cause, row.url = explanation.title, urls.get((explanation.kind, explanation.ref), "")
            row.moved, row.balance = row.amount * row.account.side, balances[row.pk]
        return rows

    def urls_of(self, explanations: list[Explanation]) -> dict[tuple[str, str], str]:
        """The market's own orders among what is explained."""
        refs = {kind: {one.ref for one in explanations if one.kind == kind} for kind in LEAD_TO_ORDERS}
        paid = dict(Payment.objects.filter(public_id__in=refs["payment"]).values_list("public_id", "reference"))
        wanted = refs["order"] | refs["vendor_order"] | set(paid.values())
        own = ORDERS.instances_user_has_permission_for(self.request.user, "view").select_related("order")
        own = own.filter(Q(order__number__in=wanted) | Q(public_id__in=wanted), market=self.current_seat.market)
        by_name = {name: order_url(part) for part in own for name in (part.order.number, part.public_id)}
        urls = {(kind, ref): by_name.get(ref, "") for kind in ("order", "vendor_order") for ref in refs[kind]}
        return urls | {("payment", ref): by_name.get(named, "") for ref, named in paid.items()}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            "time": item.entry.created_at,
            "what": item.reason,
            "for": item.cause,
            "amount": Money(item.moved),
            "balance": Money(item.balance),
            "entry": item.entry.key,
        }


def order_url(part: VendorOrder) -> str:
    return reverse("vendor:order", args=[part.public_id])


def balances_after(rows: list[Posting]) -> dict[int, int]:
    """What stood in their one account after each of some neighbouring lines."""
    if not rows:
        return {}
    newest = rows[0]
    upon = Place(newest.booked_on, newest.pk + 1)
    lines = statement_of(account=newest.account, before=upon, limit=len(rows)).lines
    return {line.posting_id: line.balance for line in lines}
