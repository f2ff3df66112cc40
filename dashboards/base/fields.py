"""Form fields that speak as people in Iran write: Jalali days, toman with thousands marks, any digits."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.foundation.core.money import scale_on
from commerce.foundation.core.text import clean_text, group_digits, persian_digits, to_ascii_digits
from commerce.foundation.core.validators.invalid import InvalidValue
from dashboards.base.languages import language

_MARKS = re.compile(r"[\s,٬،'_]")
_AMOUNT = re.compile(r"[0-9]{1,15}(?:[./٫][0-9]{1,4})?")


class JalaliDateInput(forms.TextInput):
    """A text to type a Jalali day into, with a calendar beside it."""

    class Media:
        css = {"all": ("dashboard/jalali.css",)}
        js = ("dashboard/jalali.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        hints = {"data-jalali": "", "autocomplete": "off", "inputmode": "numeric", "dir": "ltr", "maxlength": "10"}
        super().__init__({**hints, "placeholder": "۱۴۰۵/۰۱/۰۱", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return clock.jalali_date(value, language=language()) if isinstance(value, date) else value


class JalaliDateField(forms.Field):
    """A day typed in the Jalali calendar, kept as a date."""

    widget = JalaliDateInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return clock.parse_jalali_date(str(value))
        except InvalidValue as error:
            raise ValidationError(str(error.message), code=error.code) from error


class TomanInput(forms.TextInput):
    """An amount in the unit people count in, grouped while it is typed."""

    template_name = "dashboards/base/toman_input.html"

    class Media:
        js = ("dashboard/toman.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        hints = {"data-toman": "", "autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}
        super().__init__({**hints, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"unit": scale_on(clock.today()).unit(language())}

    def format_value(self, value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else in_units(int(value), language=language())


class TomanField(forms.Field):
    """Typed in toman, kept in rials."""

    widget = TomanInput

    def __init__(self, *, min_value: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value = min_value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        typed = _MARKS.sub("", to_ascii_digits(clean_text(str(value)))).replace("٫", ".").replace("/", ".")
        if not _AMOUNT.fullmatch(typed):
            raise ValidationError(_("Enter an amount in toman, like 125,000."), code="invalid_amount")
        rials = _to_rials(typed)
        if rials < self.min_value:
            raise ValidationError(_("This amount is too small."), code="too_small")
        return rials


def in_units(rials: int, *, language: str) -> str:
    """Rials as typed in a form: grouped, without the unit."""
    scale = scale_on(clock.today())
    whole, rest = divmod(rials, scale.rials)
    marks = f".{rest:0{len(str(scale.rials)) - 1}}".rstrip("0") if rest else ""
    return group_digits(whole, language=language) + (persian_digits(marks) if language == "fa" else marks)


def _to_rials(typed: str) -> int:
    scale = scale_on(clock.today())
    whole, _point, fraction = typed.partition(".")
    digits = len(str(scale.rials)) - 1
    if len(fraction.rstrip("0")) > digits:
        raise ValidationError(_("This is finer than one rial."), code="invalid_amount")
    return int(whole) * scale.rials + int(fraction[:digits].ljust(digits, "0") or 0)
