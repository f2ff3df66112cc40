"""The work of reading a file and looking for the payments of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.works import Work


class StatementReading(Work):
    """One reading of a file by one naming of its columns."""

    file = models.ForeignKey(
        "reconciliation.StatementFile", verbose_name=_("file"), on_delete=models.CASCADE, related_name="readings"
    )

    class Meta(Work.Meta):
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
