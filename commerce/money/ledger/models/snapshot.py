"""Balances of busy accounts, kept beside their postings."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.models.account import Account
from commerce.money.ledger.models.transaction_id import TransactionIdField


class Snapshot(models.Model):
    """The balance of an account over all postings of transactions before `horizon`, none of which can still change."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="snapshot")
    balance = models.BigIntegerField(_("balance (rial)"))
    horizon = TransactionIdField()
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("balance snapshot")
        verbose_name_plural = _("balance snapshots")

    def __str__(self) -> str:
        return f"{self.account_id}: {self.balance} before {self.horizon}"
