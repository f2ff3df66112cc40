"""Runs: what one would do, beginning one, and what became of each market in it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.earnings.payouts import services
from commerce.earnings.payouts.models import Outcome, Payout, PayoutRun
from commerce.earnings.payouts.selectors.runs import Forecast, forecast, since_of
from commerce.foundation.core import clock
from commerce.foundation.core.text import group_digits
from commerce.money.remittances.models import Remittance
from dashboards.base.actions import NewRowAction, RowAction, Text
from dashboards.base.columns import Badge, Jalali, Link, Number, Plain, Toman
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.progress import Progress, refreshing
from dashboards.base.screens import GuardedScreen, RowScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.payouts.lists import TRAIL, payout_url
from dashboards.staff.payouts.naming import markets_of, name_markets
from dashboards.staff.payouts.policies import MARKETS, RUNS
from dashboards.staff.remittances.owners import name_actors

RUN_TRAIL = (*TRAIL, ("staff:payruns", _("Runs")))
MOST_SHOWN = 500


def run_url(run: PayoutRun) -> str:
    return reverse("staff:payrun", args=[run.public_id])


def day_of(run: PayoutRun) -> str:
    return jalali_date(run.day)


class RunList(ListScreen):
    """Runs, newest first."""

    permission_policy = RUNS
    model = PayoutRun
    page_title = _("Payout runs")
    header_icon = "history"
    trail = TRAIL
    columns = [
        Link("day", label=_("Day"), accessor=day_of, to=run_url),
        Plain("scope", label=_("Whom"), accessor=lambda run: run.get_scope_display()),
        Badge("status", label=_("Status")),
        Progress("percent", label=_("Progress")),
        Number("paid", label=_("Payouts")),
        Toman("total", label=_("Total")),
        Plain("asker", label=_("Asked by")),
        Jalali("asked_at", label=_("Asked")),
    ]
    empty_title = _("No runs yet")
    empty_text = _("On every working day one makes itself; you may ask for another.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("What a run would do"), url=reverse("staff:payouts_ahead"), icon_name="view")]

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return refreshing(super().get(request, *args, **kwargs), self.get_base_queryset())

    def order_queryset(self, rows: QuerySet[PayoutRun]) -> QuerySet[PayoutRun]:
        return rows.order_by("-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        names = name_actors(run.asked_by for run in rows)
        for run in rows:
            run.asker = names[run.asked_by]
        return rows


class RunDetail(RowScreen):
    """Who was paid in a run, who was not, and why."""

    permission_policy = RUNS
    template_name = "dashboards/staff/payouts/run.html"
    header_icon = "history"
    trail = RUN_TRAIL

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return refreshing(super().get(request, *args, **kwargs), PayoutRun.objects.filter(pk=self.row.pk))

    def get_page_title(self) -> str:
        return gettext("Payout run of %(day)s") % {"day": day_of(self.row)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = list(self.row.lines.select_related("payout")[:MOST_SHOWN])
        asked = Remittance.objects.filter(payout__run=self.row, status=Remittance.Status.ASKED).exists()
        decides = RUNS.user_has_permission(self.request.user, "approve") and self.row.asked_by != self.actor.key
        return super().get_context_data(**kwargs) | {
            "run": self.row,
            "lines": name_markets(lines),
            "asker": name_actors([self.row.asked_by])[self.row.asked_by],
            "may_approve": asked and decides,
        }


class ApproveRun(RowAction):
    """Agree to all that a run proposed."""

    permission_policy = RUNS
    action = "approve"
    page_title = _("Approve the payouts of the run")
    intro = _("All payouts of this run that wait are approved; large ones wait for a second person.")
    submit_label = _("Approve")
    header_icon = "history"
    trail = RUN_TRAIL
    is_serious = True

    def get_back_url(self) -> str:
        return run_url(self.row)

    def get_done(self) -> Text:
        counts = {name: group_digits(getattr(self.outcome, name), language=language()) for name in COUNTS}
        return gettext("%(approved)s approved, %(waiting)s wait for another person.") % counts

    def perform(self, data: dict[str, Any]) -> services.Approved:
        return services.approve_run(actor=self.actor, run=self.row)


COUNTS = ("approved", "waiting")


class ScopeForm(forms.Form):
    scope = forms.ChoiceField(label=_("Whom"), choices=PayoutRun.Scope.choices)


class RunAhead(GuardedScreen):
    """Who would get what if a run began now, who not, and why."""

    permission_policy = RUNS
    template_name = "dashboards/staff/payouts/ahead.html"
    page_title = _("What a run would do")
    header_icon = "view"
    trail = TRAIL

    @property
    def scope(self) -> str:
        wanted = self.request.GET.get("scope", "")
        return wanted if wanted in PayoutRun.Scope.values else str(PayoutRun.Scope.DUE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = clock.today()
        since = since_of(day)
        found = forecast(scope=self.scope, since=since, day=day)
        paid = [one.judgement.amount for one in found if one.judgement.is_paid]
        return super().get_context_data(**kwargs) | {
            "scopes": [
                {"label": label, "url": f"?scope={scope}", "current": scope == self.scope}
                for scope, label in PayoutRun.Scope.choices
            ],
            "scope": self.scope,
            "day": day,
            "since": since if since < day else None,
            "lines": _told(found[:MOST_SHOWN]),
            "is_cut": len(found) > MOST_SHOWN,
            "paid": len(paid),
            "total": sum(paid),
            "may_start": RUNS.user_has_permission(self.request.user, "start"),
        }


def _told(found: list[Forecast]) -> list[dict[str, Any]]:
    markets = markets_of(one.turn.market_ref for one in found)
    return [
        {
            "market": markets.get(one.turn.market_ref),
            "due_on": one.turn.due_on,
            "amount": one.judgement.amount,
            "netted": one.standing.free - one.standing.payable,
            "is_paid": one.judgement.is_paid,
            "outcome": Outcome(one.judgement.outcome).label,
        }
        for one in found
    ]


class StartRun(NewRowAction):
    """Begin a run; a worker goes through the markets."""

    permission_policy = RUNS
    action = "start"
    page_title = _("Begin a run")
    intro = _("Payouts are made for all markets whose turn it is; another person approves them.")
    submit_label = _("Begin")
    done = _("The run has begun.")
    header_icon = "history"
    trail = TRAIL
    form_class = ScopeForm

    def get_initial(self) -> dict[str, Any]:
        return {"scope": self.request.GET.get("scope", "")}

    def get_back_url(self) -> str:
        return reverse("staff:payouts_ahead")

    def get_success_url(self) -> str:
        return run_url(self.outcome)

    def perform(self, data: dict[str, Any]) -> PayoutRun:
        return services.ask_run(actor=self.actor, scope=data["scope"])


class PayNow(RowAction):
    """Pay one market out of its turn."""

    permission_policy = MARKETS
    action = "start"
    row_key = "handle"
    page_title = _("Pay this market now")
    intro = _("All that is free goes to its default bank account, its debt taken off; another person approves it.")
    submit_label = _("Make the payout")
    done = _("The payout waits for approval.")
    header_icon = "upload"
    trail = TRAIL
    is_serious = True

    def get_back_url(self) -> str:
        return reverse("staff:payouts_ahead")

    def get_success_url(self) -> str:
        return payout_url(self.outcome)

    def perform(self, data: dict[str, Any]) -> Payout:
        return services.pay_now(actor=self.actor, market_ref=self.row.public_id)
