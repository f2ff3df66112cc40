"""Money on its way from a bank into a wallet."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class TopUp(models.Model):
    """A person's wish to put money into the wallet; the payment of it is in payments."""

    class Status(models.TextChoices):
        ASKED = "asked", _("waiting for payment")
        DONE = "done", _("in the wallet")
        ENDED = "ended", _("not paid")

    public_id = PublicIdField()
    wallet = models.ForeignKey("wallets.Wallet", on_delete=models.PROTECT, related_name="top_ups")
    amount = models.BigIntegerField(_("amount (rial)"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ASKED)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("top-up")
        verbose_name_plural = _("top-ups")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="top_up_is_of_something")]
        indexes = [models.Index(fields=["wallet", "-id"], name="top_ups_of_wallet")]

    def __str__(self) -> str:
        return f"{self.amount} {self.status}"
