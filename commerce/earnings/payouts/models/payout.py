"""Money of a market that goes to its bank account, and the earnings it is made of."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class PayoutQuerySet(models.QuerySet["Payout"]):
    def of(self, market_ref: str) -> Self:
        return self.filter(market_ref=market_ref)

    def in_transit(self) -> Self:
        """Those whose money left the market's free money and did not leave us."""
        return self.filter(status=Payout.Status.WAITING)


class Payout(models.Model):
    """So much of a market's free money, by one remittance; the bank gets `amount` less the fee and its tax."""

    class Kind(models.TextChoices):
        SCHEDULED = "scheduled", _("by schedule")
        EARLY = "early", _("early, on request")
        MANUAL = "manual", _("by staff")

    class Status(models.TextChoices):
        WAITING = "waiting", _("on its way to the bank")
        SENT = "sent", _("with the bank")
        SETTLED = "settled", _("arrived")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")
        RETURNED = "returned", _("returned by the bank")

    public_id = PublicIdField()
    market_ref = models.CharField(_("market"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.WAITING)
    # The day of the schedule it answers; of the others, the day it was asked for.
    due_on = models.DateField(_("due"))
    amount = models.BigIntegerField(_("amount (rial)"))
    fee = models.BigIntegerField(_("fee (rial)"), default=0)
    vat = models.BigIntegerField(_("VAT on the fee (rial)"), default=0)
    remittance = models.OneToOneField(
        "remittances.Remittance", on_delete=models.PROTECT, related_name="payout", verbose_name=_("remittance")
    )
    terms = models.ForeignKey("payouts.PayoutTerms", on_delete=models.PROTECT, related_name="payouts")
    run = models.ForeignKey(
        "payouts.PayoutRun", on_delete=models.PROTECT, null=True, blank=True, related_name="payouts"
    )
    asked_by = models.CharField(_("asked by"), max_length=80)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        permissions = [("start_payouts", "Can start payouts")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fee__gte=0, vat__gte=0, amount__gt=F("fee") + F("vat")), name="payout_is_of_something"
            ),
            # Twice-safe: however often a day is run, a market is paid for it once.
            models.UniqueConstraint(
                fields=["market_ref", "due_on"], condition=Q(kind="scheduled"), name="one_payout_a_due_day"
            ),
        ]
        indexes = [
            models.Index(fields=["market_ref", "-made_at", "-id"], name="payout_by_market"),
            models.Index(fields=["status", "-id"], name="payout_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"

    @property
    def net(self) -> int:
        """What goes to the bank account."""
        return self.amount - self.fee - self.vat


class PayoutItem(models.Model):
    """What of one earning is in a payout; below zero where an earning was taken back after it had been paid."""

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(_("kind"), max_length=12)
    ref = models.CharField(_("reference"), max_length=120)
    amount = models.BigIntegerField(_("amount (rial)"))

    class Meta:
        verbose_name = _("part of a payout")
        verbose_name_plural = _("parts of payouts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["payout", "kind", "ref"], name="an_earning_once_in_a_payout"),
        ]
        indexes = [models.Index(fields=["kind", "ref"], name="payout_item_by_earning")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref} {self.amount}"
