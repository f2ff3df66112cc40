"""One attempt to pay, by one tender."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


def new_bank_order() -> int:
    """The number by which a bank knows an attempt: digits only, since most banks take nothing else."""
    return 10**11 + secrets.randbelow(9 * 10**11)


class PaymentQuerySet(models.QuerySet["Payment"]):
    def of_payer(self, public_id: str) -> "PaymentQuerySet":
        return self.filter(payer__public_id=public_id)

    def paying_for(self, purpose: str, reference: str) -> "PaymentQuerySet":
        return self.filter(purpose=purpose, reference=reference)


class Payment(models.Model):
    """An attempt to pay for something by one tender; `purpose` and `reference` say for what."""

    class Method(models.TextChoices):
        GATEWAY = "gateway", _("gateway")
        WALLET = "wallet", _("wallet")
        COD = "cod", _("cash on delivery")
        TRANSFER = "transfer", _("bank transfer")

    class Status(models.TextChoices):
        CREATED = "created", _("created")
        REDIRECTED = "redirected", _("at the bank")
        RETURNED = "returned", _("back from the bank")
        VERIFYING = "verifying", _("being checked")
        CAPTURED = "captured", _("paid")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("expired")
        UNKNOWN = "unknown", _("no answer yet")
        REFUNDED = "refunded", _("refunded")
        PARTIALLY_REFUNDED = "partially_refunded", _("partly refunded")
        REVERSED = "reversed", _("reversed by the bank")
        CHARGED_BACK = "charged_back", _("charged back")

    class ReturnedAs(models.TextChoices):
        OK = "OK", _("the bank's page said paid")
        NOK = "NOK", _("the bank's page said not paid")

    public_id = PublicIdField()
    purpose = models.CharField(_("purpose"), max_length=30)
    reference = models.CharField(_("reference"), max_length=80)
    payer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("payer"), on_delete=models.PROTECT, related_name="payments"
    )
    method = models.CharField(_("method"), max_length=10, choices=Method.choices)
    gateway = models.ForeignKey(
        "payments.Gateway",
        verbose_name=_("gateway"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
    )
    # A wallet's part of a split tender follows the attempt at the bank that it completes.
    part_of = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    transfer_to = models.ForeignKey(
        "payments.PlatformAccount",
        verbose_name=_("to be transferred to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
    )
    amount = models.BigIntegerField(_("amount (rial)"))
    # Promised to go back, and gone back.
    returning = models.BigIntegerField(_("being returned (rial)"), default=0)
    refunded = models.BigIntegerField(_("returned (rial)"), default=0)
    # Taken back by the payer's bank: disputed, or lost.
    charged_back = models.BigIntegerField(_("charged back (rial)"), default=0)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.CREATED)
    # Our number at the bank, the bank's token for the attempt, and the bank's receipt.
    bank_order = models.BigIntegerField(_("order number at the bank"), default=new_bank_order)
    authority = models.CharField(_("bank token"), max_length=128, blank=True)
    receipt = models.CharField(_("bank receipt"), max_length=64, blank=True)
    card_mask = models.CharField(_("card"), max_length=24, blank=True)
    app_link = models.CharField(_("app link"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    redirected_at = models.DateTimeField(_("sent to the bank"), null=True, blank=True)
    returned_at = models.DateTimeField(_("came back"), null=True, blank=True)
    captured_at = models.DateTimeField(_("captured"), null=True, blank=True)
    returned_as = models.CharField(_("came back as"), max_length=3, choices=ReturnedAs.choices, blank=True)
    # What the callback carried and the bank wants to hear again.
    returned_with = models.JSONField(default=dict, blank=True)
    deadline_at = models.DateTimeField(_("to be paid until"))
    # Asking: when next, who is asking until when, how often so far, and what was heard last.
    next_ask_at = models.DateTimeField(null=True, blank=True)
    asking_until = models.DateTimeField(null=True, blank=True)
    asks = models.PositiveIntegerField(default=0)
    last_code = models.CharField(_("last code"), max_length=40, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_of_something"),
            models.CheckConstraint(
                condition=Q(
                    refunded__gte=0,
                    returning__gte=0,
                    charged_back__gte=0,
                    amount__gte=F("refunded") + F("returning") + F("charged_back"),
                ),
                name="payment_returns_no_more_than_it_took",
            ),
            models.CheckConstraint(
                condition=Q(method="gateway", gateway__isnull=False) | ~Q(method="gateway") & Q(gateway__isnull=True),
                name="gateway_payment_names_its_gateway",
            ),
            models.CheckConstraint(
                condition=Q(method="transfer", transfer_to__isnull=False)
                | ~Q(method="transfer") & Q(transfer_to__isnull=True),
                name="transfer_names_its_account",
            ),
            models.UniqueConstraint(fields=["gateway", "bank_order"], name="one_bank_order_per_gateway"),
            models.UniqueConstraint(
                fields=["gateway", "authority"], condition=~Q(authority=""), name="one_authority_per_gateway"
            ),
            models.UniqueConstraint(
                fields=["gateway", "receipt"], condition=~Q(receipt=""), name="one_receipt_per_gateway"
            ),
        ]
        indexes = [
            models.Index(fields=["purpose", "reference", "id"], name="payment_by_reference"),
            models.Index(fields=["payer", "-created_at", "-id"], name="payment_by_payer"),
            models.Index(fields=["status", "-id"], name="payment_by_status"),
            models.Index(fields=["next_ask_at"], condition=Q(next_ask_at__isnull=False), name="payment_to_ask"),
            models.Index(
                fields=["deadline_at"],
                condition=Q(status="created", method__in=["gateway", "transfer"]),
                name="payment_never_begun_at_bank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"

    @property
    def left(self) -> int:
        """What of it is with us and promised to nobody."""
        return self.amount - self.refunded - self.returning - self.charged_back
