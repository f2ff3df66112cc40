"""Money that leaves by bank transfer, and who agreed to it."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.money.remittances.kinds import RemittanceKind, kinds


class RemittanceQuerySet(models.QuerySet["Remittance"]):
    def of(self, owner_kind: str, owner_ref: str) -> Self:
        return self.filter(owner_kind=owner_kind, owner_ref=owner_ref)

    def in_transit(self) -> Self:
        """Those whose money lies on a transit account: it left its owner's and did not leave us."""
        return self.filter(status__in=Remittance.IN_TRANSIT)

    def ready(self) -> Self:
        """Those a batch may take, the longest waiting first."""
        payable = self.filter(status=Remittance.Status.APPROVED, bank_account__status="verified")
        return payable.order_by("asked_at", "id")


def new_tracking() -> str:
    """The number by which a bank knows a transfer: digits only."""
    return str(10**11 + secrets.randbelow(9 * 10**11))


class Remittance(models.Model):
    """So much for one bank account. Its owner's app put the money on the transit account before asking."""

    class Status(models.TextChoices):
        ASKED = "asked", _("waiting for approval")
        APPROVED = "approved", _("approved")
        BATCHED = "batched", _("in a batch")
        SENT = "sent", _("with the bank")
        SETTLED = "settled", _("arrived")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")
        RETURNED = "returned", _("returned by the bank")

    IN_TRANSIT = (Status.ASKED, Status.APPROVED, Status.BATCHED)

    public_id = PublicIdField()
    # What asked for it; the same asking again makes no second remittance.
    key = models.CharField(_("key"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=30)
    # The account kind that holds the money on its way, as it was at asking.
    transit = models.CharField(max_length=32)
    owner_kind = models.CharField(_("owner kind"), max_length=20)
    owner_ref = models.CharField(_("owner"), max_length=64)
    bank_account = models.ForeignKey("remittances.BankAccount", on_delete=models.PROTECT, related_name="remittances")
    amount = models.BigIntegerField(_("amount (rial)"))
    reference = models.CharField(_("reference"), max_length=64)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_by = models.CharField(_("asked by"), max_length=80)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    approvals_needed = models.PositiveSmallIntegerField(_("approvals needed"), default=1)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    batch = models.ForeignKey(
        "remittances.Batch", on_delete=models.PROTECT, null=True, blank=True, related_name="remittances"
    )
    tracking = models.CharField(_("tracking number"), max_length=20, unique=True, default=new_tracking)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    bank_reference = models.CharField(_("bank reference"), max_length=64, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = RemittanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("remittance")
        verbose_name_plural = _("remittances")
        permissions = [("approve_remittance", "Can approve remittances")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="remittance_is_of_something"),
            models.CheckConstraint(condition=Q(approvals_needed__in=[1, 2]), name="remittance_needs_approval"),
            # One column, so no remittance is ever in two batches; and none is on its way without one.
            models.CheckConstraint(
                condition=Q(batch=None, status__in=["asked", "approved", "refused", "cancelled"])
                | Q(batch__isnull=False, status__in=["batched", "sent", "settled", "returned"]),
                name="remittance_travels_in_a_batch",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="remittance_by_status"),
            models.Index(fields=["owner_kind", "owner_ref", "-id"], name="remittance_by_owner"),
            models.Index(fields=["kind", "reference"], name="remittance_by_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"

    @property
    def kind_row(self) -> RemittanceKind:
        return kinds.get(self.kind)


class Approval(models.Model):
    """One person of the platform agreed that the money leaves."""

    remittance = models.ForeignKey(Remittance, on_delete=models.PROTECT, related_name="approvals")
    approver = models.CharField(_("approved by"), max_length=80)
    at = models.DateTimeField(_("approved"), default=timezone.now)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(fields=["remittance", "approver"], name="one_approval_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.approver} → {self.remittance_id}"
