"""What was lowered by hand, and what waits for a second person."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts.models import DebtRelief
from commerce.foundation.core.money import Money
from dashboards.base.columns import Badge, Column, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.staff.debts.debts import TRAIL, debt_url
from dashboards.staff.debts.policies import DEBTORS, RELIEFS
from dashboards.staff.remittances.owners import name_actors

Status = DebtRelief.Status


class ReliefFilters(ListFilters):
    searched = ("market__handle", "tracking", "public_id")
    dated = "asked_at"


class Decide(Column):
    """Agree or refuse, where it waits for somebody else."""

    def get_value(self, instance: Any) -> Any:
        if instance.status != Status.ASKED or not instance.may_be_decided:
            return ""
        acts = [("staff:relief_approve", gettext("Agree")), ("staff:relief_refuse", gettext("Refuse"))]
        links = [(reverse(name, args=[instance.public_id]), words) for name, words in acts]
        return format_html_join(" · ", '<a href="{}" data-dialog>{}</a>', links)


class ReliefList(ListScreen):
    """All of them, the newest first."""

    permission_policy = RELIEFS
    model = DebtRelief
    page_title = _("Lowered by hand")
    header_icon = "edit"
    trail = TRAIL
    filters_class = ReliefFilters
    is_wide = True
    tabs = {
        "": (_("All"), {}),
        "asked": (_("Waiting"), {"status": Status.ASKED}),
        "done": (_("booked"), {"status": Status.DONE}),
        "refused": (_("refused"), {"status": Status.REFUSED}),
    }
    columns = [
        Plain("market", label=_("Market")),
        Plain("kind", label=_("How"), accessor=lambda row: row.get_kind_display()),
        Toman("amount", label=_("Amount")),
        Badge("status", label=_("Status")),
        Plain("reason", label=_("Reason")),
        Plain("asker", label=_("asked by")),
        Jalali("asked_at", label=_("asked")),
        Decide("act", label=""),
    ]
    empty_title = _("Nothing was lowered by hand")
    list_export = ["market", "kind", "amount", "status", "reason", "tracking", "by", "checked", "asked"]
    export_headings = {
        "market": _("Market"),
        "kind": _("How"),
        "amount": _("amount (rial)"),
        "status": _("Status"),
        "reason": _("Reason"),
        "tracking": _("Tracking number"),
        "by": _("asked by"),
        "checked": _("checked by"),
        "asked": _("asked"),
    }
    export_filename = "lowered-debts"

    def get_columns(self) -> list[Any]:
        """The market leads to its debt for who may see it."""
        if not DEBTORS.user_has_permission(self.request.user, "view"):
            return list(self.columns)
        return [Link("market", label=_("Market"), to=lambda row: debt_url(row.market)), *self.columns[1:]]

    def order_queryset(self, rows: QuerySet[DebtRelief]) -> QuerySet[DebtRelief]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[DebtRelief]) -> QuerySet[DebtRelief]:
        return rows.select_related("market")

    def furnish(self, rows: list[Any]) -> list[Any]:
        names, decides = (
            name_actors(row.asked_by for row in rows),
            RELIEFS.user_has_permission(self.request.user, "decide"),
        )
        for row in rows:
            row.asker = names.get(row.asked_by, "")
            row.may_be_decided = decides and row.asked_by != f"user:{self.request.user.public_id}"
        return rows

    def to_row_dict(self, item: DebtRelief) -> dict[str, Any]:
        return {
            "market": item.market.name,
            "kind": item.get_kind_display(),
            "amount": Money(item.amount),
            "status": item.get_status_display(),
            "reason": item.reason,
            "tracking": item.tracking,
            "by": item.asked_by,
            "checked": item.checked_by,
            "asked": item.asked_at,
        }
