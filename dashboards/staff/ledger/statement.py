"""The statement of an account: on screen a page at a time, or as a file."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from commerce.foundation.core.sheets import safe_cell, write_xlsx
from commerce.money.ledger.chart import CHART
from commerce.money.ledger.kinds import AccountKind
from commerce.money.ledger.selectors import Place, balances_of, postings_between, statement_of
from commerce.money.ledger.services import export_rows
from dashboards.base.languages import language
from dashboards.base.screens import RowScreen
from dashboards.staff.ledger.forms import DaysForm
from dashboards.staff.ledger.links import Link, links_of, owners_of
from dashboards.staff.policies import ACCOUNTS

# More rows than this are written by a worker.
STREAMED_ROWS = 50_000


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


class StatementOfAccount(RowScreen):
    """The postings of an account with the balance after each, newest first."""

    permission_policy = ACCOUNTS
    row_key = "pk"
    template_name = "dashboards/staff/ledger/statement.html"
    header_icon = "list-ul"

    @cached_property
    def form(self) -> DaysForm:
        return DaysForm(self.request.GET)

    @cached_property
    def kind(self) -> AccountKind:
        return CHART[self.row.kind]

    def get_page_title(self) -> Any:
        return self.kind.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        kind = {"url": reverse("staff:kind", args=[self.kind.code]), "label": self.kind.title}
        trial = {"url": reverse("staff:ledger"), "label": _("Trial balance")}
        return [*self.breadcrumbs_items, trial, kind, {"url": "", "label": self.owner.title}]

    @cached_property
    def owner(self) -> Link:
        return owners_of([self.row], self.request.user)[self.row.owner_kind, self.row.owner_ref]

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("export")
        return self.as_file(wanted) if wanted in {"csv", "xlsx"} else super().get(request, *args, **kwargs)

    def as_file(self, wanted: str) -> HttpResponse:
        """The statement at once where it is short, else the form by which a worker is asked."""
        days = {"since": self.form.day("since"), "until": self.form.day("until")}
        if postings_between(account=self.row, **days).order_by()[: STREAMED_ROWS + 1].count() > STREAMED_ROWS:
            query = f"{self.form.query}&format={wanted}"
            return redirect(f"{reverse('staff:account_export', args=[self.row.pk])}?{query}")
        rows = export_rows(account=self.row, **days)
        if wanted == "csv":
            answer: HttpResponse = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")  # type: ignore[assignment]
        else:
            answer = HttpResponse(write_xlsx(rows), content_type="application/vnd.ms-excel")
        answer["Content-Disposition"] = f'attachment; filename="statement.{wanted}"'
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        since, until = self.form.day("since"), self.form.day("until")
        place = Place.read(self.request.GET.get("before", ""))
        statement = statement_of(account=self.row, since=since, until=until, before=place)
        links = links_of(statement.lines, self.request.user)
        return context | {
            "form": self.form,
            "days": self.form.query,
            "kind": self.kind,
            "owner": self.owner,
            "balance": balances_of([self.row.ref])[self.row.ref],
            "lines": [(line, links[line.cause_kind, line.cause_ref]) for line in statement.lines],
            "older": statement.older,
            "is_continued": place is not None,
            "media": self.form.media,
        }


def csv_lines(rows: Iterator[Any]) -> Iterator[bytes]:
    """Rows as CSV; the stream outlives the view, so it takes the view's language along."""
    shown, writer = language(), csv.writer(Echo())
    yield "\ufeff".encode()
    while True:
        with override(shown):
            row = next(rows, None)
        if row is None:
            return
        yield writer.writerow([safe_cell(cell) for cell in row]).encode()
