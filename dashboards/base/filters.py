"""How lists are narrowed: a search and a range of Jalali days; every list adds its own."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.clock import day_bounds, day_start
from commerce.foundation.core.text import clean_text, to_ascii_digits
from dashboards.base.fields import JalaliDateField


class ListFilters(forms.Form):
    """`searched` are the lookups of the search box, `dated` the moment that the range is about."""

    searched: ClassVar[tuple[str, ...]] = ()
    dated: ClassVar[str] = ""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    since = JalaliDateField(label=_("From day"), required=False)
    until = JalaliDateField(label=_("To day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.searched:
            del self.fields["q"]
        if not self.dated:
            del self.fields["since"], self.fields["until"]

    @property
    def is_narrowing(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    def clean_q(self) -> str:
        return to_ascii_digits(clean_text(self.cleaned_data["q"]))

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that fit; a field that cannot be read is told about and narrows nothing."""
        self.is_valid()
        typed = self.cleaned_data
        if typed.get("since"):
            rows = rows.filter(**{f"{self.dated}__gte": day_start(typed["since"])})
        if typed.get("until"):
            rows = rows.filter(**{f"{self.dated}__lt": day_bounds(typed["until"])[1]})
        return self.search(rows, typed["q"]) if typed.get("q") else rows

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q()
        for lookup in self.searched:
            wanted |= Q(**{lookup: typed})
        return rows.filter(wanted)
