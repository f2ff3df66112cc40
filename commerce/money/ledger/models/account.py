"""Accounts: a kind from the chart and whose it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.chart import CHART, AccountRef


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
