"""Settlement files: the list, one with its dry run, and the file itself."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.chart import CHART
from commerce.money.ledger.services import EntryDraft
from commerce.money.reconciliation.entries import total_of
from commerce.money.reconciliation.models import StatementFile, StatementRow
from commerce.money.reconciliation.selectors import entries_to_post, missing_of, sums_of
from dashboards.base.columns import Badge, Jalali, Link, Plain
from dashboards.base.counting import capped_counts
from dashboards.base.downloads import download
from dashboards.base.lists import ListScreen
from dashboards.base.progress import LOOK_AGAIN_SECONDS
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.policies import STATEMENTS
from dashboards.staff.remittances.owners import name_actors

TRAIL = (("staff:statements", _("Settlement files")),)
Status = StatementFile.Status
# Of many entries for differences, so many are shown; all are summed.
SHOWN_ENTRIES = 30


def file_url(file: StatementFile) -> str:
    return reverse("staff:statement", args=[file.public_id])


def days_of(file: StatementFile) -> str:
    return f"{jalali_date(file.first_day)} – {jalali_date(file.last_day)}" if file.first_day else ""


class StatementList(ListScreen):
    """What banks say to have paid out, newest first."""

    permission_policy = STATEMENTS
    model = StatementFile
    page_title = _("Settlement files")
    header_icon = "doc-full"
    template_name = "dashboards/staff/reconciliation/files.html"
    tabs = {
        "": (_("All"), {}),
        "open": (_("Being worked on"), {"status__in": [Status.UPLOADED, Status.READING, Status.READ]}),
        "waiting": (_("Wait for approval"), {"status": Status.SUBMITTED}),
        "posted": (_("Posted"), {"status": Status.POSTED}),
    }
    columns = [
        Link("name", label=_("File"), to=file_url),
        Badge("status", label=_("Status")),
        Plain("gateway", label=_("Gateway"), accessor=lambda file: file.gateway.title),
        Plain("days", label=_("Days"), accessor=days_of),
        Jalali("uploaded_at", label=_("Uploaded")),
    ]
    empty_title = _("No settlement files yet")
    empty_text = _("Upload what a bank sends about its payouts, as CSV or XLSX.")

    def order_queryset(self, rows: QuerySet[StatementFile]) -> QuerySet[StatementFile]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[StatementFile]) -> QuerySet[StatementFile]:
        return rows.select_related("gateway")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_make = STATEMENTS.user_has_permission(self.request.user, "make")
        return super().get_context_data(**kwargs) | {"may_make": may_make}


class StatementDetail(RowScreen):
    """One file: how its rows came out, and the very entries it will post."""

    permission_policy = STATEMENTS
    template_name = "dashboards/staff/reconciliation/file.html"
    header_icon = "doc-full"
    trail = TRAIL

    def get_page_title(self) -> str:
        return str(self.row.name)

    def get_row_queryset(self) -> QuerySet[StatementFile]:
        return self.get_base_queryset().select_related("gateway")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().get(request, *args, **kwargs)
        if self.row.status == Status.READING:
            answer["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        file, user = self.row, self.request.user
        sums, drafts = sums_of(file), entries_to_post(file)
        people = {act: getattr(file, act) for act in ("uploaded_by", "submitted_by", "checked_by")}
        names = name_actors(people.values())
        return super().get_context_data(**kwargs) | {
            **{act: names.get(key, "") for act, key in people.items()},
            "file": file,
            "days": days_of(file),
            "reading": file.readings.first(),
            "outcomes": [(outcome, StatementRow.Outcome(outcome).label, sums[outcome]) for outcome in sums],
            "missing": capped_counts({"rows": missing_of(file)})["rows"],
            "drafts": [(draft, list(map(_shown, draft.postings))) for draft in drafts[:SHOWN_ENTRIES]],
            "more_drafts": max(len(drafts) - SHOWN_ENTRIES, 0),
            "totals": _totals(drafts),
            "may_make": STATEMENTS.user_has_permission(user, "make"),
            "may_check": STATEMENTS.user_has_permission(user, "check")
            and self.actor.key not in {file.uploaded_by, file.submitted_by},
        }


class DownloadStatement(RowScreen):
    """The file as the bank sent it."""

    permission_policy = STATEMENTS

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return download(self.row.file, name=self.row.name)


def _shown(posting: Any) -> tuple[Any, int, int]:
    return CHART[posting.account.kind].title, max(posting.amount, 0), max(-posting.amount, 0)


def _totals(drafts: list[EntryDraft]) -> list[tuple[Any, int, int]]:
    moved = sorted(total_of(drafts).items(), key=lambda total: -total[1])
    return [(CHART[ref.kind].title, max(amount, 0), max(-amount, 0)) for ref, amount in moved]
