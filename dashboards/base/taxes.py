"""A rate of tax on any screen says whether somebody checked it against the law of its year."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commerce.foundation.core.text import write_percent
from commerce.money.tax.models import TaxRate
from dashboards.base.columns import badge
from dashboards.base.languages import language


def confirmation(rate: TaxRate | None) -> SafeString:
    """The mark of an unchecked rate; a checked one names its source."""
    if rate is None:
        return SafeString("")
    return badge("done", rate.source or _("confirmed")) if rate.is_confirmed else badge("test", _("to be confirmed"))


def rate_in_words(rate: TaxRate | None) -> SafeString:
    """A rate with its mark."""
    if rate is None:
        return SafeString("—")
    return format_html("{} {}", write_percent(rate.percent, language=language()), confirmation(rate))
