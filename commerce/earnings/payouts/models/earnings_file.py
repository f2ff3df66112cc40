"""What a market earned, as a file that a worker wrote."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.private_files import private_files
from commerce.foundation.core.works import Work


class EarningsFile(Work):
    """A month's statement, or a list of sales, of one market; private, and written once.

    `mark` names the state of the books it was written from: while nothing is booked in the month, and so for ever once
    the month is closed, whoever asks again is given the same file.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("statement of a month")
        SALES = "sales", _("list of sales")

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"

    market_ref = models.CharField(_("market"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    month = models.CharField(_("month"), max_length=7, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=5, default="fa")
    mark = models.CharField(max_length=80, blank=True)
    file = models.FileField(_("file"), upload_to="earnings/", blank=True, storage=private_files)

    class Meta(Work.Meta):
        verbose_name = _("earnings file")
        verbose_name_plural = _("earnings files")
        constraints = [
            models.UniqueConstraint(
                fields=["market_ref", "month", "format", "language", "mark"],
                condition=Q(kind="statement") & ~Q(status="failed"),
                name="statement_written_once",
            ),
        ]
        indexes = [models.Index(fields=["market_ref", "-id"], name="earnings_file_by_market")]

    @property
    def name(self) -> str:
        """What the file is called where it is saved."""
        return f"{self.kind}-{self.month}.{self.format}" if self.month else f"{self.kind}.{self.format}"
