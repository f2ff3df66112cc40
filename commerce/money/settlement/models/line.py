"""The shares of a sale, frozen at placement, and how much of them was taken back."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.services import AccountRef


class SoldLine(models.Model):
    """What the buyer pays for a line of a sale, named by the references of the vendor order and of the line."""

    sale_ref = models.CharField(_("sale"), max_length=40, db_index=True)
    line_ref = models.CharField(_("line"), max_length=40)
    market_ref = models.CharField(_("market"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20)
    quantity = models.PositiveIntegerField(_("quantity"))
    amount = models.BigIntegerField(_("amount (rial)"))
    reversed_quantity = models.PositiveIntegerField(_("quantity taken back"), default=0)
    reversed_amount = models.BigIntegerField(_("amount taken back (rial)"), default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("sold line")
        verbose_name_plural = _("sold lines")
        constraints = [
            models.UniqueConstraint(fields=["line_ref"], name="line_sold_once"),
            models.CheckConstraint(
                condition=Q(reversed_amount__gte=0, reversed_amount__lte=F("amount")), name="sold_line_amount_left"
            ),
            models.CheckConstraint(condition=Q(reversed_quantity__lte=F("quantity")), name="sold_line_quantity_left"),
        ]

    def __str__(self) -> str:
        return f"{self.sale_ref}/{self.line_ref}"

    @property
    def amount_left(self) -> int:
        return self.amount - self.reversed_amount

    @property
    def quantity_left(self) -> int:
        return self.quantity - self.reversed_quantity


class LineShare(models.Model):
    """One holder's part of a sold line: to which account, how much, and by which rule."""

    line = models.ForeignKey(SoldLine, on_delete=models.PROTECT, related_name="shares")
    holder = models.CharField(_("holder"), max_length=40)
    account_kind = models.CharField(max_length=32)
    owner_kind = models.CharField(max_length=20)
    owner_ref = models.CharField(max_length=64)
    amount = models.BigIntegerField(_("amount (rial)"))
    reversed_amount = models.BigIntegerField(_("amount taken back (rial)"), default=0)
    rule = models.JSONField(_("rule"))
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("share of a line")
        verbose_name_plural = _("shares of lines")
        constraints = [
            models.UniqueConstraint(fields=["line", "holder"], name="one_share_per_holder"),
            models.CheckConstraint(
                condition=Q(reversed_amount__gte=0, reversed_amount__lte=F("amount")), name="line_share_amount_left"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} of line {self.line_id}"

    @property
    def account(self) -> AccountRef:
        return AccountRef(self.account_kind, self.owner_kind, self.owner_ref)

    @property
    def amount_left(self) -> int:
        return self.amount - self.reversed_amount


class LineReversal(models.Model):
    """So much of a sold line was taken back at once: the amount that goes back to the buyer."""

    key = models.CharField(_("key"), max_length=120)
    line = models.ForeignKey(SoldLine, on_delete=models.PROTECT, related_name="reversals")
    quantity = models.PositiveIntegerField(_("quantity"))
    amount = models.BigIntegerField(_("amount (rial)"))
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reversal of a line")
        verbose_name_plural = _("reversals of lines")
        constraints = [models.UniqueConstraint(fields=["key", "line"], name="line_reversed_once_per_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.amount}"
