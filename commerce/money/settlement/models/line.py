"""The shares of a sale, frozen at placement, and how much of them was taken back."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.services import AccountRef


class SoldLine(models.Model):
    """What is shared out of a line of a sale, named by the references of the vendor order and of the line.

    The buyer pays it less what the platform pays of it: its own discount.
    """

    sale_ref = models.CharField(_("sale"), max_length=40, db_index=True)
    line_ref = models.CharField(_("line"), max_length=40)
    market_ref = models.CharField(_("market"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20)
    quantity = models.PositiveIntegerField(_("quantity"))
    amount = models.BigIntegerField(_("amount (rial)"))
    platform_discount = models.BigIntegerField(_("paid by the platform (rial)"), default=0)
    reversed_quantity = models.PositiveIntegerField(_("quantity taken back"), default=0)
    reversed_amount = models.BigIntegerField(_("amount taken back (rial)"), default=0)
    reversed_discount = models.BigIntegerField(_("taken back for the platform (rial)"), default=0)
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
            models.CheckConstraint(
                condition=Q(platform_discount__gte=0, platform_discount__lte=F("amount")),
                name="sold_line_discount_within_price",
            ),
            models.CheckConstraint(
                condition=Q(
                    reversed_discount__gte=0,
                    reversed_discount__lte=F("platform_discount"),
                    reversed_amount__gte=F("reversed_discount"),
                    reversed_amount__lte=F("amount") - F("platform_discount") + F("reversed_discount"),
                ),
                name="sold_line_payers_left",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sale_ref}/{self.line_ref}"

    @property
    def amount_left(self) -> int:
        return self.amount - self.reversed_amount

    @property
    def quantity_left(self) -> int:
        return self.quantity - self.reversed_quantity

    @property
    def discount_left(self) -> int:
        """What the platform paid of it and has not got back."""
        return self.platform_discount - self.reversed_discount

    @property
    def paid(self) -> int:
        """What its buyer paid."""
        return self.amount - self.platform_discount

    @property
    def paid_left(self) -> int:
        """What its buyer paid and has not got back."""
        return self.amount_left - self.discount_left


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
    """So much of a sold line was taken back at once: `amount` goes back to the buyer, `discount` to the platform.

    `parts` is how much of both each holder gave back, `collected` how much of the buyer's money the market had itself.
    """

    key = models.CharField(_("key"), max_length=120)
    line = models.ForeignKey(SoldLine, on_delete=models.PROTECT, related_name="reversals")
    quantity = models.PositiveIntegerField(_("quantity"))
    amount = models.BigIntegerField(_("amount (rial)"))
    discount = models.BigIntegerField(_("taken back for the platform (rial)"), default=0)
    collected = models.BigIntegerField(_("of money that the market had (rial)"), default=0)
    parts = models.JSONField(_("given back by"), default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reversal of a line")
        verbose_name_plural = _("reversals of lines")
        constraints = [models.UniqueConstraint(fields=["key", "line"], name="line_reversed_once_per_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.amount}"

    @property
    def base(self) -> int:
        """What all holders gave back together."""
        return self.amount + self.discount


class LineRestoration(models.Model):
    """A reversal that was taken back: a chargeback won, say."""

    reversal = models.OneToOneField(LineReversal, on_delete=models.PROTECT, related_name="restoration")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("restoration of a line")
        verbose_name_plural = _("restorations of lines")

    def __str__(self) -> str:
        return str(self.reversal)
