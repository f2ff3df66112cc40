"""Sales of all markets as money: due, late, paused; kept and let go on by hand."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.selectors.coming_words import pause_in_words
from commerce.earnings.payouts.selectors.sales import EarnedSale, in_state, narrow_sales, told_of
from commerce.earnings.payouts.selectors.settlement import in_release
from commerce.earnings.payouts.services.pausing import LONGEST, pause_sale, resume_sale
from commerce.foundation.core.text import clean_text
from commerce.money.settlement.models import Sale
from commerce.shop.markets.models import Market
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Jalali, Link, Toman
from dashboards.base.earnings import StateColumn, row_of, sale_context
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.settlement.policies import SALES

TRAIL = (("staff:settlement", _("Settlement")), ("staff:settlement_sales", _("Sales and their money")))
RELEASES = ("due", "late", "paused")


def sale_url(sale: Sale) -> str:
    return reverse("staff:settlement_sale", args=[sale.sale_ref])


class SaleFilters(ListFilters):
    """By order number, market, and days of booking."""

    searched = ("sale_ref",)
    dated = "posted_at"
    market = forms.CharField(label=_("Market"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number")
        self.fields["market"].widget.attrs["dir"] = "ltr"

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        handle = clean_text(self.cleaned_data.get("market") or "").lower()
        return rows.filter(market_ref__in=Market.objects.filter(handle=handle).values("public_id")) if handle else rows

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return narrow_sales(rows, number=typed)


class SaleList(ListScreen):
    """Every sale, newest first; those due and late in the order of their day."""

    permission_policy = SALES
    model = Sale
    row_key = "sale_ref"
    page_title = _("Sales and their money")
    header_icon = "list-ul"
    trail = TRAIL[:1]
    filters_class = SaleFilters
    tabs = {
        "": (_("All"), {}),
        "due": (_("Due today"), {}),
        "late": (_("Late"), {}),
        "paused": (_("Paused"), {}),
        "held": (_("held"), {}),
        "waiting": (_("waiting for delivery"), {}),
        "taken_back": (_("taken back"), {}),
    }
    columns = [
        Link("number", label=_("Order"), to=sale_url),
        Link("market", label=_("Market"), to=lambda sale: sale.market_url, accessor=lambda sale: sale.market_name),
        StateColumn("state", label=_("Where the money is")),
        Toman("amount", label=_("Gross")),
        Toman("vendor_amount", label=_("The market's share")),
        Toman("reversed_amount", label=_("Refunded")),
        Jalali("posted_at", label=_("Booked")),
    ]
    empty_title = _("No sales yet")
    empty_text = _("Each paid order appears here with its money, market by market.")
    list_export = [
        "number", "market", "booked", "state", "free_on", "gross", "discount", "paid", "commission", "vat", "shared",
        "own", "refunded", "left", "collected", "used",
    ]  # fmt: skip
    export_headings = {
        "number": _("Order"),
        "market": _("Market"),
        "booked": _("Booked"),
        "state": _("State"),
        "free_on": _("Becomes free"),
        "gross": _("Gross (rial)"),
        "discount": _("Paid by the platform (rial)"),
        "paid": _("Paid by the buyer (rial)"),
        "commission": _("Commission (rial)"),
        "vat": _("VAT on it (rial)"),
        "shared": _("Carriers and marketers (rial)"),
        "own": _("The market's share (rial)"),
        "refunded": _("Refunded (rial)"),
        "left": _("Left of the share (rial)"),
        "collected": _("Taken in by the market (rial)"),
        "used": _("Paid out or netted (rial)"),
    }
    export_filename = "sales-and-money"

    def in_tab(self, rows: QuerySet[Any], tab: str) -> QuerySet[Any]:
        return in_release(rows, tab) if tab in RELEASES else in_state(rows, tab, market_ref="")

    def order_queryset(self, rows: QuerySet[Sale]) -> QuerySet[Sale]:
        return rows.order_by("release_at", "pk") if self.tab in {"due", "late"} else rows.order_by("-posted_at", "-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        told = {one.sale.pk: one for one in told_of(rows)}
        refs = {row.market_ref for row in rows}
        markets = {market.public_id: market for market in Market.objects.filter(public_id__in=refs)}
        for row in rows:
            row.told = told[row.pk]
            row.number = row.told.number or row.sale_ref
            market = markets.get(row.market_ref)
            row.market_name = market.name if market else row.market_ref
            row.market_url = reverse("staff:settlement_market", args=[market.handle]) if market else ""
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {**row_of(item.told), "market": item.market_name}


class SaleDetail(RowScreen):
    """One sale, line by line, with what keeps its money."""

    permission_policy = SALES
    row_key = "sale_ref"
    template_name = "dashboards/staff/settlement/sale.html"
    header_icon = "list-ul"
    trail = TRAIL

    def get_page_title(self) -> str:
        return gettext("Money of order %(number)s") % {"number": self.told.number}

    @property
    def told(self) -> EarnedSale:
        if not hasattr(self, "_told"):
            self._told = told_of([self.row])[0]
        return self._told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = SALES.user_has_permission(self.request.user, "change")
        user = self.request.user
        number = self.told.number
        return super().get_context_data(**kwargs) | {
            **sale_context(self.told, for_market=False),
            "market": Market.objects.filter(public_id=self.row.market_ref).first(),
            "pauses": [pause_in_words(why) for why in self.row.pauses],
            "may_pause": changes and self.row.released_at is None and self.row.reversed_at is None,
            "may_resume": changes and bool(self.row.pauses),
            "order_url": reverse("staff:order", args=[number]) if number and user.has_perm("order.view_order") else "",
        }


class PauseForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST)


class SaleAct(RowAction):
    """One thing staff may do to the money of a sale."""

    permission_policy = SALES
    row_key = "sale_ref"
    header_icon = "list-ul"
    trail = TRAIL

    def get_back_url(self) -> str:
        return sale_url(self.row)


class PauseSale(SaleAct):
    page_title = _("Keep the money")
    intro: Text = _("It stays held until somebody lets it go on. The market reads the reason.")
    form_class = PauseForm
    submit_label = _("Keep")
    is_serious = True

    def get_done(self) -> Text:
        return _("The money is kept.") if self.outcome else _("The money is free already.")

    def perform(self, data: dict[str, Any]) -> bool:
        return pause_sale(actor=self.actor, sale_ref=self.row.sale_ref, reason=data["reason"])


class ResumeForm(forms.Form):
    why = forms.ChoiceField(label=_("Kept because"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ResumeSale(SaleAct):
    page_title = _("Let the money go on")
    intro: Text = _("When nothing else keeps it, it becomes free as soon as its time is over.")
    form_class = ResumeForm
    submit_label = _("Let it go on")

    def get_form(self, form_class: Any = None) -> forms.Form:
        form: Any = super().get_form(form_class)
        form.fields["why"].choices = [(why, pause_in_words(why)) for why in self.row.pauses]
        return form

    def get_done(self) -> Text:
        return _("The money goes on.") if self.outcome else _("This reason was gone already.")

    def perform(self, data: dict[str, Any]) -> bool:
        return resume_sale(actor=self.actor, sale_ref=self.row.sale_ref, **data)
