"""The print of an invoice: a PDF in one language, made once and kept."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.private_files import private_files


class Paper(models.Model):
    """A file that only our doors hand out; the same at every download."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting to be made")
        KEPT = "kept", _("ready")
        FAILED = "failed", _("failed")

    class Language(models.TextChoices):
        PERSIAN = "fa", _("Persian")
        ENGLISH = "en", _("English")

    invoice = models.ForeignKey("invoices.Invoice", on_delete=models.PROTECT, related_name="papers")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.WAITING)
    file = models.FileField(_("file"), upload_to="invoices/", storage=private_files, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    class Meta:
        verbose_name = _("print of an invoice")
        verbose_name_plural = _("prints of invoices")
        constraints = [
            models.UniqueConstraint(fields=["invoice", "language"], name="one_paper_a_language"),
            models.CheckConstraint(
                condition=~Q(status="kept") | (~Q(file="") & ~Q(digest="") & Q(made_at__isnull=False)),
                name="kept_paper_has_its_file",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(status="waiting"), name="paper_to_print")]

    def __str__(self) -> str:
        return f"{self.invoice_id} {self.language} {self.status}"
