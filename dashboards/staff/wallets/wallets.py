"""People's wallets: what is in them, their statement, freezing."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.foundation.core.validators import InvalidValue, normalise_mobile
from commerce.money.wallets import services
from commerce.money.wallets.models import Wallet, WalletEntry
from commerce.money.wallets.selectors import live_grants, staff
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Column, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.vendor_orders import ReasonForm
from dashboards.staff.wallets.policies import GRANTS, WALLETS

TRAIL = (("staff:wallets", _("Wallets")),)
LATEST = 20


def wallet_url(wallet: Wallet) -> str:
    return reverse("staff:wallet", args=[wallet.public_id])


class WalletFilters(ListFilters):
    searched = ("public_id",)
    dated = "created_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Mobile number, name")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        try:
            return rows.filter(user__mobile=normalise_mobile(typed))
        except InvalidValue:
            named = Q(user__last_name__startswith=typed) | Q(user__first_name__startswith=typed)
            return rows.filter(named | Q(public_id=typed) | Q(user__public_id=typed))


class WalletList(ListScreen):
    """All wallets with what is in them, newest first."""

    permission_policy = WALLETS
    model = Wallet
    page_title = _("Wallets")
    header_icon = "mobile-alt"
    filters_class = WalletFilters
    tabs = {"": (_("All"), {}), "frozen": (_("Frozen"), {"is_frozen": True})}
    columns = [
        Link("user", label=_("Person"), to=wallet_url),
        Plain("state", label=_("State"), accessor=lambda wallet: _("frozen") if wallet.is_frozen else ""),
        Toman("cash", label=_("Cash"), accessor=lambda wallet: wallet.contents.cash),
        Toman("gift", label=_("Gift cards"), accessor=lambda wallet: wallet.contents.gift),
        Toman("promotional", label=_("Promotional"), accessor=lambda wallet: wallet.contents.promotional),
        Toman("held", label=_("Held"), accessor=lambda wallet: wallet.contents.held),
        Jalali("created_at", label=_("Opened")),
    ]
    empty_title = _("No wallets yet")
    empty_text = _("A wallet opens by itself when a person first has money in it.")
    list_export = ["person", "frozen", "cash", "gift", "promotional", "held", "opened"]
    export_headings = {
        "person": _("Person"),
        "frozen": _("frozen"),
        "cash": _("Cash"),
        "gift": _("Gift cards"),
        "promotional": _("Promotional"),
        "held": _("Held"),
        "opened": _("Opened"),
    }
    export_filename = "wallets"

    def order_queryset(self, rows: QuerySet[Wallet]) -> QuerySet[Wallet]:
        return rows.order_by("-created_at", "-id")

    def with_related(self, rows: QuerySet[Wallet]) -> QuerySet[Wallet]:
        return rows.select_related("user")

    def furnish(self, rows: list[Any]) -> list[Any]:
        contents = staff.contents_of(rows)
        for wallet in rows:
            wallet.contents = contents[wallet.pk]
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            "person": str(item.user),
            "frozen": _("yes") if item.is_frozen else "",
            "cash": Money(item.contents.cash),
            "gift": Money(item.contents.gift),
            "promotional": Money(item.contents.promotional),
            "held": Money(item.contents.held),
            "opened": item.created_at,
        }


class WalletDetail(RowScreen):
    """One wallet: pockets, live promotional credit, the last lines of its statement."""

    permission_policy = WALLETS
    template_name = "dashboards/staff/wallets/wallet.html"
    header_icon = "mobile-alt"
    trail = TRAIL

    def get_page_title(self) -> str:
        return str(self.row.user)

    def get_row_queryset(self) -> QuerySet[Wallet]:
        return self.get_base_queryset().select_related("user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        is_own = self.row.user_id == user.pk
        return super().get_context_data(**kwargs) | {
            "wallet": self.row,
            "contents": staff.contents_of([self.row])[self.row.pk],
            "grants": live_grants(self.row.user_id),
            "entries": staff.statement_of(self.row)[:LATEST],
            "may_freeze": WALLETS.user_has_permission(user, "freeze") and not (is_own and self.row.is_frozen),
            "may_grant": WALLETS.user_has_permission(user, "grant") and not is_own,
            "sees_people": user.has_perm("accounts.view_user"),
            "sees_grants": GRANTS.user_has_permission(user, "view"),
        }


class EntryFilters(ListFilters):
    searched = ("reference", "key")
    dated = "at"
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("All")), *WalletEntry.Kind.choices])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        kind = self.cleaned_data.get("kind")
        return rows.filter(kind=kind) if kind else rows


class WalletStatement(ListScreen):
    """The whole statement of one wallet, with what stood in it after each line."""

    permission_policy = WALLETS
    model = WalletEntry
    page_title = _("Statement")
    header_icon = "mobile-alt"
    filters_class = EntryFilters
    columns = [
        Jalali("at", label=_("Time")),
        Column("text", label=_("What")),
        Toman("amount", label=_("Amount")),
        Toman("balance", label=_("Balance")),
        Column("reference", label=_("reference")),
    ]
    empty_title = _("Nothing here yet.")
    list_export = ["time", "kind", "note", "amount", "balance", "reference", "entry"]
    export_headings = {
        "time": _("Time"),
        "kind": _("kind"),
        "note": _("note"),
        "amount": _("amount (rial)"),
        "balance": _("balance (rial)"),
        "reference": _("reference"),
        "entry": _("ledger entry"),
    }
    export_filename = "wallet-statement"

    def get_trail(self) -> list[dict[str, Any]]:
        here = {"url": wallet_url(self.row), "label": str(self.row.user)}
        return [{"url": reverse(name), "label": label} for name, label in TRAIL] + [here]

    @property
    def filtered(self) -> QuerySet[Any]:
        return self.filter_form.narrow(staff.statement_of(self.row))

    def order_queryset(self, rows: QuerySet[WalletEntry]) -> QuerySet[WalletEntry]:
        return rows.order_by("-at", "-id")

    def to_row_dict(self, item: WalletEntry) -> dict[str, Any]:
        return {
            "time": item.at,
            "kind": item.get_kind_display(),
            "note": item.note,
            "amount": Money(item.amount),
            "balance": Money(item.balance),
            "reference": item.reference,
            "entry": item.key,
        }


class WalletAct(RowAction):
    """One thing done to one wallet."""

    permission_policy = WALLETS
    header_icon = "mobile-alt"
    trail = TRAIL

    def get_back_url(self) -> str:
        return wallet_url(self.row)

    def get_row_queryset(self) -> QuerySet[Wallet]:
        return self.get_base_queryset().select_related("user")


class FreezeWallet(WalletAct):
    action = "freeze"
    page_title = _("Freeze the wallet")
    intro: Text = _("Nothing leaves a frozen wallet; money may still come in. Its person is told the reason.")
    form_class = ReasonForm
    submit_label = _("Freeze")
    done = _("The wallet is frozen.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Wallet:
        return services.freeze_wallet(actor=self.actor, user=self.row.user, reason=data["reason"])


class ReleaseWallet(WalletAct):
    action = "freeze"
    page_title = _("Release the wallet")
    intro: Text = _("Its person can pay, send and withdraw again.")
    form_class = ReasonForm
    submit_label = _("Release")
    done = _("The wallet goes on.")

    def perform(self, data: dict[str, Any]) -> Wallet:
        return services.unfreeze_wallet(actor=self.actor, user=self.row.user, reason=data["reason"])
