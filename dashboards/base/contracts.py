"""Contracts with banks as staff and markets see them: banks by name, states in a word, forms that show no secret."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.money.payments.contracts import LONGEST, SpokenBank, spoken_bank
from commerce.money.payments.models import Gateway
from dashboards.base.columns import Column, badge
from dashboards.base.fields import TomanField
from dashboards.base.languages import language

Text = str | Promise

BANK_NAMES: dict[str, Text] = {
    "zarinpal": _("Zarinpal"),
    "mellat": _("Behpardakht Mellat"),
    "parsian": _("Parsian"),
    "zibal": _("Zibal"),
    "sep": _("Saman (SEP)"),
    "sadad": _("Sadad Melli"),
    "nextpay": _("NextPay"),
}
CREDENTIALS: dict[str, Text] = {
    "merchant_id": _("merchant code"),
    "merchant": _("merchant code"),
    "terminal_id": _("terminal number"),
    "terminal_key": _("terminal key"),
    "user_name": _("user name"),
    "user_password": _("password of the user"),
    "login_account": _("PIN (login account)"),
    "api_key": _("API key"),
    "access_token": _("access token, for refunds"),
    "account_id": _("account number, for refunds"),
    "old_paths": _("contract of document 1.10"),
    "neo_pg": _("the bank's new page"),
}
# These say how a contract is spoken and are no secret: yes, or nothing.
SWITCHES = frozenset({"old_paths", "neo_pg"})


def bank_name(bank: str) -> Text:
    """What people call a bank."""
    return BANK_NAMES.get(bank, bank)


def state_of(gateway: Gateway) -> SafeString:
    """How a gateway stands, as a coloured word."""
    if not gateway.is_active:
        return badge("off", gettext("off"))
    if gateway.rests_until and gateway.rests_until > clock.now():
        until = clock.jalali_datetime(gateway.rests_until, language=language())
        return badge("resting", gettext("resting until %(time)s") % {"time": until})
    return badge("test", gettext("test")) if gateway.is_test else badge("on", gettext("on"))


class GatewayState(Column):
    """How the gateway of a row stands."""

    def get_value(self, instance: Gateway) -> SafeString:
        return state_of(instance)


class SecretInput(forms.PasswordInput):
    """Typed and never shown again, nor remembered by the browser."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "new-password", "dir": "ltr", "spellcheck": "false"}, render_value=False)


class BankForm(forms.Form):
    """A form about a contract with one bank, of which these credentials were `entered` before."""

    def __init__(self, *args: Any, bank: str, entered: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spoken: SpokenBank = spoken_bank(bank)
        self.entered = entered
        self.arrange()

    def arrange(self) -> None:
        """Fit the fields to the bank."""


class SecretsForm(BankForm):
    """What a bank gave at contract time; what was entered before may be left blank."""

    def arrange(self) -> None:
        super().arrange()
        for name in self.spoken.credentials_needed:
            self.fields[name] = self._field(name, required=name not in self.entered)
        for name in self.spoken.credentials_optional:
            self.fields[name] = self._field(name, required=False)
            if name in self.entered:
                label = _("Forget: %(field)s") % {"field": CREDENTIALS.get(name, name)}
                self.fields[f"forget_{name}"] = forms.BooleanField(label=label, required=False)

    def _field(self, name: str, *, required: bool) -> forms.Field:
        told: dict[str, Any] = {
            "label": CREDENTIALS.get(name, name),
            "required": required,
            "help_text": _("Entered; blank leaves it as it is.") if name in self.entered else "",
        }
        if name in SWITCHES:
            return forms.ChoiceField(choices=[("", "—"), ("yes", _("yes"))], **told)
        return forms.CharField(max_length=LONGEST, widget=SecretInput(), **told)

    def secrets(self) -> dict[str, str | None]:
        """What was typed, by the names of the bank; None for what is to be forgotten."""
        typed = self.cleaned_data
        names = (*self.spoken.credentials_needed, *self.spoken.credentials_optional)
        return {name: None if typed.get(f"forget_{name}") else typed[name] for name in names}


class RenewForm(SecretsForm):
    """Other credentials for a contract that is there."""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(typed.values()):
            raise forms.ValidationError(_("Nothing was typed; the credentials stay as they are."))
        return typed


class TermsForm(BankForm):
    """What whoever owns a contract may decide about it."""

    title_fa = forms.CharField(label=_("title in Persian"), max_length=80)
    title_en = forms.CharField(label=_("title in English"), max_length=80, widget=forms.TextInput({"dir": "ltr"}))
    is_active = forms.BooleanField(label=_("Shoppers may choose it"), required=False)
    is_test = forms.BooleanField(
        label=_("the bank's test contract"), required=False, help_text=_("Never offered to real shoppers.")
    )
    min_amount = TomanField(label=_("Smallest amount"), min_value=1)
    max_amount = TomanField(label=_("Largest amount"), min_value=1)

    def terms(self) -> dict[str, Any]:
        """What the services take as terms."""
        return {name: self.cleaned_data[name] for name in TermsForm.base_fields}


def terms_now(gateway: Gateway) -> dict[str, Any]:
    """What a form of terms begins with."""
    return {name: getattr(gateway, name) for name in TermsForm.base_fields}
