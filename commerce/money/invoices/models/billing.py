"""The platform's own invoices: made for all markets once a month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.works import Work, one_at_a_time


class CommissionRun(Work):
    """The commission invoices of a Jalali month, market by market; asked again, it makes those that are missing."""

    jalali_year = models.PositiveSmallIntegerField(_("Jalali year"))
    month = models.PositiveSmallIntegerField(_("month"))
    made = models.PositiveIntegerField(_("papers made"), default=0)

    class Meta(Work.Meta):
        verbose_name = _("run of commission invoices")
        verbose_name_plural = _("runs of commission invoices")
        constraints = [
            one_at_a_time("one_commission_run_at_a_time"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="commission_run_of_a_month"),
        ]

    @property
    def name(self) -> str:
        """The month as papers name it: 1405-08."""
        return f"{self.jalali_year}-{self.month:02}"
