"""What shoppers type on the web."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_digits, clean_text
from commerce.foundation.core.validators import InvalidValue, normalise_mobile
from commerce.money.payments.selectors import usable_gateways


class MobileField(forms.CharField):
    """A mobile number in any shape people type."""

    widget = forms.TextInput(
        attrs={"inputmode": "tel", "dir": "ltr", "placeholder": "09123456789", "autocomplete": "tel"}
    )

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return normalise_mobile(typed)
        except InvalidValue as error:
            raise ValidationError(str(error.message), code=error.code) from error


class WordsField(forms.CharField):
    """A line of text with our letters and without hidden characters."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class DigitsField(forms.CharField):
    """A number that is only a name, in any script: a tracking number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"})

    def clean(self, value: str) -> str:
        return clean_digits(super().clean(value))


class CodeField(DigitsField):
    """Six digits in any script."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "one-time-code"})


class NumberForm(forms.Form):
    mobile = MobileField(label=_("mobile number"), max_length=40)


class CodeForm(forms.Form):
    code = CodeField(label=_("six-digit code"), max_length=12)


class StepUpForm(forms.Form):
    """The code that confirms a delicate act, below the form of the act itself."""

    confirmation = CodeField(label=_("the code that was sent to you"), max_length=12)


def gateway_field(purpose: str) -> forms.ChoiceField:
    """The gateways to choose from, as they stand when the form is shown; the first unless told."""

    def offered() -> list[tuple[str, str]]:
        return [(gateway.slug, gateway.title) for gateway in usable_gateways(purpose=purpose)]

    return forms.ChoiceField(label=_("Gateway"), choices=offered, required=False, widget=forms.RadioSelect)
