"""Small numbers of pieces, typed in any digits."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text, persian_digits, to_ascii_digits
from dashboards.base.languages import language

NUMBER = re.compile(r"[0-9]{1,9}")


class CountField(forms.Field):
    """A small number, typed in any digits."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.widget.attrs.update({"inputmode": "numeric", "dir": "ltr", "size": 4})

    def prepare_value(self, value: Any) -> Any:
        return persian_digits(value) if isinstance(value, int) and language() == "fa" else value

    def to_python(self, value: Any) -> int:
        typed = to_ascii_digits(clean_text(str(value or "0")))
        if not NUMBER.fullmatch(typed) or int(typed) > self.most:
            raise forms.ValidationError(_("Enter a number from 0 to %(most)s."), params={"most": self.most})
        return int(typed)
