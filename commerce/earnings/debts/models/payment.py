"""A market pays what it owes."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class DebtPayment(models.Model):
    """One act of paying a debt: what of it made up for which kind, and what was more and is the market's again."""

    class Status(models.TextChoices):
        ASKED = "asked", _("on its way")
        DONE = "done", _("paid")
        ENDED = "ended", _("not paid")

    public_id = PublicIdField()
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="debt_payments")
    amount = models.BigIntegerField(_("amount (rial)"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_by = models.CharField(_("by"), max_length=80)
    to_debt = models.BigIntegerField(_("to the debt (rial)"), default=0)
    to_free = models.BigIntegerField(_("to the market's free money (rial)"), default=0)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    done_at = models.DateTimeField(_("paid at"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment of a debt")
        verbose_name_plural = _("payments of debts")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="debt_payment_of_something"),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(amount=F("to_debt") + F("to_free")), name="debt_payment_is_booked"
            ),
        ]
        indexes = [models.Index(fields=["market", "-created_at", "-id"], name="debt_payment_by_market")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.amount}"
