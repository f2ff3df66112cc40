"""Whether prices hold the tax: since when, and what comes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.money.tax.models import PriceBasis
from commerce.money.tax.services import set_price_basis
from dashboards.base.actions import NewRowAction, Text
from dashboards.base.columns import Column, Jalali
from dashboards.base.fields import JalaliDateField
from dashboards.base.lists import ListScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.vouchers.policies import PRICE_BASES

HOLD = _("Prices hold the tax")
ON_TOP = _("Tax comes on top of prices")
TRAIL = (("staff:price_bases", _("Prices and tax")),)


class PriceBasisList(ListScreen):
    """What held, holds and will hold, the newest first."""

    permission_policy = PRICE_BASES
    model = PriceBasis
    page_title = _("Prices and tax")
    header_icon = "doc-full"
    columns = [
        Column("basis", label=_("Basis"), accessor=lambda basis: HOLD if basis.prices_include_tax else ON_TOP),
        Column("starts_on", label=_("From day"), accessor=lambda basis: jalali_date(basis.starts_on)),
        Jalali("created_at", label=_("Set")),
    ]
    empty_title = _("Prices hold the tax")
    empty_text = _("It is so until you say otherwise from a coming day on.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not PRICE_BASES.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("Set from a day on"), url=reverse("staff:price_basis_set"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[PriceBasis]) -> QuerySet[PriceBasis]:
        return rows.order_by("-starts_on")


class PriceBasisForm(forms.Form):
    prices_include_tax = forms.TypedChoiceField(
        label=_("Basis"), choices=[("yes", HOLD), ("no", ON_TOP)], coerce=lambda typed: typed == "yes"
    )
    starts_on = JalaliDateField(label=_("From day"), help_text=_("Tomorrow at the earliest."))


class SetPriceBasis(NewRowAction):
    permission_policy = PRICE_BASES
    page_title = _("Whether prices hold the tax")
    intro: Text = _("It is about every market that takes VAT. What was sold before keeps the tax it had.")
    header_icon = "doc-full"
    trail = TRAIL
    form_class = PriceBasisForm
    submit_label = _("Set")
    done = _("It holds from that day on.")
    is_serious = True

    def get_back_url(self) -> str:
        return reverse("staff:price_bases")

    def perform(self, data: dict[str, Any]) -> PriceBasis:
        return set_price_basis(actor=self.actor, **data)
