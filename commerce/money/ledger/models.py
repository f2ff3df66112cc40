"""Accounts, entries and their postings: written once, never changed."""

from typing import Any

from django.db import models
from django.db.models import Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.chart import CHART, AccountRef


class TransactionIdField(models.BigIntegerField):
    """PostgreSQL's 64-bit transaction id, which never wraps around."""

    description = "xid8"

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def rel_db_type(self, connection: Any) -> str:
        return "xid8"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> str | None:
        return None if value is None else str(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)


class CurrentTransactionId(Func):
    function = "pg_current_xact_id"
    output_field = TransactionIdField()


class Account(models.Model):
    """What someone has or owes in one respect. `balance` grows on the kind's own side and is the trigger's to write."""

    kind = models.CharField(_("kind"), max_length=32)
    owner_kind = models.CharField(_("owner kind"), max_length=20)
    owner_ref = models.CharField(_("owner"), max_length=64)
    side = models.SmallIntegerField()
    is_inline = models.BooleanField()
    balance = models.BigIntegerField(_("balance (rial)"), null=True)
    floor = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner_kind", "owner_ref"], name="ledger_account_once"),
            models.CheckConstraint(condition=Q(side__in=[1, -1]), name="ledger_account_side"),
            models.CheckConstraint(
                condition=Q(is_inline=True, balance__isnull=False) | Q(is_inline=False, balance=None, floor=None),
                name="ledger_account_inline_or_snapshot",
            ),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(balance__gte=models.F("floor")), name="ledger_account_not_below_floor"
            ),
        ]
        indexes = [models.Index(fields=["owner_kind", "owner_ref"], name="ledger_account_owner")]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner_kind}:{self.owner_ref}"

    @classmethod
    def opened(cls, ref: AccountRef) -> "Account":
        """A new account as the chart wants it, not yet saved."""
        kind = CHART[ref.kind]
        return cls(
            kind=ref.kind,
            owner_kind=ref.owner_kind,
            owner_ref=ref.owner_ref,
            side=kind.side,
            is_inline=kind.inline,
            balance=0 if kind.inline else None,
            floor=kind.floor,
        )

    @property
    def ref(self) -> AccountRef:
        return AccountRef(self.kind, self.owner_kind, self.owner_ref)


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
    """One side of an entry: debit +, credit −."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    # Without a foreign key in the database: its row locks would make every sale touch the same few account rows.
    # The trigger checks that the account exists, and another refuses to delete accounts.
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="postings", db_constraint=False, db_index=False
    )
    amount = models.BigIntegerField(_("amount (rial)"))
    xid = TransactionIdField(db_default=CurrentTransactionId(), editable=False)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="ledger_posting_not_zero")]
        indexes = [
            models.Index(fields=["account", "-id"], name="ledger_posting_statement"),
            models.Index(fields=["account", "xid"], include=["amount"], name="ledger_posting_since"),
        ]

    def __str__(self) -> str:
        return f"{self.amount:+} {self.account_id}"


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
