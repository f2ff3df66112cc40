"""The general rate: what it was, is and will be."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core import clock
from commerce.foundation.core.clock import day_start
from commerce.foundation.core.text import write_percent
from commerce.shop.commissions.models import CommissionRate
from commerce.shop.commissions.selectors import rate_at
from commerce.shop.commissions.services import set_rate
from dashboards.base.actions import NewRowAction, Text
from dashboards.base.columns import Column, Jalali, badge
from dashboards.base.fields import JalaliDateField
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import PercentField
from dashboards.staff.remittances.owners import name_actors
from dashboards.staff.rules.policies import RATES
from dashboards.staff.rules.rules import TRAIL


def percent(rate: CommissionRate | None) -> str:
    return "—" if rate is None else write_percent(rate.percent, language=language())


class RateFilters(ListFilters):
    dated = "starts_at"


class RateList(ListScreen):
    """The general rate through time."""

    permission_policy = RATES
    model = CommissionRate
    page_title = _("General rate")
    header_icon = "list-ol"
    trail = TRAIL
    filters_class = RateFilters
    columns = [
        Column("percent", label=_("Commission"), accessor=percent),
        Column("state", label=_("State"), accessor=lambda rate: rate.state),
        Jalali("starts_at", label=_("from")),
        Column("set_by", label=_("set by"), accessor=lambda rate: rate.by),
        Jalali("created_at", label=_("Set")),
    ]
    empty_title = _("No general rate yet")
    empty_text = _("Until there is one, sales that no rule fits cost nothing.")
    list_export = ["percent", "from", "by", "set"]
    export_headings = {"percent": _("percent"), "from": _("from"), "by": _("set by"), "set": _("Set")}
    export_filename = "general-rate"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not RATES.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("Set a rate"), url=reverse("staff:rate_set"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[CommissionRate]) -> QuerySet[CommissionRate]:
        return rows.order_by("-starts_at")

    def furnish(self, rows: list[Any]) -> list[Any]:
        now, people = rate_at(), setters(rows)
        for rate in rows:
            rate.by = people[rate.set_by]
            rate.state = _state(rate, now)
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {"percent": str(item.percent), "from": item.starts_at, "by": item.by, "set": item.created_at}


def setters(rows: Iterable[Any]) -> dict[str, str]:
    """Who set rates, by name; what came with the platform is its own."""
    keys = {row.set_by for row in rows}
    named = name_actors(keys)
    return {key: str(_("The platform") if key.startswith("system") else named.get(key, key)) for key in keys}


def _state(rate: CommissionRate, now: CommissionRate | None) -> Any:
    if rate.starts_at > clock.now():
        return badge("waiting", gettext("to come"))
    return badge("on", gettext("holds now")) if rate == now else badge("off", gettext("over"))


class RateForm(forms.Form):
    percent = PercentField(label=_("percent"), required=True)
    starts_on = JalaliDateField(label=_("from day"), required=False, help_text=_("Empty is at once."))


class SetRate(NewRowAction):
    permission_policy = RATES
    page_title = _("Set the general rate")
    intro: Text = _("It holds for sales that no rule fits, until the next rate; what was sold keeps what was decided.")
    header_icon = "list-ol"
    trail = (*TRAIL, ("staff:rates", _("General rate")))
    form_class = RateForm
    submit_label = _("Set")
    done = _("The rate was set.")

    def get_back_url(self) -> str:
        return reverse("staff:rates")

    def perform(self, data: dict[str, Any]) -> CommissionRate:
        day = data["starts_on"]
        return set_rate(
            actor=self.actor,
            percent=data["percent"],
            starts_at=day_start(day) if day and day != clock.today() else None,
        )
