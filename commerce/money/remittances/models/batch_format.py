"""How a bank wants its batch files and how it writes its results: data, for banks differ."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BatchFormat(models.Model):
    """The columns of a file to the bank, its limits, and the words of the file that comes back."""

    class FileKind(models.TextChoices):
        CSV = "csv", _("CSV")
        XLSX = "xlsx", _("Excel workbook")

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    title_fa = models.CharField(_("title in Persian"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    file_kind = models.CharField(_("file"), max_length=4, choices=FileKind.choices)
    # In the order of the file: {heading, value}, where the value is one of columns.VALUES.
    columns = models.JSONField(_("columns"))
    most_rows = models.PositiveIntegerField(_("most rows in a file"), default=1000)
    # What the bank takes in one transfer this way; empty where it sets no limit.
    most_amount = models.BigIntegerField(_("largest amount of a row (rial)"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    result_tracking = models.CharField(_("results: heading of the tracking number"), max_length=80)
    result_state = models.CharField(_("results: heading of the state"), max_length=80)
    result_reference = models.CharField(_("results: heading of the bank reference"), max_length=80, blank=True)
    result_reason = models.CharField(_("results: heading of the reason"), max_length=80, blank=True)
    settled_words = ArrayField(models.CharField(max_length=60), verbose_name=_("results: words for arrived"))
    returned_words = ArrayField(models.CharField(max_length=60), verbose_name=_("results: words for returned"))

    class Meta:
        verbose_name = _("batch file format")
        verbose_name_plural = _("batch file formats")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(most_rows__gt=0), name="batch_format_takes_rows"),
            models.CheckConstraint(
                condition=models.Q(most_amount=None) | models.Q(most_amount__gt=0), name="batch_format_takes_amounts"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """The name in the language of the reader."""
        return self.title_fa if (get_language() or "fa").startswith("fa") else self.title_en
