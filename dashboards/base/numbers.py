"""Numbers that are names, in any shape and script people type: of a phone, of an account, of a transfer."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_digits, clean_number
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


class WholeNumberField(forms.IntegerField):
    """A count, in any digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        number: int | None = super().to_python(clean_number(str(value)) if value not in self.empty_values else value)
        return number


class PercentField(forms.Field):
    """A percentage in any digits, with a point of either kind; nothing is zero."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})
    written = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", re.ASCII)

    def to_python(self, value: Any) -> Decimal:
        typed = clean_number(str(value or "0").replace("/", ".")).strip("%")
        if not self.written.fullmatch(typed):
            raise ValidationError(_("Enter a number of percent, like 0.25."), code="percent")
        return Decimal(typed)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value
