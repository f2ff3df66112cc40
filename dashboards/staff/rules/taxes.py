"""Tax rates by class and day: what held, holds and will hold, and who checked it against the law."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core import clock
from commerce.foundation.core.text import write_percent
from commerce.money.tax.models import UNTAXED, TaxClass, TaxRate
from commerce.money.tax.services import confirm_rate, set_rate
from dashboards.base.actions import NewRowAction, RowAction, Text
from dashboards.base.columns import Column, badge
from dashboards.base.fields import JalaliDateField
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import PercentField
from dashboards.base.taxes import confirmation
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.rules.policies import TAX_RATES
from dashboards.staff.rules.rates import setters

TRAIL = (("staff:tax_rates", _("Tax rates")),)


class Confirmed(Column):
    """Whether somebody checked the rate against the law, and the way to say so."""

    cell_template_name = "dashboards/staff/rules/confirmed.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"mark": confirmation(instance), "may_confirm": instance.may_confirm}


class TaxFilters(ListFilters):
    dated = "starts_on"

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """A rate starts on a day, not at a moment."""
        self.is_valid()
        typed = self.cleaned_data
        if typed.get("since"):
            rows = rows.filter(starts_on__gte=typed["since"])
        return rows.filter(starts_on__lte=typed["until"]) if typed.get("until") else rows


class TaxRateList(ListScreen):
    """All rates, by class, the newest first."""

    permission_policy = TAX_RATES
    model = TaxRate
    page_title = _("Tax rates")
    header_icon = "doc-full"
    template_name = "dashboards/staff/rules/taxes.html"
    filters_class = TaxFilters
    tabs = {"": (_("All"), {}), **{one.value: (one.label, {"tax_class": one.value}) for one in TaxClass}}
    columns = [
        Column("tax_class", label=_("tax class"), accessor=lambda rate: rate.get_tax_class_display()),
        Column("percent", label=_("percent"), accessor=lambda rate: write_percent(rate.percent, language=language())),
        Column("starts_on", label=_("from"), accessor=lambda rate: jalali_date(rate.starts_on)),
        Column("state", label=_("State"), accessor=lambda rate: rate.state),
        Confirmed("is_confirmed", label=_("checked against the law")),
        Column("set_by", label=_("set by"), accessor=lambda rate: rate.by),
    ]
    empty_title = _("No rates yet")
    empty_text = _("Without a rate a class is not taxed.")
    list_export = ["class", "percent", "from", "confirmed", "source", "by"]
    export_headings = {
        "class": _("tax class"),
        "percent": _("percent"),
        "from": _("from"),
        "confirmed": _("checked against the law"),
        "source": _("source"),
        "by": _("set by"),
    }
    export_filename = "tax-rates"

    @property
    def may_change(self) -> bool:
        return TAX_RATES.user_has_permission(self.request.user, "change")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.may_change:
            return []
        return [HeaderButton(_("Set a coming rate"), url=reverse("staff:tax_rate_set"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[TaxRate]) -> QuerySet[TaxRate]:
        return rows.order_by("tax_class", "-starts_on")

    def furnish(self, rows: list[Any]) -> list[Any]:
        people, holding = setters(rows), _holding()
        for rate in rows:
            rate.by, rate.state = people[rate.set_by], _state(rate, holding)
            rate.may_confirm = self.may_change and not rate.is_confirmed
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            "class": item.get_tax_class_display(),
            "percent": str(item.percent),
            "from": clock.jalali_date(item.starts_on, language="en"),
            "confirmed": gettext("yes") if item.is_confirmed else gettext("no"),
            "source": item.source,
            "by": item.by,
        }


def _holding() -> set[int]:
    past = TaxRate.objects.filter(starts_on__lte=clock.today()).order_by("tax_class", "-starts_on")
    return set(past.distinct("tax_class").values_list("pk", flat=True))


def _state(rate: TaxRate, holding: set[int]) -> SafeString:
    if rate.starts_on > clock.today():
        return badge("waiting", gettext("to come"))
    return badge("on", gettext("holds now")) if rate.pk in holding else badge("off", gettext("over"))


TAXED = [(one.value, one.label) for one in TaxClass if one not in UNTAXED]


class TaxRateForm(forms.Form):
    tax_class = forms.ChoiceField(label=_("tax class"), choices=TAXED)
    percent = PercentField(label=_("percent"), required=True)
    starts_on = JalaliDateField(label=_("from day"), help_text=_("Tomorrow at the earliest."))
    source = forms.CharField(label=_("source"), max_length=200, required=False, help_text=_("The law, and its page."))
    is_confirmed = forms.BooleanField(label=_("checked against the law"), required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("is_confirmed") and not typed.get("source"):
            self.add_error("source", _("Say which law it was checked against."))
        if typed.get("starts_on") and typed["starts_on"] <= clock.today():
            self.add_error(
                "starts_on", _("A rate cannot start before tomorrow: papers of earlier days are already out.")
            )
        if typed.get("percent") is not None and typed["percent"] >= 100:
            self.add_error("percent", _("A tax is less than 100 percent."))
        return typed


class SetTaxRate(NewRowAction):
    permission_policy = TAX_RATES
    page_title = _("Set a coming rate")
    intro: Text = _("It holds from its day on until the next rate of its class; what was sold before keeps its tax.")
    header_icon = "doc-full"
    trail = TRAIL
    form_class = TaxRateForm
    submit_label = _("Set")
    done = _("The rate was set.")

    def get_back_url(self) -> str:
        return reverse("staff:tax_rates")

    def perform(self, data: dict[str, Any]) -> TaxRate:
        return set_rate(actor=self.actor, **data)


class SourceForm(forms.Form):
    source = forms.CharField(label=_("source"), max_length=200, help_text=_("The law, and its page."))


class ConfirmTaxRate(RowAction):
    permission_policy = TAX_RATES
    row_key = "pk"
    page_title = _("Checked against the law")
    header_icon = "doc-full"
    trail = TRAIL
    form_class = SourceForm
    submit_label = _("Checked against the law")
    done = _("The rate is confirmed.")

    def get_page_title(self) -> str:
        told = {
            "class": self.row.get_tax_class_display(),
            "percent": write_percent(self.row.percent, language=language()),
            "day": jalali_date(self.row.starts_on),
        }
        return gettext("Checked against the law: %(class)s, %(percent)s from %(day)s") % told

    def get_back_url(self) -> str:
        return reverse("staff:tax_rates")

    def get_initial(self) -> dict[str, Any]:
        return {"source": self.row.source}

    def perform(self, data: dict[str, Any]) -> TaxRate:
        return confirm_rate(actor=self.actor, rate=self.row, source=data["source"])
