"""Months that are closed: nothing is booked in them any more."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.clock import month_name
from commerce.foundation.core.text import persian_digits


class Period(models.Model):
    """A Jalali month whose books are closed, for good. A trigger refuses entries up to its last day."""

    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    entries = models.BigIntegerField(_("entries"))
    # Debits; the credits are as many.
    turnover = models.BigIntegerField(_("turnover (rial)"))
    closed_by = models.CharField(_("closed by"), max_length=80)
    closed_at = models.DateTimeField(_("closed"), default=timezone.now)

    class Meta:
        verbose_name = _("closed month")
        verbose_name_plural = _("closed months")
        constraints = [
            models.UniqueConstraint(fields=["year", "month"], name="ledger_period_once"),
            models.UniqueConstraint(fields=["last_day"], name="ledger_period_ends_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.month:02}"

    @property
    def title(self) -> str:
        """The month in words: آذر ۱۴۰۵."""
        language = (get_language() or "fa").partition("-")[0]
        words = f"{month_name(self.month, language=language)} {self.year}"
        return persian_digits(words) if language == "fa" else words
