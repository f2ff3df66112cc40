"""Staff lessen a debt by hand: money that came another way, or what is not asked for any more."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class DebtRelief(models.Model):
    """Asked by one, above a limit agreed to by another, and booked then."""

    class Kind(models.TextChoices):
        WAIVER = "waiver", _("waived")
        BY_HAND = "by_hand", _("paid to our bank account")

    class Status(models.TextChoices):
        ASKED = "asked", _("waiting for a second person")
        DONE = "done", _("booked")
        REFUSED = "refused", _("refused")

    public_id = PublicIdField()
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="debt_reliefs")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField(_("amount (rial)"))
    reason = models.CharField(_("reason"), max_length=300)
    tracking = models.CharField(_("tracking number"), max_length=60, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_by = models.CharField(_("asked by"), max_length=80)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    checked_by = models.CharField(_("checked by"), max_length=80, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    refused_because = models.CharField(_("why refused"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("relief of a debt")
        verbose_name_plural = _("reliefs of debts")
        permissions = [("approve_debtrelief", _("Can agree to reliefs of debts that others asked for"))]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="relief_of_something"),
            models.UniqueConstraint(
                fields=["tracking"],
                condition=~Q(tracking="") & ~Q(status="refused"),
                name="transfer_pays_one_debt",
            ),
        ]
        indexes = [
            models.Index(fields=["market", "-asked_at", "-id"], name="debt_relief_by_market"),
            models.Index(fields=["status", "-id"], name="debt_relief_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
