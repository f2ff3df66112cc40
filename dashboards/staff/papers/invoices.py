"""All invoices and credit notes, whoever gave them out."""

from typing import Any

from django.db.models import Count, F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.money.invoices.models import Invoice, InvoiceSeries, Paper
from commerce.money.invoices.services import retry_paper
from dashboards.base.actions import RowAction
from dashboards.base.columns import Jalali, Plain, Toman
from dashboards.base.lists import ListScreen
from dashboards.base.papers import EXPORT, Handing, InvoiceFilters, KindOf, NumberLink, as_export, paper_context
from dashboards.base.screens import RowScreen
from dashboards.staff.papers.policies import INVOICES, PROFILES, RUNS

Kind = Invoice.Kind
FAILED = Paper.Status.FAILED
TRAIL = (("staff:invoices", _("Invoices")),)


def invoice_url(invoice: Invoice) -> str:
    return reverse("staff:invoice", args=[invoice.public_id])


class InvoiceList(ListScreen):
    """All papers, newest first, and above them whether every number is there."""

    permission_policy = INVOICES
    model = Invoice
    page_title = _("Invoices")
    header_icon = "doc-full-inverse"
    template_name = "dashboards/staff/papers/invoices.html"
    filters_class = InvoiceFilters
    tabs = {
        "": (_("All"), {}),
        "markets": (_("Of markets"), {"issuer_kind": "market"}),
        "platform": (_("Of the platform"), {"issuer_kind": "platform"}),
        "waiting": (_("Waiting for a number"), {"number": None}),
        "failed": (_("Print failed"), {"papers__status": FAILED}),
    }
    columns = [
        NumberLink("label", label=_("Number"), to=invoice_url),
        KindOf("kind", label=_("Kind")),
        Plain("issuer_name", label=_("Issuer")),
        Plain("buyer_name", label=_("Buyer")),
        Plain("order_number", label=_("Order")),
        Toman("tax", label=_("Tax")),
        Toman("total", label=_("Total")),
        Jalali("asked_at", label=_("Time")),
    ]
    empty_title = _("No invoices yet")
    empty_text = _("Each paid order has its invoice here, numbered by itself.")
    list_export = list(EXPORT)
    export_headings = EXPORT
    export_filename = "invoices"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        user = self.request.user
        doors = (
            (True, _("Numbers"), "staff:invoice_series", "list-ol"),
            (RUNS.user_has_permission(user, "view"), _("Commission invoices"), "staff:commission_runs", "date"),
            (PROFILES.user_has_permission(user, "add"), _("Tax profile of the platform"), "staff:tax_profile", "cog"),
        )
        return [HeaderButton(label, url=reverse(name), icon_name=icon) for opens, label, name, icon in doors if opens]

    def order_queryset(self, rows: QuerySet[Invoice]) -> QuerySet[Invoice]:
        return rows.order_by("-asked_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counted = InvoiceSeries.objects.annotate(papers=Count("invoices"))
        return super().get_context_data(**kwargs) | {
            "broken": counted.exclude(papers=F("last_number")).count(),
            "series": InvoiceSeries.objects.count(),
            "waiting": Invoice.objects.unnumbered().count(),
            "failed": Paper.objects.filter(status=FAILED).count(),
        }

    def to_row_dict(self, item: Invoice) -> dict[str, Any]:
        return as_export(item)


class InvoiceDetail(RowScreen):
    """One paper in full, with its prints."""

    permission_policy = INVOICES
    template_name = "dashboards/staff/papers/invoice.html"
    header_icon = "doc-full-inverse"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[Invoice]:
        return self.get_base_queryset().select_related("corrects")

    def get_page_title(self) -> str:
        return str(self.row.get_kind_display())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        failed = self.row.papers.filter(status=FAILED).exists()
        may_retry = failed and INVOICES.user_has_permission(self.request.user, "retry")
        return super().get_context_data(**kwargs) | paper_context(self.row) | {"may_retry": may_retry}


class InvoicePdf(Handing, RowScreen):
    """The print of one paper."""

    permission_policy = INVOICES

    def get_back_url(self) -> str:
        return invoice_url(self.row)


class RetryPrint(RowAction):
    """Print anew what could not be printed."""

    permission_policy = INVOICES
    action = "retry"
    page_title = _("Print again")
    intro = _("A worker tries once more to make the prints that failed.")
    submit_label = _("Try again")
    done = _("It is tried again.")
    header_icon = "rotate"
    trail = TRAIL

    def get_back_url(self) -> str:
        return invoice_url(self.row)

    def perform(self, data: dict[str, Any]) -> None:
        for paper in self.row.papers.filter(status=FAILED):
            retry_paper(actor=self.actor, paper=paper)
