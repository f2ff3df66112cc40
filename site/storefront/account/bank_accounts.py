"""The bank accounts that a shopper's money may go to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.money.remittances import services
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.selectors import bank_account_of, bank_accounts_of
from dashboards.base.numbers import IbanField
from storefront.account import visiting
from storefront.account.forms import WordsField
from storefront.account.screens import AccountPage, ServicePage


class BankAccountsPage(AccountPage):
    template = "site/account/bank_accounts.html"
    section = "wallet"
    title = _("Bank accounts")

    def shown(self, **named: Any) -> dict[str, Any]:
        return {"accounts": bank_accounts_of(owner_kind="user", owner_ref=self.shopper.public_id).order_by("-pk")}


class AccountAct(ServicePage):
    section = "wallet"
    back = "account:bank_accounts"

    @property
    def owned(self) -> dict[str, Any]:
        """Whose account it is, and with what they came."""
        return {
            "actor": self.actor,
            "owner_kind": "user",
            "owner_ref": self.shopper.public_id,
            "credentials": visiting.credentials_of(self.request),
        }


class BankAccountForm(forms.Form):
    iban = IbanField(label=_("IBAN"), max_length=40, help_text=_("24 digits, with or without IR."))
    holder = WordsField(label=_("in whose name"), max_length=120)


class AddBankAccount(AccountAct):
    form_class = BankAccountForm
    title = _("Add a bank account")
    intro = _("Our staff compare the name with yours; money can go there once that is done and a day has passed.")
    submit_label = _("Add")
    done = _("The account was added and waits to be verified.")

    def perform(self, typed: dict[str, Any], **named: Any) -> BankAccount:
        return services.add_bank_account(**self.owned, **typed)


class RemoveBankAccount(AccountAct):
    title = _("Remove the bank account")
    submit_label = _("Remove")
    done = _("The account was removed.")

    def shown(self, **named: Any) -> dict[str, Any]:
        account = bank_account_of(owner_kind="user", owner_ref=self.shopper.public_id, public_id=named["public_id"])
        return {**super().shown(**named), "intro": str(account)}

    def perform(self, typed: dict[str, Any], **named: Any) -> None:
        services.remove_bank_account(**self.owned, public_id=named["public_id"])
