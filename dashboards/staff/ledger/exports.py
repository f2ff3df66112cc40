"""Files of the books that a worker writes."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from commerce.money.ledger.chart import CHART
from commerce.money.ledger.models import Export
from commerce.money.ledger.services import ask_export
from dashboards.base.actions import NewRowAction
from dashboards.base.columns import Badge, Jalali
from dashboards.base.downloads import download
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.progress import Progress, refreshing
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.ledger.forms import ExportForm
from dashboards.staff.policies import ACCOUNTS, EXPORTS

TRAIL = (("staff:ledger", _("Trial balance")), ("staff:exports", _("Files of the books")))


def subject_of(export: Export) -> str:
    """What a file is about, and of which days."""
    what = str(CHART[export.account.kind].title) if export.account else str(_("Journal"))
    return f"{what} · {jalali_date(export.since) or '…'} – {jalali_date(export.until) or '…'}"


class Download(Column):
    """The way to the file, when it is written."""

    def get_value(self, instance: Any) -> Any:
        if not instance.file:
            return instance.problem
        url = reverse("staff:export", args=[instance.public_id])
        return format_html('<a class="button button-small" href="{}">{}</a>', url, _("Download"))


class ExportList(ListScreen):
    """The newest files first."""

    permission_policy = EXPORTS
    model = Export
    page_title = _("Files of the books")
    header_icon = "download"
    trail = TRAIL[:1]
    template_name = "dashboards/staff/ledger/exports.html"
    columns = [
        Column("subject", label=_("File"), accessor=subject_of),
        Column("format", label=_("format"), classname="desk-ltr"),
        Badge("status", label=_("Status")),
        Progress("percent", label=_("Progress")),
        Jalali("asked_at", label=_("Asked")),
        Download("file", label=_("Download")),
    ]
    empty_title = _("No files yet")
    empty_text = _("Long statements and the journal are written here, while you do something else.")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return refreshing(super().get(request, *args, **kwargs), self.get_base_queryset())

    def order_queryset(self, rows: QuerySet[Export]) -> QuerySet[Export]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Export]) -> QuerySet[Export]:
        return rows.select_related("account")


class DownloadExport(RowScreen):
    """The file itself, for those who may read the books."""

    permission_policy = EXPORTS

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.row.file:
            raise Http404
        return download(self.row.file, name=f"ledger.{self.row.format}")


class ExportJournal(NewRowAction):
    """Asking a worker for the postings of some days."""

    permission_policy: Any = EXPORTS
    page_title = _("The journal as a file")
    form_class = ExportForm
    intro = _("A worker writes the file; you find it in the list of files.")
    submit_label = _("Write the file")
    done = _("The file is being written.")
    header_icon = "download"
    trail = TRAIL

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {name: asked[name] for name in ("since", "until", "format") if name in asked}

    def get_back_url(self) -> str:
        return reverse("staff:exports")

    def get_account(self) -> Any:
        return None

    def perform(self, data: dict[str, Any]) -> Export:
        return ask_export(actor=self.actor, account=self.get_account(), language=language(), **data)


class ExportStatement(ExportJournal):
    """The same of one account."""

    permission_policy = ACCOUNTS
    action = "view"
    row_key = "pk"
    page_title = _("The statement as a file")

    def get_account(self) -> Any:
        return self.row
