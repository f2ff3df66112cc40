"""How a market stood with the platform when it was last looked at."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DebtStanding(models.Model):
    """One row a market that ever owed. The books are the truth; this is what bills and sanctions were told from them.

    `incurred` only grows: it counts every rial by which the debt grew, so that a payment makes up for the oldest part.
    """

    market = models.OneToOneField("markets.Market", on_delete=models.PROTECT, related_name="debt_standing")
    debt = models.BigIntegerField(_("fees of money it took in itself (rial)"), default=0)
    below = models.BigIntegerField(_("below zero (rial)"), default=0)
    owed = models.BigIntegerField(_("owed (rial)"), default=0)
    incurred = models.BigIntegerField(default=0)
    billed = models.BigIntegerField(_("billed and open (rial)"), default=0)
    overdue = models.BigIntegerField(_("overdue (rial)"), default=0)
    oldest_due_at = models.DateTimeField(_("oldest due"), null=True, blank=True)
    # The Jalali month in which it was last looked at: when another begins, what was owed is billed.
    month = models.CharField(max_length=7)
    nettings = models.PositiveIntegerField(default=0)
    owes_since = models.DateTimeField(_("owes since"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("looked at"), default=timezone.now)

    class Meta:
        verbose_name = _("debt of a market")
        verbose_name_plural = _("debts of markets")
        constraints = [
            models.CheckConstraint(condition=Q(debt__gte=0, below__gte=0), name="debt_not_below_zero"),
            models.CheckConstraint(condition=Q(owed=F("debt") + F("below")), name="owed_is_both"),
            models.CheckConstraint(condition=Q(overdue__lte=F("billed")), name="overdue_is_billed"),
        ]
        indexes = [
            models.Index(fields=["-owed", "-id"], name="debts_by_size"),
            models.Index(fields=["oldest_due_at"], condition=Q(oldest_due_at__isnull=False), name="debts_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.market} {self.owed}"

    @property
    def unbilled(self) -> int:
        return max(self.owed - self.billed, 0)
