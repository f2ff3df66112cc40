"""Rows of settlement files, each with the payment it is about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StatementRow(models.Model):
    """What a bank says of one payment, and what we found. Money that was sent back has an amount below zero."""

    class Outcome(models.TextChoices):
        MATCHED = "matched", _("matched")
        DIFFERS = "differs", _("amount differs")
        SURPLUS = "surplus", _("unknown to us")
        ALREADY = "already", _("already reconciled")
        UNREADABLE = "unreadable", _("cannot be read")

    file = models.ForeignKey(
        "reconciliation.StatementFile", verbose_name=_("file"), on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField(_("row"))
    receipt = models.CharField(_("bank receipt"), max_length=64, blank=True)
    bank_order = models.CharField(_("order number at the bank"), max_length=64, blank=True)
    authority = models.CharField(_("bank token"), max_length=128, blank=True)
    amount = models.BigIntegerField(_("amount (rial)"), default=0)
    fee = models.BigIntegerField(_("fee (rial)"), default=0)
    day = models.DateField(_("day"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    # What cannot be read; or what we know of a row that we do not expect.
    remark = models.CharField(_("remark"), max_length=40, blank=True)
    payment = models.ForeignKey(
        "payments.Payment",
        verbose_name=_("payment"),
        on_delete=models.PROTECT,
        null=True,
        related_name="told",
    )
    refund = models.ForeignKey(
        "payments.Refund", verbose_name=_("refund"), on_delete=models.PROTECT, null=True, related_name="told"
    )
    # What our books expected for it: more or less than `amount` where the outcome is `differs`.
    expected = models.BigIntegerField(_("expected (rial)"), default=0)
    is_settled = models.BooleanField(default=False)
    resolved_by = models.CharField(_("resolved by"), max_length=80, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_to = models.CharField(_("resolved to"), max_length=32, blank=True)
    resolution = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("row of a settlement file")
        verbose_name_plural = _("rows of settlement files")
        permissions = [("resolve_statementrow", "Can resolve differences of settlement files")]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="settlement_row_once"),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(is_settled=True, refund=None), name="payment_settled_once"
            ),
            models.UniqueConstraint(fields=["refund"], condition=Q(is_settled=True), name="refund_settled_once"),
        ]
        indexes = [models.Index(fields=["file", "outcome", "number"], name="settlement_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.number} {self.outcome}"

    @property
    def net(self) -> int:
        """What came to our bank account for it."""
        return self.amount - self.fee

    @property
    def difference(self) -> int:
        """What came above what we expected; below zero where it was less."""
        return self.amount - self.expected
