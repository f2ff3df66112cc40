"""What people type at the door."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_digits
from commerce.foundation.core.validators import InvalidValue, normalise_mobile


class MobileField(forms.CharField):
    """A mobile number in any shape people type."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr", "placeholder": "09123456789"})

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        try:
            return normalise_mobile(typed)
        except InvalidValue as error:
            raise ValidationError(str(error.message), code=error.code) from error


class SixDigitsField(forms.CharField):
    """Six digits in any script."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "one-time-code", "class": "digits"}
    )

    def clean(self, value: str) -> str:
        return clean_digits(super().clean(value))


class PasswordForm(forms.Form):
    mobile = MobileField(label=_("mobile number"), max_length=40)
    password = forms.CharField(
        label=_("password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
    )


class NumberForm(forms.Form):
    mobile = MobileField(label=_("mobile number"), max_length=40)


class CodeForm(forms.Form):
    code = SixDigitsField(label=_("six-digit code"), max_length=12)


class TokenForm(forms.Form):
    token = SixDigitsField(label=_("six digits of the authenticator"), max_length=12)
