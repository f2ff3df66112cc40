"""A settlement file: what a bank says to have paid out for a gateway."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.private_files import private_files
from commerce.money.reconciliation.models.column_mapping import Unit


class StatementFile(models.Model):
    """One file of one gateway, from upload to posting. `columns` are the places of its columns by what they are."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("columns to be named")
        READING = "reading", _("being read")
        READ = "read", _("read")
        SUBMITTED = "submitted", _("waits for approval")
        POSTED = "posted", _("posted")
        DISCARDED = "discarded", _("discarded")

    public_id = PublicIdField()
    gateway = models.ForeignKey(
        "payments.Gateway", verbose_name=_("gateway"), on_delete=models.PROTECT, related_name="statement_files"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.UPLOADED)
    name = models.CharField(_("name"), max_length=120)
    file = models.FileField(_("file"), upload_to="settlements/", storage=private_files)
    sha256 = models.CharField(max_length=64)
    preview = models.JSONField(default=list)
    header_row = models.PositiveSmallIntegerField(_("row of headings"), default=0)
    columns = models.JSONField(_("columns"), default=dict)
    unit = models.CharField(_("unit"), max_length=5, choices=Unit.choices, default=Unit.RIAL)
    # The days that its rows are about.
    first_day = models.DateField(_("from day"), null=True)
    last_day = models.DateField(_("to day"), null=True)
    uploaded_by = models.CharField(_("uploaded by"), max_length=80)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    submitted_by = models.CharField(_("submitted by"), max_length=80, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    checked_by = models.CharField(_("checked by"), max_length=80, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    problem = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("settlement file")
        verbose_name_plural = _("settlement files")
        permissions = [("check_statementfile", "Can post or refuse settlement files")]
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "sha256"], condition=~Q(status="discarded"), name="settlement_file_once_per_gateway"
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="settlement_file_by_status")]

    def __str__(self) -> str:
        return f"{self.name} {self.status}"

    @property
    def headings(self) -> list[str]:
        """The texts over its columns."""
        return self.preview[self.header_row] if self.preview else []
