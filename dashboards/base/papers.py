"""Invoices on screens: how they are listed, shown and handed out, for vendors and for staff."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.money import Money
from commerce.money.invoices.models import Invoice, Paper
from commerce.money.invoices.prints import pdf_response
from commerce.money.invoices.rendering import line_name
from commerce.money.invoices.services import take_paper
from commerce.money.tax.models import TaxProfile
from commerce.money.tax.profiles import TaxDetails
from dashboards.base.columns import Column, Link
from dashboards.base.fields import JalaliDateField
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.templatetags.asoud import fa_digits

EXPORT = {
    "number": _("Number"),
    "kind": _("Kind"),
    "issuer": _("Issuer"),
    "buyer": _("Buyer"),
    "order": _("Order"),
    "month": _("Month"),
    "before_tax": _("before tax (rial)"),
    "tax": _("tax (rial)"),
    "total": _("total (rial)"),
    "issued": _("Issued"),
    "taxid": _("tax id"),
}


def number_of(invoice: Invoice) -> SafeString | str:
    """The number, year first whichever way the words run."""
    if not invoice.label:
        return gettext("waiting for its number")
    return format_html('<bdi dir="ltr">{}</bdi>', fa_digits(invoice.label))


class NumberLink(Link):
    """The number of a paper, leading to its screen."""

    def get_value(self, instance: Any) -> Any:
        return number_of(instance)


class KindOf(Column):
    """What kind of paper it is, in words."""

    def get_value(self, instance: Any) -> Any:
        return instance.get_kind_display()


class InvoiceFilters(ListFilters):
    """By the words on a paper, its kind and the days it was asked for."""

    searched = ("order_number", "taxid", "buyer_name__icontains", "issuer_name__icontains")
    dated = "asked_at"

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Invoice.Kind.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Name, order, number or tax id")

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        return rows.filter(kind=self.cleaned_data["kind"]) if self.cleaned_data.get("kind") else rows

    def search(self, rows: Any, typed: str) -> Any:
        year, dash, number = typed.partition("-")
        if dash and year.isdigit() and number.isdigit() and len(number) < 18:
            return rows.filter(jalali_year=int(year[:4]), number=int(number))
        return super().search(rows, typed)


def as_export(invoice: Invoice) -> dict[str, Any]:
    """A paper as a row of a spreadsheet."""
    return {
        "number": invoice.label,
        "kind": invoice.get_kind_display(),
        "issuer": invoice.issuer_name,
        "buyer": invoice.buyer_name,
        "order": invoice.order_number,
        "month": invoice.month,
        "before_tax": Money(invoice.before_tax),
        "tax": Money(invoice.tax),
        "total": Money(invoice.total),
        "issued": invoice.issued_at,
        "taxid": invoice.taxid,
    }


def paper_context(invoice: Invoice) -> dict[str, Any]:
    """What is shown of a paper, to its market and to staff."""
    return {
        "invoice": invoice,
        "number": number_of(invoice),
        "rows": [{**row, "name": line_name(row, language=language())} for row in invoice.content["lines"]],
        "has_discount": bool(invoice.discount),
        "is_unregistered": "unregistered" in invoice.content["notes"],
        "corrections": invoice.corrections.order_by("id"),
        "prints": invoice.papers.order_by("language"),
    }


class Handing:
    """The print itself; where there is none yet, the paper's own screen says why."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("language", language())
        chosen = wanted if wanted in Paper.Language.values else Paper.Language.PERSIAN
        try:
            return pdf_response(take_paper(invoice=self.row, language=chosen))  # type: ignore[attr-defined]
        except DomainError as error:
            messages.warning(request, str(error.detail))
            return redirect(self.get_back_url())  # type: ignore[attr-defined]


class TaxProfileForm(forms.Form):
    """How a seller stands with the tax office."""

    is_registered = forms.BooleanField(label=_("registered for VAT"), required=False)
    registered_since = JalaliDateField(label=_("registered since"), required=False)
    legal_name = forms.CharField(label=_("legal name"), max_length=160, required=False)
    national_id = forms.CharField(label=_("national id"), max_length=40, required=False)
    economic_code = forms.CharField(label=_("economic code"), max_length=40, required=False)
    postal_code = forms.CharField(label=_("postal code"), max_length=40, required=False)
    address = forms.CharField(label=_("address"), max_length=300, required=False)
    phone = forms.CharField(label=_("phone"), max_length=40, required=False)
    memory_id = forms.CharField(
        label=_("fiscal memory id"),
        max_length=20,
        required=False,
        help_text=_("Six letters and digits that the tax office gave; each invoice then has a tax id."),
    )

    def __init__(self, *args: Any, profile: TaxProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("national_id", "economic_code", "postal_code", "phone", "memory_id"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        told = _("A company's legal id (11 digits) or a person's national code (10 digits).")
        known = _("Known: %(mask)s. Leave it empty to keep it.") % {"mask": fa_digits(profile.national_id_mask)}
        self.fields["national_id"].help_text = known if profile.national_id_mask else told


def details_in(data: dict[str, Any]) -> TaxDetails:
    """What was typed; a national id that was left empty stays as it is."""
    return TaxDetails(**data | {"national_id": data["national_id"] or None})


def initial_of(profile: TaxProfile) -> dict[str, Any]:
    """A profile as its form begins; the national id is not shown again."""
    shown = ("is_registered", "registered_since", "legal_name", "economic_code", "postal_code", "address", "phone")
    return {name: getattr(profile, name) for name in (*shown, "memory_id")}
