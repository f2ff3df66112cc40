"""The table of commission rules: each in a sentence, in the order in which they are asked."""

from typing import Any

from django.db.models import QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.foundation.core.text import write_percent
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.commissions.names import names_in
from commerce.shop.commissions.selectors import hidden_rules, rate_at
from commerce.shop.commissions.words import fee_in_words, rule_in_words, sales_in_words
from dashboards.base.columns import Jalali, Number, badge
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.rules.history import stories
from dashboards.staff.rules.policies import RULES

TRAIL = (("staff:rules", _("Commissions")),)


def rule_url(rule: CommissionRule) -> str:
    return reverse("staff:rule", args=[rule.public_id])


def state_of(rule: CommissionRule) -> SafeString:
    """Whether a rule is asked now."""
    if not rule.is_active:
        return badge("off", gettext("off"))
    if rule.starts_at > clock.now():
        return badge("waiting", gettext("to come"))
    if rule.ends_at and rule.ends_at <= clock.now():
        return badge("off", gettext("over"))
    return badge("on", gettext("on"))


def with_words(rules: list[CommissionRule]) -> list[CommissionRule]:
    """Give every rule its sentence, and the rule that hides it."""
    names, hidden = names_in(rules), hidden_rules()
    for rule in rules:
        rule.sentence = rule_in_words(rule, names)  # type: ignore[attr-defined]
        rule.sales = sales_in_words(rule, names)  # type: ignore[attr-defined]
        rule.hidden_by = hidden.get(rule.public_id)  # type: ignore[attr-defined]
        rule.up, rule.down = rule.position - 1, rule.position + 1  # type: ignore[attr-defined]
    return rules


class Sentence(Column):
    """The name of a rule, what it says, and a mark where it takes everything or is never asked."""

    cell_template_name = "dashboards/staff/rules/sentence.html"


class Moves(Column):
    """One up, one down, or to a place."""

    cell_template_name = "dashboards/staff/rules/moves.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        return context | {
            "request": request,
            "csrf_token": get_token(request),
            "moved": request.GET.get("moved") == instance.public_id,
            "way": request.GET.get("way"),
        }


class RuleFilters(ListFilters):
    searched = ("name__icontains",)


class RuleList(ListScreen):
    """All rules: the first that fits decides."""

    permission_policy = RULES
    model = CommissionRule
    template_name = "dashboards/staff/rules/rules.html"
    page_title = _("Commissions")
    header_icon = "list-ol"
    paginate_by = 100
    filters_class = RuleFilters
    tabs = {
        "": (_("All"), {}),
        "on": (_("on"), {"is_active": True}),
        "off": (_("off"), {"is_active": False}),
    }
    empty_title = _("No rules yet")
    empty_text = _("Without a rule the general rate holds for every sale.")
    list_export = ["place", "name", "sales", "fee", "state", "from", "until", "hidden"]
    export_headings = {
        "place": _("Place"),
        "name": _("Name"),
        "sales": _("For which sales"),
        "fee": _("Commission"),
        "state": _("State"),
        "from": _("from"),
        "until": _("until"),
        "hidden": _("Hidden by"),
    }
    export_filename = "commission-rules"

    @property
    def columns(self) -> list[Column]:
        moves = [Moves("moves", label=_("Move the rule"))] if self.may_change else []
        return [
            Number("position", label=_("Place")),
            Sentence("sentence", label=_("Rule")),
            Column("state", label=_("State"), accessor=state_of),
            Jalali("ends_at", label=_("until")),
            *moves,
        ]

    @property
    def may_change(self) -> bool:
        return RULES.user_has_permission(self.request.user, "change")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.may_change:
            return []
        return [HeaderButton(_("Add a rule"), url=reverse("staff:rule_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[CommissionRule]) -> QuerySet[CommissionRule]:
        return rows.order_by("position")

    def furnish(self, rows: list[CommissionRule]) -> list[CommissionRule]:
        return with_words(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rate = rate_at()
        written = write_percent(rate.percent, language=language()) if rate else "—"
        return super().get_context_data(**kwargs) | {"rate": written}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        fee = {name: getattr(item, name) for name in ("percent", "fixed", "floor", "cap")}
        return {
            "place": item.position,
            "name": item.name,
            "sales": item.sales,
            "fee": fee_in_words(fee),
            "state": gettext("on") if item.is_active else gettext("off"),
            "from": item.starts_at,
            "until": item.ends_at,
            "hidden": item.hidden_by.name if item.hidden_by else "",
        }


class RuleDetail(RowScreen):
    """A rule, and what became of it through time."""

    permission_policy = RULES
    template_name = "dashboards/staff/rules/rule.html"
    header_icon = "list-ol"
    trail = TRAIL

    def get_page_title(self) -> str:
        name: str = self.row.name
        return name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rule = with_words([self.row])[0]
        return super().get_context_data(**kwargs) | {
            "rule": rule,
            "state": state_of(rule),
            "may_change": RULES.user_has_permission(self.request.user, "change"),
            "history": stories(AuditEntry.objects.about("commission_rule", rule.public_id).order_by("-at", "-pk")),
        }


def undo_link(text: Any, url: str) -> SafeString:
    """The end of a message that leads back."""
    return format_html(' <a href="{}">{}</a>', url, text)
