"""A bill: so much a market owes, to be paid by a day."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField

if TYPE_CHECKING:
    from datetime import datetime


class DebtBillQuerySet(models.QuerySet["DebtBill"]):
    def open(self) -> "DebtBillQuerySet":
        """Those with something left to pay, the oldest debt first."""
        return self.filter(status=DebtBill.Status.OPEN).order_by("upto", "pk")

    def overdue(self, moment: "datetime") -> "DebtBillQuerySet":
        return self.open().filter(due_at__lte=moment)


class DebtBill(models.Model):
    """What of a debt had not been billed before. However the debt falls, its oldest bill is made up for first."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        PAID = "paid", _("paid")
        SUPERSEDED = "superseded", _("replaced by another")
        WAIVED = "waived", _("waived")

    class Reason(models.TextChoices):
        THRESHOLD = "threshold", _("the debt reached an amount")
        MONTH = "month", _("end of a month")

    class Settled(models.TextChoices):
        """What made the last of it go away."""

        NETTING = "netting", _("netted from free money")
        PAYMENT = "payment", _("paid")
        BY_HAND = "by_hand", _("paid by hand")
        WAIVER = "waiver", _("waived")
        SALES = "sales", _("made up for by sales")

    public_id = PublicIdField()
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="debt_bills")
    amount = models.BigIntegerField(_("amount (rial)"))
    left = models.BigIntegerField(_("left (rial)"))
    # How much the market had ever owed when it was billed: what it came to owe later is not of this bill.
    upto = models.BigIntegerField()
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    month = models.CharField(_("month"), max_length=7, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.OPEN)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    told_overdue_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.CharField(_("settled by"), max_length=10, choices=Settled.choices, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = DebtBillQuerySet.as_manager()

    class Meta:
        verbose_name = _("bill of a debt")
        verbose_name_plural = _("bills of debts")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, left__gte=0, left__lte=F("amount")), name="debt_bill_left"
            ),
            models.CheckConstraint(condition=~Q(status="open", left=0), name="open_debt_bill_has_left"),
            models.CheckConstraint(condition=Q(status="open") | Q(left=0), name="ended_debt_bill_has_nothing_left"),
            models.CheckConstraint(condition=Q(due_at__gte=F("issued_at")), name="debt_bill_due_after_issue"),
            models.UniqueConstraint(
                fields=["market", "month"], condition=~Q(month=""), name="one_debt_bill_a_market_and_month"
            ),
        ]
        indexes = [
            models.Index(fields=["market", "-issued_at", "-id"], name="debt_bill_by_market"),
            models.Index(fields=["due_at"], condition=Q(status="open"), name="open_debt_bill_due"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.amount}"

    @property
    def market_ref(self) -> str:
        return self.market.public_id
