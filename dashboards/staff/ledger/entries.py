"""The journal: every entry, what it moved, and what made it true."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.money.ledger.causes import known_causes, reason_in_words
from commerce.money.ledger.chart import CHART
from commerce.money.ledger.kinds import KINDS
from commerce.money.ledger.models import Entry, Posting
from dashboards.base.columns import Column, Link
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.staff.ledger.columns import Rials
from dashboards.staff.ledger.links import links_of, owners_of
from dashboards.staff.policies import BOOKS


def entry_url(entry: Entry) -> str:
    return reverse("staff:entry", args=[entry.pk])


class EntryFilters(ListFilters):
    """By key or by what caused it, by the kind of account, by days."""

    searched = ("key",)
    dated = "booked_on"
    kind = forms.ChoiceField(label=_("Ledger account"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Key, or number of what caused it")
        self.fields["q"].widget.attrs["dir"] = "ltr"
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("All")), *((kind.code, f"{kind.number} {kind.title}") for kind in KINDS)]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        self.is_valid()
        typed = self.cleaned_data
        if typed.get("since"):
            rows = rows.filter(booked_on__gte=typed["since"])
        if typed.get("until"):
            rows = rows.filter(booked_on__lte=typed["until"])
        if typed.get("kind"):
            rows = rows.filter(Exists(Posting.objects.filter(entry=OuterRef("pk"), account__kind=typed["kind"])))
        return self.search(rows, typed["q"]) if typed.get("q") else rows

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return rows.filter(Q(key=typed) | Q(cause_kind__in=known_causes(), cause_ref=typed))


class EntryList(ListScreen):
    """All entries, newest first."""

    permission_policy = BOOKS
    model = Entry
    page_title = _("Ledger entries")
    header_icon = "list-ol"
    trail = (("staff:ledger", _("Trial balance")),)
    template_name = "dashboards/staff/ledger/entries.html"
    filters_class = EntryFilters
    columns = [
        Link("reason", label=_("Reason"), accessor=lambda entry: reason_in_words(entry.reason), to=entry_url),
        Column("booked_on", label=_("Day"), accessor=lambda entry: jalali_date(entry.booked_on)),
        Column("cause", label=_("Cause"), accessor=lambda entry: entry.cause.title, classname="desk-small"),
        Rials("moved", label=_("Amount (rial)")),
    ]
    empty_title = _("Nothing has been booked yet")
    list_export = ["day", "key", "reason", "cause", "amount"]
    export_headings = {
        "day": _("Day"),
        "key": _("key"),
        "reason": _("Reason"),
        "cause": _("Cause"),
        "amount": _("Amount (rial)"),
    }
    export_filename = "entries"

    def order_queryset(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        return rows.order_by("-booked_on", "-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        debits = Posting.objects.filter(entry__in=rows, amount__gt=0).values_list("entry").annotate(Sum("amount"))
        moved, links = dict(debits), links_of(rows, self.request.user)
        for entry in rows:
            entry.moved = int(moved[entry.pk])
            entry.cause = links[entry.cause_kind, entry.cause_ref]
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            "day": jalali_date(item.booked_on),
            "key": item.key,
            "reason": reason_in_words(item.reason),
            "cause": item.cause.title,
            "amount": Money(item.moved),
        }


class EntryDetail(RowScreen):
    """One entry: both its sides, and why it was booked."""

    permission_policy = BOOKS
    row_key = "pk"
    template_name = "dashboards/staff/ledger/entry.html"
    header_icon = "list-ol"
    trail = (("staff:ledger", _("Trial balance")), ("staff:entries", _("Ledger entries")))

    def get_page_title(self) -> Any:
        return reason_in_words(self.row.reason)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry, user = self.row, self.request.user
        postings = list(entry.postings.select_related("account").order_by("-amount", "id"))
        owners = owners_of([posting.account for posting in postings], user)
        lines = [
            (posting, CHART[posting.account.kind], owners[posting.account.owner_kind, posting.account.owner_ref])
            for posting in postings
        ]
        return super().get_context_data(**kwargs) | {
            "entry": entry,
            "lines": lines,
            "total": sum(posting.amount for posting in postings if posting.amount > 0),
            "cause": links_of([entry], user)[entry.cause_kind, entry.cause_ref],
            "counter_entries": Entry.objects.filter(cause_kind="ledger_entry", cause_ref=entry.key),
        }
