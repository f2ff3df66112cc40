"""Promotional credit: given for a campaign, spent first, gone at its time."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class PromotionalGrantQuerySet(models.QuerySet["PromotionalGrant"]):
    def live(self, moment: datetime) -> "PromotionalGrantQuerySet":
        """Those that can be spent, the first to expire first."""
        return self.filter(status="active", left__gt=0, expires_at__gt=moment).order_by("expires_at", "id")

    def overdue(self, moment: datetime) -> "PromotionalGrantQuerySet":
        return self.filter(status="active", expires_at__lte=moment)


class PromotionalGrant(models.Model):
    """So much credit for one person until a day. What is left of all active grants is the promotional pocket."""

    class Status(models.TextChoices):
        ASKED = "asked", _("waiting for a second person")
        ACTIVE = "active", _("granted")
        REFUSED = "refused", _("refused")
        EXPIRED = "expired", _("expired")

    public_id = PublicIdField()
    wallet = models.ForeignKey("wallets.Wallet", on_delete=models.PROTECT, related_name="grants")
    amount = models.BigIntegerField(_("amount (rial)"))
    left = models.BigIntegerField(_("left (rial)"), default=0)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ASKED)
    expires_at = models.DateTimeField(_("expires"))
    # Until when it lives at most, once it came back after its time; it is given longer only that once.
    extended_until = models.DateTimeField(_("extended until"), null=True, blank=True)
    campaign = models.CharField(_("campaign"), max_length=120)
    granted_by = models.CharField(_("granted by"), max_length=80)
    checked_by = models.CharField(_("checked by"), max_length=80, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    refused_because = models.CharField(_("why refused"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = PromotionalGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("promotional credit")
        verbose_name_plural = _("promotional credits")
        permissions = [("approve_promotionalgrant", "Can approve promotional credit of others")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_is_of_something"),
            models.CheckConstraint(condition=Q(left__gte=0, left__lte=F("amount")), name="grant_left"),
            models.CheckConstraint(condition=Q(status="active") | Q(left=0), name="only_active_grants_have_left"),
        ]
        indexes = [
            models.Index(fields=["wallet", "expires_at"], condition=Q(status="active"), name="live_grants_of_wallet"),
            models.Index(fields=["expires_at"], condition=Q(status="active"), name="grants_to_expire"),
            models.Index(fields=["status", "-id"], name="grants_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.left}/{self.amount}"
