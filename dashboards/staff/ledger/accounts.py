"""Accounts with what they hold: those of a kind, and those of an owner."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text
from commerce.money.ledger.chart import CHART
from commerce.money.ledger.kinds import AccountKind
from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors import balances_of, balances_on
from dashboards.base.columns import Column, Link
from dashboards.base.fields import JalaliDateField
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.staff.ledger.columns import Rials
from dashboards.staff.ledger.links import owners_of
from dashboards.staff.policies import ACCOUNTS

TRAIL = (("staff:ledger", _("Trial balance")),)


def account_url(account: Account) -> str:
    return reverse("staff:account", args=[account.pk])


def title_of(account: Account) -> Any:
    return CHART[account.kind].title


class DayFilter(ListFilters):
    """As of the end of a day."""

    until = JalaliDateField(label=_("As of the end of"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The base takes its own range of days away where nothing is dated.
        self.fields["until"] = JalaliDateField(label=_("As of the end of"), required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        self.is_valid()
        return rows


class OwnerFilter(DayFilter):
    """By the owner's reference too."""

    searched = ("owner_ref",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Owner's id")
        self.fields["q"].widget.attrs["dir"] = "ltr"

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        typed = clean_text(self.cleaned_data.get("q") or "")
        return rows.filter(owner_ref=typed) if typed else rows


class AccountList(ListScreen):
    """Accounts with their balances, now or at the end of a day."""

    permission_policy = ACCOUNTS
    model = Account
    header_icon = "list-ul"
    trail = TRAIL
    row_key = ""
    empty_title = _("Nobody has such an account yet")
    empty_text = _("An account is opened by its first posting.")
    list_export = ["account", "owner", "owner_kind", "owner_ref", "shown"]
    export_headings = {
        "account": _("Ledger account"),
        "owner": _("Owner"),
        "owner_kind": _("owner kind"),
        "owner_ref": _("Owner's id"),
        "shown": _("Balance (rial)"),
    }
    export_filename = "accounts"

    def order_queryset(self, rows: QuerySet[Account]) -> QuerySet[Account]:
        return rows.order_by("kind", "owner_kind", "owner_ref")

    def furnish(self, rows: list[Any]) -> list[Any]:
        day = self.filter_form.cleaned_data.get("until")
        now = balances_of([account.ref for account in rows]) if day is None else {}
        then = balances_on(accounts=rows, day=day) if day else {}
        owners = owners_of(rows, self.request.user)
        for account in rows:
            account.shown = then[account.pk] if day else now[account.ref]
            account.owner = owners[account.owner_kind, account.owner_ref]
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            "account": title_of(item),
            "owner": item.owner.title,
            "owner_kind": item.owner_kind,
            "owner_ref": item.owner_ref,
            "shown": item.shown,
        }


class AccountsOfKind(AccountList):
    """Whose money a kind of account holds."""

    filters_class = OwnerFilter
    columns = [
        Link("owner", label=_("Owner"), accessor=lambda account: account.owner.title, to=account_url),
        Column("owner_ref", label=_("Owner's id"), classname="desk-ltr"),
        Rials("shown", label=_("Balance (rial)")),
    ]

    @cached_property
    def kind(self) -> AccountKind:
        if self.kwargs["kind"] not in CHART:
            raise Http404
        return CHART[self.kwargs["kind"]]

    def get_page_title(self) -> Any:
        return self.kind.title

    def get_page_subtitle(self) -> Any:
        return self.kind.meaning

    def get_base_queryset(self) -> QuerySet[Account]:
        return super().get_base_queryset().filter(kind=self.kind.code)


class AccountsOfOwner(AccountList):
    """What the books say about one person, market or the platform itself."""

    filters_class = DayFilter
    columns = [
        Link("account", label=_("Ledger account"), accessor=title_of, to=account_url),
        Rials("shown", label=_("Balance (rial)")),
        Column("meaning", label=_("What its balance says"), accessor=lambda account: CHART[account.kind].meaning),
    ]

    def get_page_title(self) -> Any:
        asked = Account(owner_kind=self.kwargs["owner_kind"], owner_ref=self.kwargs["owner_ref"])
        return owners_of([asked], self.request.user)[asked.owner_kind, asked.owner_ref].title

    def get_base_queryset(self) -> QuerySet[Account]:
        return super().get_base_queryset().filter(**self.kwargs)
