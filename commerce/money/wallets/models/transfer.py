"""Cash from one person's wallet to another's."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class Transfer(models.Model):
    """It is there when the money has moved; there is no other state."""

    public_id = PublicIdField()
    sender = models.ForeignKey("wallets.Wallet", on_delete=models.PROTECT, related_name="transfers_sent")
    receiver = models.ForeignKey("wallets.Wallet", on_delete=models.PROTECT, related_name="transfers_received")
    amount = models.BigIntegerField(_("amount (rial)"))
    note = models.CharField(_("note"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_is_of_something"),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="transfer_goes_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.amount}"
