"""Value added tax by class and by day."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
