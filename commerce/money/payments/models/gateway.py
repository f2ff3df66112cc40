"""A contract with a bank: whose it is, its credentials, and what it may be used for."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.crypto import EncryptedTextField
from commerce.money.payments.owners import may_have_own_gateway


class GatewayQuerySet(models.QuerySet["Gateway"]):
    def open(self) -> "GatewayQuerySet":
        """Those a payment may be started with; a test contract never takes a real shopper."""
        active = self.filter(is_active=True)
        return active.filter(is_test=False) if settings.PRODUCTION else active

    def awake(self, *, at: datetime) -> "GatewayQuerySet":
        """Those that the circuit breaker does not rest."""
        return self.filter(models.Q(rests_until__isnull=True) | models.Q(rests_until__lte=at))

    def offered(self) -> "GatewayQuerySet":
        """Those a shopper may choose: open, and awake where any of these is. To be asked last, of a narrowed set."""
        opened = self.open()
        awake = opened.awake(at=timezone.now())
        return opened.filter(models.Q(pk__in=awake.values("pk")) | ~models.Exists(awake))

    def of_owner(self, kind: str, ref: str) -> "GatewayQuerySet":
        return self.filter(owner_kind=kind, owner_ref=ref)

    def of_platform(self) -> "GatewayQuerySet":
        return self.filter(owner_kind="platform")

    def of_platform_or(self, owner_kind: str, owner_ref: str) -> "GatewayQuerySet":
        """The platform's, and an owner's own as long as that owner may have any."""
        if not may_have_own_gateway(kind=owner_kind, ref=owner_ref):
            return self.of_platform()
        own = models.Q(owner_kind=owner_kind, owner_ref=owner_ref)
        return self.filter(own | models.Q(owner_kind="platform"))

    def taking(self, *, purpose: str, amount: int | None = None) -> "GatewayQuerySet":
        """Those whose contract covers the purpose and, where it is known, the amount."""
        fitting = self.filter(models.Q(purposes=[]) | models.Q(purposes__contains=[purpose])) if purpose else self
        return fitting if amount is None else fitting.filter(min_amount__lte=amount, max_amount__gte=amount)


class Gateway(models.Model):
    """A row for each contract; what language the bank speaks is its adapter's affair."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    adapter = models.CharField(_("bank"), max_length=30)
    owner_kind = models.CharField(max_length=20, default="platform")
    owner_ref = models.CharField(max_length=80, default="platform")
    title_fa = models.CharField(_("title in Persian"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    is_active = models.BooleanField(_("active"), default=True)
    is_test = models.BooleanField(_("the bank's test contract"), default=False)
    credentials = EncryptedTextField(_("credentials"), default="{}")
    min_amount = models.BigIntegerField(_("smallest amount (rial)"), default=10_000)
    max_amount = models.BigIntegerField(_("largest amount (rial)"), default=1_000_000_000)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Empty means every purpose.
    purposes = ArrayField(models.CharField(max_length=30), verbose_name=_("purposes"), default=list, blank=True)

    logo = models.ImageField(_("logo"), upload_to="gateways/", blank=True)
    # What the bank keeps of a payment, as its contract says; a settlement file tells what it kept.
    fee_percent = models.DecimalField(_("fee (percent)"), max_digits=5, decimal_places=3, default=0)
    fee_fixed = models.BigIntegerField(_("fixed fee (rial)"), default=0)
    fee_most = models.BigIntegerField(_("largest fee (rial)"), null=True, blank=True)
    # How long a shopper may take at the bank, and how long the bank is asked; empty means as the settings say.
    pay_within_seconds = models.PositiveIntegerField(_("time to pay (seconds)"), null=True, blank=True)
    ask_for_seconds = models.PositiveIntegerField(_("time to ask (seconds)"), null=True, blank=True)
    # Rows of {iban, percent, description}: parts that the bank sends to other accounts of ours.
    wages = models.JSONField(_("wages"), default=list, blank=True)
    # The circuit breaker: how often in a row the bank failed, and until when it is not offered.
    failures_in_row = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(_("rests until"), null=True, blank=True)

    objects = GatewayQuerySet.as_manager()

    class Meta:
        verbose_name = _("gateway")
        verbose_name_plural = _("gateways")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_amount__gt=0, max_amount__gte=models.F("min_amount")),
                name="gateway_limits_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(fee_percent__gte=0, fee_percent__lt=100, fee_fixed__gte=0),
                name="gateway_fee_is_a_fee",
            ),
            models.UniqueConstraint(
                fields=["owner_kind", "owner_ref", "adapter"],
                condition=~models.Q(owner_kind="platform"),
                name="one_own_gateway_per_bank",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """The name in the language of the reader."""
        return self.title_fa if (get_language() or "fa").startswith("fa") else self.title_en

    def takes(self, amount: int) -> bool:
        """Whether the contract covers an amount."""
        return self.min_amount <= amount <= self.max_amount
