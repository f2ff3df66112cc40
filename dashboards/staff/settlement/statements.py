"""The months of a market as staff read them, and the files that were written of them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.months import NamedMonth, named, read_month, title_of
from commerce.earnings.payouts.selectors.statements import statement_of_month
from commerce.earnings.payouts.services.files import ask_statement_file
from commerce.foundation.core.errors import DomainError
from commerce.shop.markets.models import Market
from dashboards.base.actions import RowAction
from dashboards.base.columns import Badge, Column, Jalali
from dashboards.base.downloads import download
from dashboards.base.earnings import FormatForm, statement_context, subject_of
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.progress import Progress, refreshing
from dashboards.base.screens import RowScreen
from dashboards.staff.settlement.policies import FILES, MARKETS

TRAIL = (("staff:settlement", _("Settlement")), ("staff:settlement_markets", _("Money of markets")))


class OfMonth:
    """A screen about one month of one market."""

    permission_policy = MARKETS
    row_key = "handle"
    header_icon = "doc-full"
    trail: tuple[tuple[str, Any], ...] = TRAIL

    @cached_property
    def month(self) -> NamedMonth:
        try:
            return named(read_month(self.kwargs["month"]))  # type: ignore[attr-defined]
        except DomainError as error:
            raise Http404 from error


class Statement(OfMonth, RowScreen):
    """One month of a market."""

    template_name = "dashboards/staff/settlement/statement.html"

    def get_page_title(self) -> str:
        told = {"market": self.row.name, "month": title_of(self.month.month, language())}
        return gettext("%(market)s: statement of %(month)s") % told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statement = statement_of_month(market_ref=self.row.public_id, month=self.month.month)
        return super().get_context_data(**kwargs) | statement_context(statement, self.month) | {"market": self.row}


class AskStatementFile(OfMonth, RowAction):
    """The month as a paper or a workbook."""

    action = "view"
    page_title = _("The statement as a file")
    intro = _("A worker writes the file; you find it in the list of files.")
    submit_label = _("Write the file")
    done = _("The file is in the list, or being written.")
    form_class = FormatForm

    def get_back_url(self) -> str:
        return reverse("staff:settlement_statement", args=[self.row.handle, self.month.code])

    def get_success_url(self) -> str:
        return reverse("staff:settlement_files")

    def perform(self, data: dict[str, Any]) -> EarningsFile:
        return ask_statement_file(
            actor=self.actor,
            market_ref=self.row.public_id,
            month=self.month.month,
            format=data["format"],
            language=language(),
        )


class Download(Column):
    """The way to the file, when it is written."""

    def get_value(self, instance: Any) -> Any:
        if not instance.file:
            return instance.problem
        url = reverse("staff:settlement_file", args=[instance.public_id])
        return format_html('<a class="button button-small" href="{}">{}</a>', url, _("Download"))


class FileList(ListScreen):
    """Files of all markets, newest first."""

    permission_policy = FILES
    model = EarningsFile
    page_title = _("Files of earnings")
    header_icon = "download"
    trail = TRAIL[:1]
    columns = [
        Column("subject", label=_("File"), accessor=subject_of),
        Column("market_name", label=_("Market")),
        Column("format", label=_("format"), classname="desk-ltr"),
        Badge("status", label=_("Status")),
        Progress("percent", label=_("Progress")),
        Jalali("asked_at", label=_("Asked")),
        Download("file", label=_("Download")),
    ]
    empty_title = _("No files yet")
    empty_text = _("Statements and long lists are written here, while you do something else.")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return refreshing(super().get(request, *args, **kwargs), self.get_base_queryset())

    def order_queryset(self, rows: QuerySet[EarningsFile]) -> QuerySet[EarningsFile]:
        return rows.order_by("-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        names = dict(
            Market.objects.filter(public_id__in={row.market_ref for row in rows}).values_list("public_id", "name")
        )
        for row in rows:
            row.market_name = names.get(row.market_ref, row.market_ref)
        return rows


class DownloadFile(RowScreen):
    """The file itself, for those who may see the money of markets."""

    permission_policy = FILES

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.row.file:
            raise Http404
        return download(self.row.file, name=self.row.name)
