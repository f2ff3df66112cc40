"""A market's invoices and credit notes, and what the platform invoices it for."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.money.invoices.models import Invoice
from dashboards.base.columns import Jalali, Plain, Toman
from dashboards.base.lists import ListScreen
from dashboards.base.papers import EXPORT, Handing, InvoiceFilters, KindOf, NumberLink, as_export, paper_context
from dashboards.base.screens import RowScreen
from dashboards.vendor.papers.policies import INVOICES, PROFILE, PaperSide

Kind = Invoice.Kind
TRAIL = (("vendor:invoices", _("Invoices")),)


def invoice_url(invoice: Invoice) -> str:
    return reverse("vendor:invoice", args=[invoice.public_id])


class InvoiceList(PaperSide, ListScreen):
    """The papers of the market on screen, newest first."""

    permission_policy = INVOICES
    model = Invoice
    page_title = _("Invoices")
    header_icon = "doc-full-inverse"
    filters_class = InvoiceFilters
    tabs = {
        "": (_("All"), {}),
        "sales": (_("To my buyers"), {"kind__in": [Kind.SALE, Kind.CREDIT_NOTE]}),
        "commission": (_("From the platform"), {"kind__in": [Kind.COMMISSION, Kind.COMMISSION_CREDIT]}),
    }
    columns = [
        NumberLink("label", label=_("Number"), to=invoice_url),
        KindOf("kind", label=_("Kind")),
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
        if not PROFILE.may(self.seat, ["add"]):
            return []
        return [HeaderButton(_("Tax profile"), url=reverse("vendor:tax_profile"), icon_name="cog")]

    def get_base_queryset(self) -> QuerySet[Invoice]:
        mine = Invoice.objects.concerning("market", self.seat.market.public_id)
        return super().get_base_queryset() & mine

    def order_queryset(self, rows: QuerySet[Invoice]) -> QuerySet[Invoice]:
        return rows.order_by("-asked_at", "-pk")

    def to_row_dict(self, item: Invoice) -> dict[str, Any]:
        return as_export(item)


class InvoiceDetail(PaperSide, RowScreen):
    """One paper in full, with its print."""

    permission_policy = INVOICES
    template_name = "dashboards/vendor/papers/invoice.html"
    header_icon = "doc-full-inverse"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[Invoice]:
        return self.get_base_queryset().select_related("corrects")

    def get_page_title(self) -> str:
        return str(self.row.get_kind_display())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | paper_context(self.row) | {"seat": self.seat}


class InvoicePdf(PaperSide, Handing, RowScreen):
    """The print of one paper."""

    permission_policy = INVOICES

    def get_back_url(self) -> str:
        return invoice_url(self.row)
