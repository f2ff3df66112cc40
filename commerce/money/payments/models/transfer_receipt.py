"""What a shopper shows for a bank transfer."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.private_files import private_files


class TransferReceipt(models.Model):
    """A picture or a number of a transfer that a shopper says to have made; staff decide."""

    class Decision(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    public_id = PublicIdField()
    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="transfer_receipts")
    account = models.ForeignKey("payments.PlatformAccount", on_delete=models.PROTECT, related_name="transfer_receipts")
    file = models.FileField(_("receipt"), upload_to="transfer-receipts/", blank=True, storage=private_files)
    tracking = models.CharField(_("tracking number"), max_length=40, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("sent in"), default=timezone.now)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, default=Decision.WAITING)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("transfer receipt")
        verbose_name_plural = _("transfer receipts")
        constraints = [
            models.UniqueConstraint(
                fields=["payment"], condition=Q(decision="waiting"), name="one_waiting_receipt_per_payment"
            ),
            models.UniqueConstraint(
                fields=["account", "tracking"], condition=Q(decision="confirmed"), name="one_payment_per_transfer"
            ),
        ]
        indexes = [models.Index(fields=["decision", "-id"], name="transfer_receipt_by_decision")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.decision}"
