"""Gift cards: money that belongs to whoever has the code, until it is in somebody's wallet."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.crypto import EncryptedTextField
from commerce.foundation.core.ids import PublicIdField


class GiftCardBatch(models.Model):
    """Cards that staff give away. The codes are made when they are fetched, and shown that once."""

    class Status(models.TextChoices):
        ASKED = "asked", _("waiting for a second person")
        APPROVED = "approved", _("codes can be fetched")
        REFUSED = "refused", _("refused")
        ISSUED = "issued", _("issued")

    public_id = PublicIdField()
    title = models.CharField(_("title"), max_length=120)
    count = models.PositiveIntegerField(_("number of cards"))
    amount = models.BigIntegerField(_("amount of each (rial)"))
    expires_at = models.DateTimeField(_("expires"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ASKED)
    made_by = models.CharField(_("made by"), max_length=80)
    checked_by = models.CharField(_("checked by"), max_length=80, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    refused_because = models.CharField(_("why refused"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)

    class Meta:
        verbose_name = _("batch of gift cards")
        verbose_name_plural = _("batches of gift cards")
        permissions = [("approve_giftcardbatch", "Can approve gift cards of others")]
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0, amount__gt=0), name="gift_card_batch_is_of_something")
        ]
        indexes = [models.Index(fields=["status", "-id"], name="gift_card_batch_by_status")]

    def __str__(self) -> str:
        return self.title


class GiftCardQuerySet(models.QuerySet["GiftCard"]):
    def overdue(self, moment: datetime) -> "GiftCardQuerySet":
        return self.filter(status="active", expires_at__lte=moment)

    def bought_by(self, user_id: int) -> "GiftCardQuerySet":
        return self.filter(buyer_id=user_id)


class GiftCard(models.Model):
    """One card, of a batch or bought. Only a keyed hash of its code is here."""

    class Status(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("waiting for payment")
        DROPPED = "dropped", _("not paid")
        ACTIVE = "active", _("can be redeemed")
        REDEEMED = "redeemed", _("redeemed")
        EXPIRED = "expired", _("expired")
        VOID = "void", _("cancelled by staff")

    public_id = PublicIdField()
    amount = models.BigIntegerField(_("amount (rial)"))
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    code_hash = models.CharField(max_length=64, null=True, unique=True)
    code_ending = models.CharField(_("code ends in"), max_length=4, blank=True)
    batch = models.ForeignKey(GiftCardBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="cards")
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("buyer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gift_cards",
    )
    # To whom the code is sent, and with what words.
    mobile = EncryptedTextField(_("sent to"), default="", blank=True)
    message = models.CharField(_("message"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("code sent"), null=True, blank=True)
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=0)
    redeemed_by = models.ForeignKey(
        "wallets.Wallet", on_delete=models.PROTECT, null=True, blank=True, related_name="gift_cards"
    )
    redeemed_at = models.DateTimeField(_("redeemed"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    void_because = models.CharField(_("why cancelled"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = GiftCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift card")
        verbose_name_plural = _("gift cards")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="gift_card_is_of_something"),
            models.CheckConstraint(
                condition=Q(batch__isnull=False, buyer=None) | Q(batch=None, buyer__isnull=False),
                name="gift_card_is_given_or_bought",
            ),
            models.CheckConstraint(
                condition=Q(status="redeemed", redeemed_by__isnull=False) | ~Q(status="redeemed") & Q(redeemed_by=None),
                name="redeemed_gift_card_says_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(status="active"), name="gift_cards_to_expire"),
            models.Index(fields=["buyer", "-id"], name="gift_cards_of_buyer"),
            models.Index(fields=["status", "-id"], name="gift_cards_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"
