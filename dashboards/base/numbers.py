"""Numbers that are names, in any shape and script people type: of a phone, of an account, of a transfer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commerce.foundation.core.text import clean_digits
from commerce.foundation.core.validators import InvalidValue, normalise_iban, normalise_mobile


class NormalisedField(forms.CharField):
    """A text that the trade's own rule reads; what it refuses is said beside the field."""

    def __init__(self, *, rule: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        try:
            return self.rule(typed) if typed else ""
        except InvalidValue as error:
            raise ValidationError(str(error.message), code=error.code) from error


class MobileField(NormalisedField):
    """A mobile number."""

    widget = forms.TextInput(
        attrs={"inputmode": "tel", "dir": "ltr", "placeholder": "09123456789", "autocomplete": "tel"}
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rule=normalise_mobile, **kwargs)


class IbanField(NormalisedField):
    """An Iranian IBAN."""

    widget = forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rule=normalise_iban, **kwargs)


class DigitsField(forms.CharField):
    """Digits: a tracking number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"})

    def clean(self, value: str) -> str:
        return clean_digits(super().clean(value))


class SixDigitsField(DigitsField):
    """A one-time code."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "one-time-code", "class": "digits"}
    )
