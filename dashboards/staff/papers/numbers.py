"""Whether the numbers of every issuer and year are all there."""

from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import group_digits
from commerce.money.invoices.models import InvoiceSeries
from commerce.money.invoices.selectors import SeriesState, states_of_series
from dashboards.base.columns import Column, Jalali, Number, Plain, badge
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.staff.papers.policies import SERIES


def completeness(series: Any) -> SafeString:
    """Whether the numbers from one to the last are there, in words."""
    state: SeriesState = series.state
    if not state.is_complete:
        return badge("failed", gettext("a number is missing"))
    told = {"last": group_digits(series.last_number, language=language())}
    return badge("done", gettext("1 to %(last)s, complete") % told)


class SeriesList(ListScreen):
    """Issuers and years, the newest first."""

    permission_policy = SERIES
    model = InvoiceSeries
    page_title = _("Numbers of invoices")
    header_icon = "list-ol"
    trail = (("staff:invoices", _("Invoices")),)
    columns = [
        Plain("issuer_name", label=_("Issuer"), accessor=lambda series: series.state.issuer_name),
        Plain("jalali_year", label=_("Jalali year")),
        Number("last_number", label=_("Last number")),
        Number("papers", label=_("Papers"), accessor=lambda series: series.state.papers),
        Number("waiting", label=_("Waiting"), accessor=lambda series: series.state.waiting),
        Column("complete", label=_("Numbers"), accessor=completeness),
        Jalali("last_issued_at", label=_("Last issued")),
    ]
    empty_title = _("No numbers yet")
    empty_text = _("The first invoice of an issuer in a year is number one.")

    def order_queryset(self, rows: QuerySet[InvoiceSeries]) -> QuerySet[InvoiceSeries]:
        return rows.order_by("-jalali_year", "-last_issued_at", "-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        for series, state in zip(rows, states_of_series(rows), strict=True):
            series.state = state
        return rows
