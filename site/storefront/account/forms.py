"""What shoppers type on the web."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text
from commerce.money.payments.selectors import usable_gateways
from dashboards.base.numbers import SixDigitsField


class WordsField(forms.CharField):
    """A line of text with our letters and without hidden characters."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class StepUpForm(forms.Form):
    """The code that confirms a delicate act, below the form of the act itself."""

    confirmation = SixDigitsField(label=_("the code that was sent to you"), max_length=12)


def gateway_field(purpose: str) -> forms.ChoiceField:
    """The gateways to choose from, as they stand when the form is shown; the first unless told."""

    def offered() -> list[tuple[str, str]]:
        return [(gateway.slug, gateway.title) for gateway in usable_gateways(purpose=purpose)]

    return forms.ChoiceField(label=_("Gateway"), choices=offered, required=False, widget=forms.RadioSelect)
