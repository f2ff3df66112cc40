"""What staff agree with a bank, as forms."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text, to_ascii_digits
from commerce.money.payments.choices import Method
from commerce.money.payments.models import Gateway
from commerce.money.payments.purposes import purposes
from commerce.shop.markets.models import Market
from dashboards.base.contracts import SecretsForm, TermsForm, terms_now
from dashboards.base.fields import TomanField

PURPOSES: dict[str, str | Promise] = {
    "order": _("Orders"),
    "top_up": _("Wallet top-ups"),
    "gift_card": _("Gift cards"),
    "market_debt": _("Debts of markets"),
}
OF_STAFF = (
    "position",
    "purposes",
    "fee_percent",
    "fee_fixed",
    "fee_most",
    "wages",
    "pay_within_seconds",
    "ask_for_seconds",
)


class PercentField(forms.CharField):
    """A percentage in any digits, with a point of either kind; none is zero."""

    def clean(self, value: Any) -> Decimal:
        typed = to_ascii_digits(clean_text(super().clean(value))).replace("٫", ".").strip("%٪ ")
        try:
            return Decimal(typed or 0)
        except InvalidOperation as error:
            raise forms.ValidationError(_("Enter a number of percent, like 0.25."), code="percent") from error


class WagesField(forms.CharField):
    """Parts for other accounts, one a line: IBAN, percent, and what it is for."""

    def __init__(self, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": 3, "dir": "ltr"})
        super().__init__(widget=area, help_text=_("One a line: IBAN, percent, description."), **kwargs)

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [clean_text(line) for line in super().clean(value).splitlines()]
        return [self._read(line) for line in lines if line]

    def _read(self, line: str) -> dict[str, str]:
        iban, _space, rest = line.partition(" ")
        percent, _space, description = rest.strip().partition(" ")
        number = to_ascii_digits(percent).replace("٫", ".").strip("%٪")
        return {"iban": iban, "percent": number, "description": description}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{wage['iban']} {wage['percent']} {wage['description']}".strip() for wage in value)


class GatewayForm(TermsForm):
    """All that staff may change of a contract, but its credentials."""

    position = forms.IntegerField(label=_("position"), min_value=0, max_value=1000)
    logo = forms.FileField(label=_("logo"), required=False, help_text=_("A picture; the old one stays if none."))
    remove_logo = forms.BooleanField(label=_("Without a logo"), required=False)
    purposes = forms.MultipleChoiceField(
        label=_("purposes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means every purpose."),
    )
    fee_percent = PercentField(label=_("fee (percent)"), required=False, max_length=10)
    fee_fixed = TomanField(label=_("fixed fee"), required=False)
    fee_most = TomanField(label=_("largest fee"), required=False, help_text=_("Empty where there is no limit."))
    wages = WagesField(label=_("wages"), required=False)
    pay_within_seconds = forms.IntegerField(
        label=_("time to pay (seconds)"), required=False, help_text=_("Empty means as for all banks.")
    )
    ask_for_seconds = forms.IntegerField(
        label=_("time to ask (seconds)"), required=False, help_text=_("Empty means as for all banks.")
    )

    def arrange(self) -> None:
        super().arrange()
        self.fields["purposes"].choices = payable_by_gateway()  # type: ignore[attr-defined]
        if not self.spoken.most_wages:
            del self.fields["wages"]

    def terms(self) -> dict[str, Any]:
        typed = self.cleaned_data
        terms = super().terms() | {name: typed[name] for name in OF_STAFF if name in typed}
        terms["fee_fixed"] = typed["fee_fixed"] or 0
        if typed["logo"] or typed["remove_logo"]:
            terms["logo"] = typed["logo"]
        return terms


class NewGatewayForm(SecretsForm, GatewayForm):
    """A contract from the beginning: whose it is, its credentials, its terms."""

    slug = forms.SlugField(
        label=_("slug"), max_length=40, help_text=_("Its callback address ends in it, and it never changes.")
    )
    market = forms.CharField(
        label=_("Market"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"dir": "ltr"}),
        help_text=_("The handle of the market whose contract it is; empty for the platform's own."),
    )

    def arrange(self) -> None:
        super().arrange()
        self.order_fields(["slug", "market", *self.spoken.credentials_needed, *self.spoken.credentials_optional])

    def clean_market(self) -> Market | None:
        typed = to_ascii_digits(clean_text(self.cleaned_data["market"])).lower()
        found = Market.objects.filter(handle=typed).first() if typed else None
        if typed and found is None:
            raise forms.ValidationError(_("There is no such market."), code="unknown_market")
        return found


def gateway_now(gateway: Gateway) -> dict[str, Any]:
    """What the form of staff begins with."""
    return terms_now(gateway) | {name: getattr(gateway, name) for name in OF_STAFF}


def payable_by_gateway() -> list[tuple[str, str | Promise]]:
    """The purposes that banks may take money for, in words."""
    return [(name, PURPOSES.get(name, name)) for name, one in purposes.items() if Method.GATEWAY in one.methods]
