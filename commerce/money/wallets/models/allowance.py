"""How much of a limit a wallet has used in a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """One limit's count in one day, raised by one conditional statement, so that rivals cannot pass it together."""

    class Limit(models.TextChoices):
        TRANSFERS = "transfers", _("sent in a day (rial)")
        WITHDRAWALS = "withdrawals", _("withdrawn in a day (rial)")

    wallet = models.ForeignKey("wallets.Wallet", on_delete=models.CASCADE, related_name="allowances")
    limit = models.CharField(max_length=20, choices=Limit.choices)
    since = models.DateTimeField()
    used = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wallet", "limit", "since"], name="allowance_once_per_period")]
        indexes = [models.Index(fields=["since"], name="allowances_to_forget")]

    def __str__(self) -> str:
        return f"{self.limit} {self.used}"
