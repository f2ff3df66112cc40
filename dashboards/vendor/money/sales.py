"""The sales of a market as money: where each one's share is, and every rial of it explained."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.models import EarningsFile
from commerce.earnings.payouts.selectors.sales import STATES, EarnedSale, in_state, narrow_sales, told_of
from commerce.earnings.payouts.services.files import ask_sales_file
from commerce.foundation.core.clock import jalali_date
from commerce.money.settlement.models import Sale
from dashboards.base.actions import NewRowAction
from dashboards.base.columns import Jalali, Link, Toman
from dashboards.base.counting import capped_counts
from dashboards.base.earnings import StateColumn, row_of, sale_context
from dashboards.base.fields import JalaliDateField
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.vendor.money.earning_policies import FILES, SALES, EarningsSide

TRAIL = (("vendor:money", _("Money")),)
# Above this a worker writes the file.
AT_ONCE = 2_000


def sale_url(sale: Sale) -> str:
    return reverse("vendor:sale", args=[sale.sale_ref])


class SaleFilters(ListFilters):
    """By order number and days of booking."""

    searched = ("sale_ref",)
    dated = "posted_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return narrow_sales(rows, number=typed)


class SaleList(EarningsSide, ListScreen):
    """Every sale of the market on screen, newest first."""

    permission_policy = SALES
    model = Sale
    row_key = "sale_ref"
    page_title = _("Sales and their money")
    header_icon = "list-ul"
    trail = TRAIL
    filters_class = SaleFilters
    tabs = {"": (_("All"), {}), **{name: (label, {}) for name, label in STATES.items()}}
    columns = [
        Link("number", label=_("Order"), to=sale_url),
        StateColumn("state", label=_("Where the money is")),
        Toman("paid", label=_("Paid by the buyer")),
        Toman("commission", label=_("Commission"), accessor=lambda sale: sale.told.shares.commission),
        Toman("vat", label=_("VAT on it"), accessor=lambda sale: sale.told.shares.vat),
        Toman("vendor_amount", label=_("Your share")),
        Toman("reversed_amount", label=_("Refunded")),
        Jalali("posted_at", label=_("Booked")),
    ]
    empty_title = _("No sales yet")
    empty_text = _("Each paid order of your market appears here with its money.")
    list_export = [
        "number", "booked", "state", "free_on", "gross", "discount", "paid", "commission", "vat", "shared", "own",
        "refunded", "left", "collected", "used",
    ]  # fmt: skip
    export_headings = {
        "number": _("Order"),
        "booked": _("Booked"),
        "state": _("State"),
        "free_on": _("Becomes free"),
        "gross": _("Gross (rial)"),
        "discount": _("Paid by the platform (rial)"),
        "paid": _("Paid by the buyer (rial)"),
        "commission": _("Commission (rial)"),
        "vat": _("VAT on it (rial)"),
        "shared": _("Carriers and marketers (rial)"),
        "own": _("Your share (rial)"),
        "refunded": _("Refunded (rial)"),
        "left": _("Left of your share (rial)"),
        "collected": _("Taken in by you (rial)"),
        "used": _("Paid out or netted (rial)"),
    }
    export_filename = "sales"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export and capped_counts({"rows": self.get_queryset()}, cap=AT_ONCE)["rows"] > AT_ONCE:
            asked = {**request.GET.dict(), "format": request.GET["export"]}
            asked.pop("export")
            return redirect(f"{reverse('vendor:sales_file')}?{urlencode(asked)}")
        return super().get(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Sale]:
        return super().get_base_queryset().filter(market_ref=self.market_ref)

    def in_tab(self, rows: QuerySet[Any], tab: str) -> QuerySet[Any]:
        return in_state(rows, tab, market_ref=self.market_ref)

    def order_queryset(self, rows: QuerySet[Sale]) -> QuerySet[Sale]:
        return rows.order_by("-posted_at", "-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        told = {one.sale.pk: one for one in told_of(rows)}
        for row in rows:
            row.told = told[row.pk]
            row.number = row.told.number or row.sale_ref
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return row_of(item.told)


class SaleDetail(EarningsSide, RowScreen):
    """One sale, line by line: who got what of it, by which rule, and where the market's share is now."""

    permission_policy = SALES
    row_key = "sale_ref"
    template_name = "dashboards/vendor/money/sale.html"
    header_icon = "list-ul"
    trail = (*TRAIL, ("vendor:sales", _("Sales and their money")))

    def get_page_title(self) -> str:
        return gettext("Money of order %(number)s") % {"number": self.told.number}

    @property
    def told(self) -> EarnedSale:
        if not hasattr(self, "_told"):
            self._told = told_of([self.row])[0]
        return self._told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | sale_context(self.told)


class FileForm(forms.Form):
    format = forms.ChoiceField(label=_("format"), choices=[("xlsx", "XLSX"), ("csv", "CSV")])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *STATES.items()])
    since = JalaliDateField(label=_("From day"), required=False)
    until = JalaliDateField(label=_("To day"), required=False)
    number = forms.CharField(label=_("Order number"), required=False, max_length=100)


class AskSalesFile(EarningsSide, NewRowAction):
    """Having a worker write the sales into a file."""

    permission_policy = FILES
    page_title = _("Sales as a file")
    intro = _("A worker writes the file; you find it in the list of files.")
    submit_label = _("Write the file")
    done = _("The file is being written.")
    header_icon = "download"
    trail = TRAIL
    form_class = FileForm

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        named = {"tab": "state", "q": "number"}
        return {named.get(name, name): value for name, value in asked.items()}

    def get_back_url(self) -> str:
        return reverse("vendor:earnings_files")

    def perform(self, data: dict[str, Any]) -> EarningsFile:
        filters = {name: _plain(data[name]) for name in ("state", "since", "until", "number")}
        return ask_sales_file(
            actor=self.actor,
            market_ref=self.market_ref,
            format=data["format"],
            filters=filters,
            language=language(),
        )


def _plain(value: Any) -> str:
    return jalali_date(value, language="en") if isinstance(value, date) else value or ""
