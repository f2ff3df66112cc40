"""What made a market's money free, and how much of that was paid out, netted or taken back since."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Earning(models.Model):
    """One cause of a market's free money. The open parts of all of them add up to `vendor_free`: `ledger_check` asks.

    A sale that is taken back after its money was used is open below zero, until later earnings make up for it.
    """

    class Kind(models.TextChoices):
        SALE = "sale", _("sale")
        GOODWILL = "goodwill", _("goodwill")
        UNFULFILLED = "unfulfilled", _("money taken for what was not sent")
        REPAID = "repaid", _("given back to a buyer by the market itself")
        CORRECTION = "correction", _("correction")

    market_ref = models.CharField(_("market"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    ref = models.CharField(_("reference"), max_length=120)
    freed = models.BigIntegerField(_("made free (rial)"), default=0)
    used = models.BigIntegerField(_("paid out or netted (rial)"), default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("earning")
        verbose_name_plural = _("earnings")
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="one_earning_a_cause")]
        indexes = [
            models.Index(fields=["market_ref", "at", "id"], condition=~Q(freed=F("used")), name="earning_open"),
            models.Index(fields=["market_ref", "-at", "-id"], name="earning_by_market"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref} {self.freed}"

    @property
    def open(self) -> int:
        return self.freed - self.used
