"""The trial balance and the chart of accounts: from here every number leads down to its entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.foundation.core import clock
from commerce.foundation.core.sheets import write_csv, write_xlsx
from commerce.money.ledger.kinds import AccountClass
from commerce.money.ledger.selectors import KindTurnover, trial_balance_of_days
from dashboards.base.screens import GuardedScreen
from dashboards.staff.ledger.forms import TrialForm
from dashboards.staff.policies import BOOKS

WRITERS = {"csv": (write_csv, "text/csv; charset=utf-8"), "xlsx": (write_xlsx, "application/vnd.ms-excel")}


@dataclass(frozen=True)
class Total:
    """The sums of some lines; of a whole trial balance, both sides are equal."""

    lines: Sequence[KindTurnover]

    @property
    def debit(self) -> int:
        return sum(line.debit for line in self.lines)

    @property
    def credit(self) -> int:
        return sum(line.credit for line in self.lines)

    @property
    def closing_debit(self) -> int:
        return sum(line.closing_debit for line in self.lines)

    @property
    def closing_credit(self) -> int:
        return sum(line.closing_credit for line in self.lines)

    @property
    def is_equal(self) -> bool:
        return self.debit == self.credit and self.closing_debit == self.closing_credit


@dataclass(frozen=True)
class ClassOfLines:
    """The lines of a class of accounts, with their total."""

    account_class: AccountClass
    lines: list[KindTurnover]

    @property
    def total(self) -> Total:
        return Total(self.lines)

    @property
    def balance(self) -> int:
        return sum(line.closing for line in self.lines) * self.account_class.side


def by_class(lines: Sequence[KindTurnover]) -> list[ClassOfLines]:
    """The lines under the headings of their classes."""
    return [ClassOfLines(cls, list(group)) for cls, group in groupby(lines, key=lambda line: line.kind.account_class)]


class TrialBalance(GuardedScreen):
    """What every kind of account stands at, and what moved in some days."""

    permission_policy = BOOKS
    template_name = "dashboards/staff/ledger/trial.html"
    page_title = gettext_lazy("Trial balance")
    header_icon = "table"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("export")
        return self.as_file(wanted) if wanted in WRITERS else super().get(request, *args, **kwargs)

    @cached_property
    def form(self) -> TrialForm:
        return TrialForm(self.request.GET)

    @cached_property
    def lines(self) -> list[KindTurnover]:
        since, until = self.form.day("since"), self.form.day("until")
        return trial_balance_of_days(since=since or date.min, until=until or clock.today())

    def as_file(self, wanted: str) -> HttpResponse:
        write, content_type = WRITERS[wanted]
        answer = HttpResponse(write(self.rows()), content_type=content_type)
        answer["Content-Disposition"] = f'attachment; filename="trial-balance.{wanted}"'
        return answer

    def rows(self) -> Iterator[Sequence[Any]]:
        yield (
            _("number"), _("account"), _("opening (rial)"), _("debit (rial)"), _("credit (rial)"),
            _("closing debit (rial)"), _("closing credit (rial)"),
        )  # fmt: skip
        for line in self.lines:
            kind = line.kind
            closing = (line.closing_debit, line.closing_credit)
            yield kind.number, str(kind.title), line.opening, line.debit, line.credit, *closing

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "form": self.form,
            "days": self.form.query,
            "classes": by_class(self.lines),
            "total": Total(self.lines),
            "media": self.form.media,
        }


class Chart(GuardedScreen):
    """Every kind of account in a sentence, with what it stands at now."""

    permission_policy = BOOKS
    template_name = "dashboards/staff/ledger/chart.html"
    page_title = gettext_lazy("Chart of accounts")
    header_icon = "list-ul"
    trail = (("staff:ledger", gettext_lazy("Trial balance")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"classes": by_class(trial_balance_of_days(until=date.max))}
