"""Which days of the books, in the Jalali calendar."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.money.ledger.models import Export
from commerce.money.ledger.selectors import month_of
from dashboards.base.fields import JalaliDateField


class DaysForm(forms.Form):
    """From a day to a day; what cannot be read is told about and narrows nothing."""

    since = JalaliDateField(label=_("From day"), required=False)
    until = JalaliDateField(label=_("To day"), required=False)

    def day(self, name: str) -> date | None:
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def query(self) -> str:
        """The days as an address carries them."""
        days = {name: self.day(name) for name in ("since", "until")}
        return "&".join(f"{name}={clock.jalali_date(day, language='en')}" for name, day in days.items() if day)


class TrialForm(DaysForm):
    """The days of a trial balance: this Jalali month up to today, unless told."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        today = clock.today()
        shown = data.copy() if data else {}
        if not shown.get("until"):
            shown["until"] = clock.jalali_date(today, language="en")
        if not shown.get("since"):
            shown["since"] = clock.jalali_date(month_of(today).first_day, language="en")
        super().__init__(shown, **kwargs)


class ExportForm(DaysForm):
    """Which days to write into a file."""

    format = forms.ChoiceField(label=_("File"), choices=Export.Format.choices)
