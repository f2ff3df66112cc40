"""A shopper's wallet on the web: what is in it, its statement, money in and out."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import redirect_url, result_url
from commerce.money.remittances.models import BankAccount, Remittance
from commerce.money.remittances.selectors import bank_accounts_of
from commerce.money.wallets import selectors, services
from commerce.money.wallets.models import Transfer, WalletEntry
from commerce.money.wallets.services.topping_up import PURPOSE as TOP_UP
from dashboards.base.actions import show_refusal
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.numbers import MobileField
from storefront.account import visiting
from storefront.account.forms import WordsField, gateway_field
from storefront.account.pages import newest_first
from storefront.account.screens import AccountPage, ServicePage


class StatementFilters(forms.Form):
    since = JalaliDateField(label=_("From day"), required=False)
    until = JalaliDateField(label=_("To day"), required=False)
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("All")), *WalletEntry.Kind.choices])

    def asked(self) -> dict[str, Any]:
        """What to narrow by; a field that cannot be read is told about and narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class WalletPage(AccountPage):
    template = "site/account/wallet.html"
    section = "wallet"
    title = _("Wallet")

    def shown(self, **named: Any) -> dict[str, Any]:
        filters = StatementFilters(self.request.GET)
        entries = selectors.entries_of(user_id=self.shopper.pk, **filters.asked())
        return {
            "summary": selectors.summary_of(self.shopper),
            "filters": filters,
            "leaf": newest_first(self.request, entries),
            "withdrawals": selectors.withdrawals_of(self.shopper).filter(status__in=Remittance.IN_TRANSIT),
        }


class WalletAct(ServicePage):
    """One thing a shopper does with their wallet."""

    section = "wallet"
    back = "account:wallet"


class TopUpForm(forms.Form):
    amount = TomanField(label=_("Amount"), min_value=1)
    gateway = gateway_field(TOP_UP)


class TopUp(WalletAct):
    form_class = TopUpForm
    title = _("Put money in")
    submit_label = _("Go to the bank")
    done = ""

    def perform(self, typed: dict[str, Any], **named: Any) -> Payment:
        _top_up, payment = services.ask_top_up(
            user=self.shopper, amount=typed["amount"], gateway_slug=typed["gateway"] or None
        )
        return payment

    def after(self, outcome: Payment) -> str:
        return redirect_url(outcome) or result_url(outcome)


class TransferForm(forms.Form):
    mobile = MobileField(label=_("mobile number of the receiver"), max_length=40)
    amount = TomanField(label=_("Amount"), min_value=1)
    note = WordsField(label=_("note"), max_length=80, required=False)


class SendMoney(WalletAct):
    """First it is shown who would receive the money; then it is sent, confirmed by a fresh code."""

    template = "site/account/transfer.html"
    form_class = TransferForm
    title = _("Send money")
    submit_label = _("Continue")
    done = _("The money was sent.")

    def post(self, request: HttpRequest, **named: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        if request.POST.get("agreed") or not form.is_valid():
            return super().post(request, **named)
        typed = form.cleaned_data
        try:
            preview = services.preview_transfer(user=self.shopper, mobile=typed["mobile"], amount=typed["amount"])
        except DomainError as error:
            show_refusal(form, error)
            return self.show({"form": form}, status=422)
        return self.show({"form": form, "preview": preview, "submit_label": _("Send")})

    def shown(self, **named: Any) -> dict[str, Any]:
        agreed = self.request.POST.get("agreed", "")
        return {**super().shown(**named), "agreed": agreed} | ({"submit_label": _("Send")} if agreed else {})

    def perform(self, typed: dict[str, Any], **named: Any) -> Transfer:
        return services.transfer_cash(
            user=self.shopper,
            credentials=visiting.credentials_of(self.request),
            confirmation=self.request.POST["agreed"],
            **typed,
        )


class WithdrawForm(forms.Form):
    amount = TomanField(label=_("Amount"), min_value=1)
    bank_account = forms.ChoiceField(label=_("to the account"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank_account"].choices = [(one.public_id, str(one)) for one in accounts]  # type: ignore[attr-defined]


class Withdraw(WalletAct):
    template = "site/account/withdraw.html"
    title = _("Take money out")
    intro = _("Cash goes to a verified account of your own, once our staff agreed. Gifts and promotional credit stay.")
    submit_label = _("Ask for it")
    done = _("We were asked; the money is on its way once it is agreed.")

    def make_form(self, data: Any = None, files: Any = None) -> forms.Form:
        accounts = bank_accounts_of(owner_kind="user", owner_ref=self.shopper.public_id)
        return WithdrawForm(data, accounts=accounts.filter(status=BankAccount.Status.VERIFIED))

    def perform(self, typed: dict[str, Any], **named: Any) -> Remittance:
        credentials = visiting.credentials_of(self.request)
        return services.ask_withdrawal(actor=self.actor, user=self.shopper, credentials=credentials, **typed)


class CancelWithdrawal(WalletAct):
    title = _("Take the request back")
    intro = _("The money is in your wallet again at once.")
    submit_label = _("Take it back")
    done = _("The money is in your wallet again.")

    def perform(self, typed: dict[str, Any], **named: Any) -> Remittance:
        return services.cancel_withdrawal(actor=self.actor, user=self.shopper, public_id=named["public_id"])
