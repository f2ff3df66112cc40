"""A paper of money: what was sold or taken back, by whom, to whom, and how it is taxed."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.crypto import EncryptedTextField
from commerce.foundation.core.ids import PublicIdField


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def issued_by(self, kind: str, ref: str) -> Self:
        return self.filter(issuer_kind=kind, issuer_ref=ref)

    def concerning(self, kind: str, ref: str) -> Self:
        """Papers an owner gave out, and papers it got."""
        return self.filter(Q(issuer_kind=kind, issuer_ref=ref) | Q(buyer_kind=kind, buyer_ref=ref))

    def unnumbered(self) -> Self:
        return self.filter(number=None)

    def numbered(self) -> Self:
        return self.filter(number__isnull=False)


class Invoice(models.Model):  # type: ignore[django-manager-missing]
    """Written once when its cause is booked, numbered once by a task; corrected only by a credit note."""

    class Kind(models.TextChoices):
        SALE = "sale", _("sale invoice")
        CREDIT_NOTE = "credit_note", _("credit note")
        COMMISSION = "commission", _("commission invoice")
        COMMISSION_CREDIT = "commission_credit", _("commission credit note")

    CREDITS = (Kind.CREDIT_NOTE, Kind.COMMISSION_CREDIT)

    public_id = PublicIdField()
    # What asked for it; the same asking again makes no second paper.
    cause = models.CharField(_("cause"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    issuer_kind = models.CharField(_("issuer kind"), max_length=20)
    issuer_ref = models.CharField(_("issuer"), max_length=64)
    issuer_name = models.CharField(_("issuer"), max_length=200)
    issuer_national_id = EncryptedTextField(blank=True, default="")
    buyer_kind = models.CharField(_("buyer kind"), max_length=20)
    buyer_ref = models.CharField(_("buyer"), max_length=64)
    buyer_name = models.CharField(_("buyer"), max_length=200)
    buyer_national_id = EncryptedTextField(blank=True, default="")
    sale_ref = models.CharField(_("sale"), max_length=40, blank=True)
    order_number = models.CharField(_("order number"), max_length=40, blank=True)
    month = models.CharField(_("month"), max_length=7, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    content = models.JSONField(_("content"))
    discount = models.BigIntegerField(_("discount (rial)"), default=0)
    before_tax = models.BigIntegerField(_("before tax (rial)"))
    tax = models.BigIntegerField(_("tax (rial)"))
    total = models.BigIntegerField(_("total (rial)"))
    # What of the total the platform paid for the buyer.
    paid_by_platform = models.BigIntegerField(_("paid by the platform (rial)"), default=0)
    happened_at = models.DateTimeField(_("date of the sale"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    series = models.ForeignKey(
        "invoices.InvoiceSeries", on_delete=models.PROTECT, null=True, blank=True, related_name="invoices"
    )
    jalali_year = models.PositiveSmallIntegerField(_("Jalali year"), null=True, blank=True)
    number = models.PositiveBigIntegerField(_("number"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    # As the tax office wants them; nothing is sent there yet.
    memory_id = models.CharField(_("fiscal memory id"), max_length=6, blank=True)
    taxid = models.CharField(_("tax id"), max_length=22, blank=True)
    inty = models.PositiveSmallIntegerField(_("invoice type"))
    inp = models.PositiveSmallIntegerField(_("invoice pattern"), default=1)
    ins = models.PositiveSmallIntegerField(_("invoice subject"))
    tob = models.PositiveSmallIntegerField(_("buyer type"), null=True, blank=True)
    setm = models.PositiveSmallIntegerField(_("settlement method"), default=1)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="invoice_number_once"),
            models.UniqueConstraint(fields=["taxid"], condition=~Q(taxid=""), name="invoice_taxid_once"),
            models.CheckConstraint(
                condition=Q(series=None, number=None, jalali_year=None, issued_at=None, taxid="")
                | Q(series__isnull=False, number__gte=1, jalali_year__isnull=False, issued_at__isnull=False),
                name="invoice_is_numbered_or_not",
            ),
            models.CheckConstraint(condition=Q(total=F("before_tax") + F("tax")), name="invoice_adds_up"),
            models.CheckConstraint(
                condition=Q(before_tax__gte=0, tax__gte=0, discount__gte=0, paid_by_platform__gte=0)
                & Q(paid_by_platform__lte=F("total")),
                name="invoice_of_no_less_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(kind="credit_note", corrects__isnull=False) | ~Q(kind="credit_note"),
                name="credit_note_corrects_a_paper",
            ),
        ]
        indexes = [
            models.Index(fields=["issuer_kind", "issuer_ref", "-asked_at", "-id"], name="invoice_by_issuer"),
            models.Index(fields=["buyer_kind", "buyer_ref", "-asked_at", "-id"], name="invoice_by_buyer"),
            models.Index(fields=["order_number"], condition=~Q(order_number=""), name="invoice_by_order"),
            models.Index(fields=["sale_ref"], condition=~Q(sale_ref=""), name="invoice_by_sale"),
            models.Index(
                fields=["issuer_kind", "issuer_ref", "id"], condition=Q(number=None), name="invoice_to_number"
            ),
            models.Index(fields=["-asked_at", "-id"], name="invoice_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label or self.public_id}"

    @property
    def label(self) -> str:
        """The number as people write it, 1405-000123; empty until it has one."""
        return f"{self.jalali_year}-{self.number:06}" if self.number else ""

    @property
    def payable(self) -> int:
        """What the buyer paid, or gets back."""
        return self.total - self.paid_by_platform

    @property
    def is_credit(self) -> bool:
        return self.kind in self.CREDITS
