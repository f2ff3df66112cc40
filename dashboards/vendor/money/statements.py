"""A market's months: opening, what came and went, closing; as a page, a paper and a workbook."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.months import NamedMonth, months_of, named, read_month, title_of
from commerce.earnings.payouts.selectors.statements import statement_of_month
from commerce.earnings.payouts.services.files import ask_statement_file
from commerce.foundation.core.errors import DomainError
from dashboards.base.actions import NewRowAction
from dashboards.base.columns import Badge, Column, Jalali
from dashboards.base.downloads import download
from dashboards.base.earnings import FormatForm, statement_context, subject_of
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.progress import Progress, refreshing
from dashboards.base.screens import GuardedScreen, RowScreen
from dashboards.vendor.money.earning_policies import FILES, EarningsSide
from dashboards.vendor.money.policies import MONEY

TRAIL = (("vendor:money", _("Money")), ("vendor:statements", _("Statements by month")))


class StatementList(EarningsSide, GuardedScreen):
    """The months of the market, newest first."""

    permission_policy = MONEY
    template_name = "dashboards/vendor/money/statements.html"
    page_title = _("Statements by month")
    header_icon = "doc-full"
    trail = TRAIL[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = [
            {"title": title_of(one.month, language()), "row": one, "url": statement_url(one.code)}
            for one in months_of(self.market_ref)
        ]
        return super().get_context_data(**kwargs) | {"months": months}


def statement_url(code: str) -> str:
    return reverse("vendor:statement", args=[code])


class OfMonth(EarningsSide):
    """A screen about one month, named in its address."""

    @cached_property
    def month(self) -> NamedMonth:
        try:
            return named(read_month(self.kwargs["month"]))  # type: ignore[attr-defined]
        except DomainError as error:
            raise Http404 from error

    @property
    def title(self) -> str:
        return title_of(self.month.month, language())


class Statement(OfMonth, GuardedScreen):
    """One month: what stood, what moved and why, what stands."""

    permission_policy = MONEY
    template_name = "dashboards/vendor/money/statement.html"
    header_icon = "doc-full"
    trail = TRAIL

    def get_page_title(self) -> str:
        return gettext("Statement of %(month)s") % {"month": self.title}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statement = statement_of_month(market_ref=self.market_ref, month=self.month.month)
        return super().get_context_data(**kwargs) | statement_context(statement, self.month)


class AskStatementFile(OfMonth, NewRowAction):
    """The month as a paper or a workbook; what was written before is given again."""

    permission_policy = FILES
    page_title = _("The statement as a file")
    intro = _("A worker writes the file; you find it in the list of files.")
    submit_label = _("Write the file")
    header_icon = "download"
    trail = TRAIL
    form_class = FormatForm

    def get_back_url(self) -> str:
        return statement_url(self.month.code)

    def get_success_url(self) -> str:
        return reverse("vendor:earnings_files")

    def get_done(self) -> Any:
        return _("The file is ready.") if self.outcome.file else _("The file is being written.")

    def perform(self, data: dict[str, Any]) -> EarningsFile:
        return ask_statement_file(
            actor=self.actor,
            market_ref=self.market_ref,
            month=self.month.month,
            format=data["format"],
            language=language(),
        )


class Download(Column):
    """The way to the file, when it is written."""

    def get_value(self, instance: Any) -> Any:
        if not instance.file:
            return instance.problem
        url = reverse("vendor:earnings_file", args=[instance.public_id])
        return format_html('<a class="button button-small" href="{}">{}</a>', url, _("Download"))


class FileList(EarningsSide, ListScreen):
    """The files of the market on screen, newest first."""

    permission_policy = FILES
    model = EarningsFile
    page_title = _("Files of earnings")
    header_icon = "download"
    trail = TRAIL[:1]
    columns = [
        Column("subject", label=_("File"), accessor=subject_of),
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

    def get_base_queryset(self) -> QuerySet[EarningsFile]:
        return super().get_base_queryset().filter(market_ref=self.market_ref)

    def order_queryset(self, rows: QuerySet[EarningsFile]) -> QuerySet[EarningsFile]:
        return rows.order_by("-pk")


class DownloadFile(EarningsSide, RowScreen):
    """The file itself, for those who may see the market's money."""

    permission_policy = FILES

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.row.file:
            raise Http404
        return download(self.row.file, name=self.row.name)
