"""What people type at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.base.numbers import MobileField, SixDigitsField


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
