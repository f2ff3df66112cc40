"""Where the market's money may go."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core import clock
from commerce.money.remittances import services
from commerce.money.remittances.models import BankAccount
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Badge, Column, Jalali, Link, Plain
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import IbanField
from dashboards.base.screens import RowScreen
from dashboards.base.step_up import Delicate
from dashboards.vendor.money.policies import BANK_ACCOUNTS, MANAGE, MoneySide

TRAIL = (("vendor:money", _("Money")), ("vendor:bank_accounts", _("Bank accounts")))


def bank_account_url(account: BankAccount) -> str:
    return reverse("vendor:bank_account", args=[account.public_id])


class BankAccountList(MoneySide, ListScreen):
    """The accounts of the market on screen, the default first."""

    permission_policy = BANK_ACCOUNTS
    model = BankAccount
    page_title = _("Bank accounts")
    header_icon = "lock"
    trail = TRAIL[:1]
    columns = [
        Link("iban_mask", label=_("IBAN"), to=bank_account_url),
        Column("bank_name", label=_("Bank")),
        Plain("holder", label=_("account holder")),
        Badge("status", label=_("Status")),
        Plain("is_default", label=_("default"), accessor=lambda account: _("yes") if account.is_default else ""),
        Jalali("added_at", label=_("Added")),
    ]
    empty_title = _("No bank accounts yet")
    empty_text = _("Add the account to which your money shall go; staff verify it.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.seat.may(MANAGE):
            return []
        return [HeaderButton(_("Add a bank account"), url=reverse("vendor:bank_account_add"), icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[BankAccount]:
        return super().get_base_queryset().filter(owner_ref=self.seat.tenant.ref)

    def order_queryset(self, rows: QuerySet[BankAccount]) -> QuerySet[BankAccount]:
        return rows.order_by("-is_default", "-pk")


class BankAccountForm(forms.Form):
    iban = IbanField(label=_("IBAN (sheba)"), max_length=40)
    holder = forms.CharField(
        label=_("account holder"), max_length=120, help_text=_("As the bank writes it; staff compare.")
    )


class AddBankAccount(Delicate, MoneySide, NewRowAction):
    permission_policy = BANK_ACCOUNTS
    page_title = _("Add a bank account")
    header_icon = "lock"
    trail = TRAIL
    form_class = BankAccountForm
    intro = _("Money goes there once staff have verified it and it is no longer new.")
    submit_label = _("Add")
    done = _("The bank account was added.")

    def get_back_url(self) -> str:
        return reverse("vendor:bank_accounts")

    def perform(self, data: dict[str, Any]) -> BankAccount:
        return services.add_bank_account(actor=self.actor, **self.owner, credentials=self.credentials, **data)


class BankAccountDetail(MoneySide, RowScreen):
    permission_policy = BANK_ACCOUNTS
    template_name = "dashboards/vendor/money/bank_account.html"
    header_icon = "lock"
    trail = TRAIL

    def get_page_title(self) -> str:
        mask: str = self.row.iban_mask
        return mask

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_new = self.row.usable_from > clock.now()
        return super().get_context_data(**kwargs) | {"account": self.row, "is_new": is_new}


class BankAccountAction(Delicate, MoneySide, RowAction):
    """One thing done to one bank account of the market."""

    permission_policy = BANK_ACCOUNTS
    header_icon = "lock"
    trail = TRAIL

    def get_back_url(self) -> str:
        return bank_account_url(self.row)

    @property
    def named(self) -> dict[str, Any]:
        about = {"actor": self.actor, "public_id": self.row.public_id, "credentials": self.credentials}
        return about | self.owner


class RemoveBankAccount(BankAccountAction):
    page_title = _("Remove the bank account")
    intro = _("No money goes there any more. Not possible while some is on its way there.")
    submit_label = _("Remove")
    done = _("The bank account was removed.")
    is_serious = True

    def get_success_url(self) -> str:
        return reverse("vendor:bank_accounts")

    def perform(self, data: dict[str, Any]) -> None:
        services.remove_bank_account(**self.named)


class MakeDefault(BankAccountAction):
    page_title = _("Make it the default")
    intro = _("Money goes here when nobody says where.")
    submit_label = _("Make it the default")
    done = _("This is the default bank account now.")

    def perform(self, data: dict[str, Any]) -> BankAccount:
        return services.make_default(**self.named)
