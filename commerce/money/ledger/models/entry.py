"""Entries and their postings: written once, never changed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.models.account import Account
from commerce.money.ledger.models.transaction_id import CurrentTransactionId, TransactionIdField


class Entry(models.Model):
    """One event of money: why it was booked, what caused it, and on which day in Tehran."""

    key = models.CharField(_("key"), max_length=160)
    reason = models.CharField(_("reason"), max_length=60)
    cause_kind = models.CharField(max_length=40)
    cause_ref = models.CharField(max_length=120)
    booked_on = models.DateField(_("booked on"))
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [models.UniqueConstraint(fields=["key"], name="ledger_entry_once")]
        indexes = [
            models.Index(fields=["cause_kind", "cause_ref"], name="ledger_entry_cause"),
            models.Index(fields=["booked_on", "id"], name="ledger_entry_day"),
        ]

    def __str__(self) -> str:
        return self.key


class Posting(models.Model):
    """One side of an entry: debit +, credit −. Its day is the entry's, kept here too for statements."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    # Without a foreign key in the database: its row locks would make every sale touch the same few account rows.
    # The trigger checks that the account exists, and another refuses to delete accounts.
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="postings", db_constraint=False, db_index=False
    )
    amount = models.BigIntegerField(_("amount (rial)"))
    booked_on = models.DateField(_("booked on"))
    xid = TransactionIdField(db_default=CurrentTransactionId(), editable=False)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="ledger_posting_not_zero")]
        indexes = [
            models.Index(fields=["account", "booked_on", "id"], include=["amount"], name="ledger_posting_by_day"),
            models.Index(fields=["account", "xid"], include=["amount"], name="ledger_posting_since"),
            models.Index(fields=["xid"], name="ledger_posting_uncounted"),
        ]

    def __str__(self) -> str:
        return f"{self.amount:+} {self.account_id}"

    @property
    def debit(self) -> int:
        return max(self.amount, 0)

    @property
    def credit(self) -> int:
        return max(-self.amount, 0)
