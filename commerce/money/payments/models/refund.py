"""Money on its way back to a payer, by one tender."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


def new_refund_number() -> int:
    """The number by which a bank knows a refund: digits only, the same at every try."""
    return 10**11 + secrets.randbelow(9 * 10**11)


class Refund(models.Model):
    """So much of a captured payment goes back. Decided before; this row is about the sending."""

    class Way(models.TextChoices):
        GATEWAY = "gateway", _("to the card, by the gateway")
        WALLET = "wallet", _("to the wallet")
        BANK = "bank", _("to a bank account")
        SELLER = "seller", _("by the seller, by hand")

    class Means(models.TextChoices):
        """What a bank was asked to do; a try whose answer was lost is never followed by one of the other kind."""

        REVERSE = "reverse", _("taking the payment back")
        REFUND = "refund", _("sending money back")

    class Status(models.TextChoices):
        CREATED = "created", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        UNKNOWN = "unknown", _("no answer yet")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not possible this way")

    public_id = PublicIdField()
    # What decided it; the same decision asked again makes no second refund.
    key = models.CharField(_("key"), max_length=120)
    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField(_("amount (rial)"))
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    means = models.CharField(_("asked of the bank as"), max_length=10, choices=Means.choices, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.CREATED)
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    number = models.BigIntegerField(_("refund number at the bank"), default=new_refund_number, unique=True)
    reference = models.CharField(_("bank reference"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    sending_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    last_code = models.CharField(_("last code"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_of_something"),
            models.UniqueConstraint(fields=["key", "payment"], name="refund_decided_once_per_payment"),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="refund_by_status"),
            models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="refund_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"
