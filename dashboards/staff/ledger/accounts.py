"""The accounts of a kind, and the statement of one."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from commerce.foundation.core.sheets import safe_cell, write_xlsx
from commerce.foundation.core.text import clean_text
from commerce.money.ledger.chart import CHART
from commerce.money.ledger.kinds import AccountKind
from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors import Place, balances_of, balances_on, postings_between, statement_of
from commerce.money.ledger.services import export_rows
from dashboards.base.columns import Column, Link
from dashboards.base.fields import JalaliDateField
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.ledger.columns import Rials
from dashboards.staff.ledger.forms import DaysForm
from dashboards.staff.ledger.links import links_of, owners_of
from dashboards.staff.policies import ACCOUNTS

TRAIL = (("staff:ledger", _("Trial balance")),)
# More rows than this are written by a worker.
STREAMED_ROWS = 50_000


def account_url(account: Account) -> str:
    return reverse("staff:account", args=[account.pk])


class AccountFilters(ListFilters):
    """By the owner's reference, as of the end of a day."""

    searched = ("owner_ref",)
    until = JalaliDateField(label=_("As of the end of"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = JalaliDateField(label=_("As of the end of"), required=False)
        self.fields["q"].label = _("Owner's id")
        self.fields["q"].widget.attrs["dir"] = "ltr"

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        self.is_valid()
        typed = clean_text(self.cleaned_data.get("q") or "")
        return rows.filter(owner_ref=typed) if typed else rows


class AccountList(ListScreen):
    """Whose money a kind of account holds."""

    permission_policy = ACCOUNTS
    model = Account
    header_icon = "list-ul"
    trail = TRAIL
    row_key = ""
    filters_class = AccountFilters
    columns = [
        Link("owner", label=_("Owner"), accessor=lambda account: account.owner.title, to=account_url),
        Column("owner_ref", label=_("Owner's id"), classname="desk-ltr"),
        Rials("shown", label=_("Balance (rial)")),
    ]
    empty_title = _("Nobody has such an account yet")
    empty_text = _("An account is opened by its first posting.")
    list_export = ["owner", "owner_kind", "owner_ref", "shown"]
    export_headings = {
        "owner": _("Owner"),
        "owner_kind": _("owner kind"),
        "owner_ref": _("Owner's id"),
        "shown": _("Balance (rial)"),
    }
    export_filename = "accounts"

    @cached_property
    def kind(self) -> AccountKind:
        if self.kwargs["kind"] not in CHART:
            raise Http404
        return CHART[self.kwargs["kind"]]

    def get_page_title(self) -> Any:
        return self.kind.title

    def get_page_subtitle(self) -> Any:
        return self.kind.meaning

    def get_base_queryset(self) -> QuerySet[Account]:
        return super().get_base_queryset().filter(kind=self.kind.code)

    def order_queryset(self, rows: QuerySet[Account]) -> QuerySet[Account]:
        return rows.order_by("owner_kind", "owner_ref")

    def furnish(self, rows: list[Any]) -> list[Any]:
        day = self.filter_form.cleaned_data.get("until")
        now = balances_of([account.ref for account in rows]) if day is None else {}
        then = balances_on(accounts=rows, day=day) if day else {}
        owners = owners_of(rows, self.request.user)
        for account in rows:
            account.shown = then[account.pk] if day else now[account.ref]
            account.owner = owners[account.owner_kind, account.owner_ref]
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            "owner": str(item.owner.title),
            "owner_kind": item.owner_kind,
            "owner_ref": item.owner_ref,
            "shown": item.shown,
        }


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
        trial = {"url": reverse("staff:ledger"), "label": TRAIL[0][1]}
        return [*self.breadcrumbs_items, trial, kind, {"url": "", "label": self.owner.title}]

    @cached_property
    def owner(self) -> Any:
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
    import csv

    class Line:
        def write(self, text: str) -> str:
            return text

    shown, writer = language(), csv.writer(Line())
    yield "\ufeff".encode()
    while True:
        with override(shown):
            row = next(rows, None)
        if row is None:
            return
        yield writer.writerow([safe_cell(cell) for cell in row]).encode()
