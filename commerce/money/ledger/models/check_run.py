"""Checks of the books that somebody asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.works import Work, one_at_a_time


class CheckRun(Work):
    """One run of `ledger_check`; `findings` are rows of (check, finding), empty where the books are in order."""

    findings = models.JSONField(_("findings"), default=list)

    class Meta(Work.Meta):
        verbose_name = _("check of the books")
        verbose_name_plural = _("checks of the books")
        constraints = [one_at_a_time("ledger_one_check_at_a_time")]

    @property
    def is_clean(self) -> bool:
        """Whether it ended and found nothing."""
        return self.status == self.Status.DONE and not self.findings
