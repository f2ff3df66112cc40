"""Money set aside for a payment, and which money it was."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.money.wallets import pockets


class WalletHold(models.Model):
    """So much of a wallet set aside for a cause, until it is taken or let go."""

    class Status(models.TextChoices):
        HELD = "held", _("held")
        TAKEN = "taken", _("taken")
        RELEASED = "released", _("let go")

    public_id = PublicIdField()
    wallet = models.ForeignKey("wallets.Wallet", on_delete=models.PROTECT, related_name="holds")
    cause_kind = models.CharField(_("for"), max_length=20)
    cause_ref = models.CharField(_("reference"), max_length=80)
    amount = models.BigIntegerField(_("amount (rial)"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.HELD)
    created_at = models.DateTimeField(_("held since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("wallet hold")
        verbose_name_plural = _("wallet holds")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="wallet_hold_is_of_something"),
            # What was let go may be held again for the same cause, when its money comes late.
            models.UniqueConstraint(
                fields=["cause_kind", "cause_ref"], condition=~Q(status="released"), name="one_live_hold_per_cause"
            ),
        ]
        indexes = [models.Index(fields=["wallet", "status", "-id"], name="wallet_holds_of_wallet")]

    def __str__(self) -> str:
        return f"{self.amount} {self.status}"


class HoldSource(models.Model):
    """One pocket's part of a hold, and how much of it a refund gave back."""

    class Pocket(models.TextChoices):
        PROMOTIONAL = pockets.PROMOTIONAL, _("promotional credit")
        GIFT = pockets.GIFT, _("gift credit")
        CASH = pockets.CASH, _("cash")

    hold = models.ForeignKey(WalletHold, on_delete=models.PROTECT, related_name="sources")
    pocket = models.CharField(_("pocket"), max_length=12, choices=Pocket.choices)
    grant = models.ForeignKey(
        "wallets.PromotionalGrant", on_delete=models.PROTECT, null=True, blank=True, related_name="uses"
    )
    amount = models.BigIntegerField(_("amount (rial)"))
    returned = models.BigIntegerField(_("given back (rial)"), default=0)

    class Meta:
        verbose_name = _("source of a hold")
        verbose_name_plural = _("sources of a hold")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, returned__gte=0, returned__lte=F("amount")), name="hold_source_left"
            ),
            models.CheckConstraint(
                condition=Q(pocket="promotional", grant__isnull=False) | ~Q(pocket="promotional") & Q(grant=None),
                name="promotional_source_names_its_grant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.pocket}"

    @property
    def left(self) -> int:
        """What a refund may still give back."""
        return self.amount - self.returned
