"""Value added tax by class and by day, and who is known to the tax office."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.crypto import EncryptedTextField


class TaxClass(models.TextChoices):
    """What the law makes of a good: taxed, taxed at nothing, not taxed, or taxed by a rate of its own."""

    STANDARD = "standard", _("standard")
    ZERO = "zero", _("zero rate")
    EXEMPT = "exempt", _("exempt")
    SPECIAL = "special", _("special rate")


UNTAXED = frozenset({TaxClass.ZERO, TaxClass.EXEMPT})


class TaxRate(models.Model):
    """So many percent of a price before tax, from a day on until the next rate of its class."""

    tax_class = models.CharField(_("tax class"), max_length=10, choices=TaxClass.choices)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    starts_on = models.DateField(_("from"))
    # A rate that nobody has checked against the law of its year says so on every screen.
    is_confirmed = models.BooleanField(_("checked against the law"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    set_by = models.CharField(_("set by"), max_length=100)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            models.UniqueConstraint(fields=["tax_class", "starts_on"], name="one_tax_rate_a_class_and_day"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lt=100) & (Q(percent=0) | ~Q(tax_class__in=["zero", "exempt"])),
                name="tax_rate_fits_its_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tax_class} {self.percent}%"


class PriceBasis(models.Model):
    """Whether the prices that vendors type hold the tax, from a day on; they do where nobody said otherwise."""

    prices_include_tax = models.BooleanField(_("prices hold the tax"))
    starts_on = models.DateField(_("from"), unique=True)
    set_by = models.CharField(_("set by"), max_length=100)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("price basis")
        verbose_name_plural = _("price bases")

    def __str__(self) -> str:
        return f"{self.starts_on} {self.prices_include_tax}"


class TaxProfile(models.Model):
    """How a seller stands with the tax office: what its invoices say of it, and whether it takes VAT."""

    owner_kind = models.CharField(_("owner kind"), max_length=20)
    owner_ref = models.CharField(_("owner"), max_length=64)
    is_registered = models.BooleanField(_("registered for VAT"), default=False)
    registered_since = models.DateField(_("registered since"), null=True, blank=True)
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    # A company's legal id, or the national code of a person.
    national_id = EncryptedTextField(_("national id"), blank=True, default="")
    national_id_mask = models.CharField(_("national id"), max_length=11, blank=True, default="")
    economic_code = models.CharField(_("economic code"), max_length=14, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    # By this the tax office knows where an invoice was made; empty until it gave one.
    memory_id = models.CharField(_("fiscal memory id"), max_length=6, blank=True)
    changed_by = models.CharField(_("changed by"), max_length=80, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("tax profile")
        verbose_name_plural = _("tax profiles")
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_ref"], name="one_tax_profile_per_owner"),
            models.CheckConstraint(
                condition=Q(is_registered=False) | Q(registered_since__isnull=False), name="registered_since_a_day"
            ),
            models.CheckConstraint(
                condition=Q(memory_id="") | Q(memory_id__regex=r"^[A-Z0-9]{6}$"), name="memory_id_shape"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_kind}:{self.owner_ref} {self.legal_name}"

    def write_national_id(self, number: str) -> None:
        """Keep a national id with what it is shown by."""
        self.national_id = number
        self.national_id_mask = f"{'*' * (len(number) - 4)}{number[-4:]}" if number else ""

    def is_registered_on(self, day: date) -> bool:
        """Whether its owner took VAT on a day."""
        return self.is_registered and self.registered_since is not None and self.registered_since <= day
