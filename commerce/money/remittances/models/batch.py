"""Remittances that are sent to the bank in one file."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.private_files import private_files


class Batch(models.Model):
    """Made by one person, checked by another; the file is made once and stays."""

    class Status(models.TextChoices):
        MADE = "made", _("waiting for its check")
        CHECKED = "checked", _("its file is being made")
        EXPORTED = "exported", _("its file is ready")
        SENT = "sent", _("with the bank")
        DISSOLVED = "dissolved", _("dissolved")

    public_id = PublicIdField()
    batch_format = models.ForeignKey("remittances.BatchFormat", on_delete=models.PROTECT, related_name="batches")
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.MADE)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    total = models.BigIntegerField(_("total (rial)"), default=0)
    made_by = models.CharField(_("made by"), max_length=80)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    checked_by = models.CharField(_("checked by"), max_length=80, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    exported_rows = models.PositiveIntegerField(_("rows written"), default=0)
    file = models.FileField(_("file"), upload_to="remittance-batches/", storage=private_files, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    handed_out_at = models.DateTimeField(_("first downloaded"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    bank_reference = models.CharField(_("bank reference"), max_length=64, blank=True)
    dissolved_at = models.DateTimeField(_("dissolved"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("batch of remittances")
        verbose_name_plural = _("batches of remittances")
        permissions = [
            ("check_batch", "Can check batches of remittances"),
            ("send_batch", "Can send batches of remittances"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=F("made_by")), name="batch_checked_by_another"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["made", "dissolved"]) | ~Q(checked_by=""), name="batch_goes_on_when_checked"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["exported", "sent"]) | ~Q(file=""), name="batch_has_its_file"
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="remittance_batch_by_status")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"
