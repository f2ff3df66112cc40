"""What became of rules and rates, out of the audit trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.foundation.accounts.models import User
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import group_digits, write_percent
from commerce.shop.commissions.models import CommissionRule
from dashboards.base.columns import Column, Jalali
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.rows import StaffRowPolicy
from dashboards.staff.rules.policies import RULES

ACTS: Mapping[str, Text] = {
    "commission.rule_added": gettext_lazy("added"),
    "commission.rule_changed": gettext_lazy("changed"),
    "commission.rule_moved": gettext_lazy("moved"),
    "commission.rule_removed": gettext_lazy("taken out"),
    "commission.rule_restored": gettext_lazy("put back"),
}
AMOUNTS = frozenset({"min_price", "max_price", "fixed", "floor", "cap"})
MOMENTS = frozenset({"starts_at", "ends_at"})
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Story:
    """One act on a rule: when, who, what, and what it changed."""

    at: datetime
    who: str
    what: str
    rule: str
    ref: str
    changes: list[str]
    is_out: bool


def stories(trail: "QuerySet[AuditEntry]") -> list[Story]:
    """The newest acts, in words."""
    return told(list(trail[:SHOWN]))


def told(entries: Iterable[AuditEntry]) -> list[Story]:
    """Acts in words, with the names of people and of rules that are still there."""
    acts = list(entries)
    people = {one.public_id: str(one) for one in User.objects.filter(public_id__in={act.actor_ref for act in acts})}
    refs = {act.subject_ref for act in acts}
    rules = dict(CommissionRule.objects.filter(public_id__in=refs).values_list("public_id", "name"))
    return [
        Story(
            at=act.at,
            who=people.get(act.actor_ref, _("The platform")),
            what=str(ACTS.get(act.action, act.action)),
            rule=rules.get(act.subject_ref) or act.data.get("name") or act.subject_ref,
            ref=act.subject_ref,
            changes=_changes(act),
            is_out=act.subject_ref not in rules,
        )
        for act in acts
    ]


def _changes(act: AuditEntry) -> list[str]:
    if act.action == "commission.rule_changed":
        return [
            _("%(field)s: from %(before)s to %(after)s")
            % {"field": _label(name), "before": _shown(name, change["from"]), "after": _shown(name, change["to"])}
            for name, change in act.data.items()
        ]
    if act.action == "commission.rule_moved":
        place = {name: group_digits(act.data[name], language=language()) for name in ("from", "to")}
        return [_("from place %(from)s to %(to)s") % place]
    return []


def _label(name: str) -> str:
    field: Any = CommissionRule._meta.get_field(name)
    return str(field.verbose_name).partition(" (")[0]


def _shown(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in AMOUNTS:
        return Money(int(value)).display(language())
    if name in MOMENTS:
        return clock.jalali_datetime(datetime.fromisoformat(value), language=language())
    if name == "percent":
        return write_percent(str(value), language=language())
    return _(", ").join(value) if isinstance(value, list) else str(value)


HISTORY = StaffRowPolicy(AuditEntry, rights={"view": RULES.rights["view"]})


class HistoryFilters(ListFilters):
    dated = "at"


class Told(Column):
    """What was done to which rule."""

    cell_template_name = "dashboards/staff/rules/told.html"


class RuleHistory(ListScreen):
    """All that was done to the table, the newest first; what was taken out can be put back."""

    permission_policy = HISTORY
    model = AuditEntry
    page_title = gettext_lazy("History of the rules")
    header_icon = "history"
    trail = (("staff:rules", gettext_lazy("Commissions")),)
    filters_class = HistoryFilters
    columns = [
        Told("what", label=gettext_lazy("What was done")),
        Column("who", label=gettext_lazy("Who"), accessor=lambda act: act.story.who),
        Jalali("at", label=gettext_lazy("When")),
    ]
    empty_title = gettext_lazy("Nothing was done yet")
    list_export = ["at", "who", "what", "rule", "changes"]
    export_headings = {
        "at": gettext_lazy("When"),
        "who": gettext_lazy("Who"),
        "what": gettext_lazy("What was done"),
        "rule": gettext_lazy("Rule"),
        "changes": gettext_lazy("Changes"),
    }
    export_filename = "commission-rules-history"

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().filter(subject_kind="commission_rule")

    def order_queryset(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by("-at", "-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        may = RULES.user_has_permission(self.request.user, "change")
        for act, story in zip(rows, told(rows), strict=True):
            act.story = story
            act.may_restore = may and story.is_out
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        story = item.story
        return {
            "at": story.at,
            "who": story.who,
            "what": story.what,
            "rule": story.rule,
            "changes": " · ".join(story.changes),
        }
