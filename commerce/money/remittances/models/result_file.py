"""What the bank wrote back about a batch."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.private_files import private_files


class ResultFile(models.Model):
    """A file of results: looked at first, then applied; applying it again changes nothing."""

    public_id = PublicIdField()
    batch = models.ForeignKey("remittances.Batch", on_delete=models.PROTECT, related_name="result_files")
    file = models.FileField(_("file"), upload_to="remittance-results/", storage=private_files)
    uploaded_by = models.CharField(_("uploaded by"), max_length=80)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    applied_by = models.CharField(_("applied by"), max_length=80, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    settled = models.PositiveIntegerField(_("arrived"), default=0)
    returned = models.PositiveIntegerField(_("returned"), default=0)

    class Meta:
        verbose_name = _("result file")
        verbose_name_plural = _("result files")

    def __str__(self) -> str:
        return self.public_id
