"""`{% load books %}`: amounts and reasons as the books show them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commerce.foundation.core.text import group_digits
from commerce.money.ledger.causes import reason_in_words
from dashboards.base.languages import language

register = template.Library()
NOTHING = SafeString('<span class="desk-quiet">·</span>')


@register.filter
def rials(amount: int | None) -> SafeString:
    """Whole rials with their sign, the unit being in the heading; a dot for nothing."""
    if not amount:
        return NOTHING
    return format_html('<bdi dir="ltr">{}</bdi>', group_digits(amount, language=language()))


@register.filter
def reason(code: str) -> Any:
    """What a reason is called."""
    return reason_in_words(code)
