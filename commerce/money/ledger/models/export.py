"""Parts of the books on their way into a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.private_files import private_files
from commerce.foundation.core.works import Work


class Export(Work):
    """A file of postings that somebody asked for: a statement where it names an account, else the journal."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    account = models.ForeignKey(
        "ledger.Account", verbose_name=_("account"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    since = models.DateField(_("from day"), null=True)
    until = models.DateField(_("to day"), null=True)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    language = models.CharField(max_length=5, default="fa")
    file = models.FileField(_("file"), upload_to="ledger/", blank=True, storage=private_files)

    class Meta(Work.Meta):
        verbose_name = _("export")
        verbose_name_plural = _("exports")
