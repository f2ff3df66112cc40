"""The health of the books: the last checks, and asking for one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.models import CheckRun
from commerce.money.ledger.services import ask_check
from dashboards.base.actions import NewRowAction
from dashboards.base.columns import Badge, Column, Jalali
from dashboards.base.lists import ListScreen
from dashboards.base.progress import Progress, refreshing
from dashboards.staff.policies import CHECKS

TRAIL = (("staff:ledger", _("Trial balance")),)


def in_words(run: CheckRun) -> Any:
    """What a check found."""
    if run.status != CheckRun.Status.DONE:
        return run.problem
    return _("The books are in order.") if run.is_clean else _("%(count)s findings") % {"count": len(run.findings)}


class CheckList(ListScreen):
    """Whether entries sum to zero, balances follow postings, and the apps of money agree with the books."""

    permission_policy = CHECKS
    model = CheckRun
    page_title = _("Health of the books")
    header_icon = "tick-inverse"
    trail = TRAIL
    template_name = "dashboards/staff/ledger/checks.html"
    columns = [
        Jalali("asked_at", label=_("Asked")),
        Badge("status", label=_("Status")),
        Progress("percent", label=_("Progress")),
        Column("result", label=_("Result"), accessor=in_words),
        Jalali("finished_at", label=_("Finished")),
    ]
    empty_title = _("The books were not checked here yet")
    empty_text = _("A check compares all balances, days and shares with the postings.")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return refreshing(super().get(request, *args, **kwargs), self.get_base_queryset())

    def order_queryset(self, rows: QuerySet[CheckRun]) -> QuerySet[CheckRun]:
        return rows.order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "latest": CheckRun.objects.filter(status=CheckRun.Status.DONE).first(),
            "may_ask": CHECKS.user_has_permission(self.request.user, "add"),
        }


class AskCheck(NewRowAction):
    permission_policy = CHECKS
    page_title = _("Check the books now")
    intro = _("A worker compares everything; selling goes on meanwhile.")
    submit_label = _("Check")
    done = _("The check has begun.")
    header_icon = "tick-inverse"
    trail = (*TRAIL, ("staff:book_checks", _("Health of the books")))

    def get_back_url(self) -> str:
        return reverse("staff:book_checks")

    def perform(self, data: dict[str, Any]) -> CheckRun:
        return ask_check(actor=self.actor)
