"""What moved in a day: by account for statements, by kind for trial balances. All of it follows from the postings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.models.account import Account
from commerce.money.ledger.models.transaction_id import TransactionIdField


class Turnover(models.Model):
    """Debits and credits of one day, of the postings before the mark."""

    day = models.DateField(_("day"))
    debit = models.BigIntegerField(_("debit (rial)"))
    credit = models.BigIntegerField(_("credit (rial)"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.day}: +{self.debit} −{self.credit}"


class AccountDay(Turnover):
    """The day of one account."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="days", db_index=False)

    class Meta:
        verbose_name = _("day of an account")
        verbose_name_plural = _("days of accounts")
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="ledger_account_day_once")]


class KindDay(Turnover):
    """The day of all accounts of a kind."""

    kind = models.CharField(_("kind"), max_length=32)

    class Meta:
        verbose_name = _("day of a kind of account")
        verbose_name_plural = _("days of kinds of account")
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="ledger_kind_day_once")]


class DayMark(models.Model):
    """How far the days are counted: all postings of transactions before `horizon`. The table has one row."""

    horizon = TransactionIdField()

    def __str__(self) -> str:
        return f"counted before {self.horizon}"
