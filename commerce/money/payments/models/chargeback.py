"""Money that a payer's bank took back from a captured payment."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class Chargeback(models.Model):
    """So much of a payment the bank took back; it may be won until its deadline. One at a time for a payment."""

    class Status(models.TextChoices):
        RECORDED = "recorded", _("waiting for a second person")
        REFUSED = "refused", _("refused")
        OPEN = "open", _("open")
        WON = "won", _("won")
        LOST = "lost", _("lost")

    public_id = PublicIdField()
    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="chargebacks")
    amount = models.BigIntegerField(_("amount (rial)"))
    # What of it those who had a share of the thing gave back; the rest is our own loss.
    borne = models.BigIntegerField(_("borne by the shares (rial)"), default=0)
    our_fault = models.BooleanField(_("our own fault"), default=False)
    reason = models.CharField(_("reason"), max_length=300)
    evidence = models.TextField(_("evidence"), blank=True)
    deadline_on = models.DateField(_("to be answered until"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.RECORDED)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    recorded_by = models.CharField(_("recorded by"), max_length=80)
    checked_by = models.CharField(_("checked by"), max_length=80, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_because = models.CharField(_("outcome"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("chargeback")
        verbose_name_plural = _("chargebacks")
        permissions = [("check_chargeback", "Can check a chargeback of another person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, borne__gte=0, borne__lte=models.F("amount")), name="chargeback_of_something"
            ),
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(status__in=["recorded", "open"]),
                name="one_open_chargeback_of_a_payment",
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="chargeback_by_status")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"
