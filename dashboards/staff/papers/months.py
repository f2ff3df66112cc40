"""The platform's own invoices: what was made for each month, and asking for a month."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core import clock
from commerce.money.invoices.models import CommissionRun
from commerce.money.invoices.services import ask_commission_run
from dashboards.base.actions import NewRowAction
from dashboards.base.columns import Badge, Jalali, Number, Plain
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.progress import Progress, refreshing
from dashboards.staff.papers.policies import RUNS

TRAIL = (("staff:invoices", _("Invoices")),)
MONTHS_BACK = 12


def month_of(run: CommissionRun) -> str:
    """A month by name: آبان ۱۴۰۵."""
    return f"{clock.month_name(run.month, language=language())} {run.jalali_year}"


class RunList(ListScreen):
    """The months that were billed, newest first."""

    permission_policy = RUNS
    model = CommissionRun
    page_title = _("Commission invoices")
    header_icon = "date"
    trail = TRAIL
    columns = [
        Plain("month", label=_("Month"), accessor=month_of),
        Badge("status", label=_("Status")),
        Progress("percent", label=_("Progress")),
        Number("made", label=_("Papers made")),
        Jalali("asked_at", label=_("Asked")),
        Jalali("finished_at", label=_("Finished")),
    ]
    empty_title = _("No month was billed yet")
    empty_text = _("When a Jalali month is over, every market gets its invoice by itself.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not RUNS.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("Bill a month"), url=reverse("staff:commission_run_ask"), icon_name="plus")]

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return refreshing(super().get(request, *args, **kwargs), self.get_base_queryset())

    def order_queryset(self, rows: QuerySet[CommissionRun]) -> QuerySet[CommissionRun]:
        return rows.order_by("-pk")


def months_back() -> list[tuple[str, str]]:
    """The last months that are over, by code and by name."""
    today = clock.to_jalali(clock.now())
    year, month, found = today.year, today.month, []
    for _step in range(MONTHS_BACK):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        found.append((f"{year}-{month:02}", month_of(CommissionRun(jalali_year=year, month=month))))
    return found


class MonthForm(forms.Form):
    month = forms.ChoiceField(label=_("Month"), choices=months_back)


class AskRun(NewRowAction):
    permission_policy = RUNS
    page_title = _("Bill a month")
    intro = _("A worker makes the invoices that are missing; those that are there stay as they are.")
    submit_label = _("Bill")
    done = _("The invoices of the month are being made.")
    header_icon = "date"
    trail = (*TRAIL, ("staff:commission_runs", _("Commission invoices")))
    form_class = MonthForm

    def get_back_url(self) -> str:
        return reverse("staff:commission_runs")

    def perform(self, data: dict[str, Any]) -> CommissionRun:
        year, month = map(int, data["month"].split("-"))
        return ask_commission_run(actor=self.actor, year=year, month=month)
