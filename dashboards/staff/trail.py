"""The audit trail: who did what to what."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.models import AuditEntry
from dashboards.base.columns import Column, Jalali
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.staff.policies import AUDIT


class TrailFilters(ListFilters):
    """By the subject's id, the actor's id, the act, and days."""

    searched = ("subject_ref",)
    dated = "at"
    actor = forms.CharField(label=_("Actor's id"), required=False, max_length=60)
    act = forms.CharField(label=_("Act"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Subject's id")
        for name in ("q", "actor", "act"):
            self.fields[name].widget.attrs["dir"] = "ltr"

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        typed = self.cleaned_data
        if typed.get("actor"):
            rows = rows.filter(actor_ref=typed["actor"].strip())
        return rows.filter(action__startswith=typed["act"].strip()) if typed.get("act") else rows


class Trail(ListScreen):
    """Every act, newest first."""

    permission_policy = AUDIT
    model = AuditEntry
    page_title = _("Audit trail")
    header_icon = "history"
    filters_class = TrailFilters
    columns = [
        Jalali("at", label=_("Time")),
        Column("action", label=_("Act"), classname="desk-ltr"),
        Column("actor", label=_("Actor"), accessor=lambda e: f"{e.actor_kind}:{e.actor_ref}", classname="desk-ltr"),
        Column(
            "subject", label=_("Subject"), accessor=lambda e: f"{e.subject_kind}:{e.subject_ref}", classname="desk-ltr"
        ),
        Column("data", label=_("Details"), accessor=lambda e: in_words(e.data), classname="desk-small"),
        Column("ip", label=_("IP address"), classname="desk-ltr"),
    ]
    empty_title = _("Nothing happened yet")
    list_export = ["time", "action", "actor", "subject", "details", "ip"]
    export_headings = {
        "time": _("Time"),
        "action": _("Act"),
        "actor": _("Actor"),
        "subject": _("Subject"),
        "details": _("Details"),
        "ip": _("IP address"),
    }
    export_filename = "audit-trail"

    def order_queryset(self, rows: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return rows.order_by("-at", "-pk")

    def to_row_dict(self, item: AuditEntry) -> dict[str, Any]:
        return {
            "time": item.at,
            "action": item.action,
            "actor": f"{item.actor_kind}:{item.actor_ref}",
            "subject": f"{item.subject_kind}:{item.subject_ref}",
            "details": in_words(item.data),
            "ip": item.ip or "",
        }


def in_words(data: dict[str, Any]) -> str:
    return "، ".join(f"{name}: {value}" for name, value in data.items())
