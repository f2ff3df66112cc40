"""The last number that an issuer gave in a Jalali year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InvoiceSeries(models.Model):
    """Numbers are given under this row's lock, so they have no gap and no double."""

    issuer_kind = models.CharField(_("issuer kind"), max_length=20)
    issuer_ref = models.CharField(_("issuer"), max_length=64)
    jalali_year = models.PositiveSmallIntegerField(_("Jalali year"))
    last_number = models.PositiveBigIntegerField(_("last number"), default=0)
    last_issued_at = models.DateTimeField(_("last issued"), null=True, blank=True)

    class Meta:
        verbose_name = _("invoice series")
        verbose_name_plural = _("invoice series")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_kind", "issuer_ref", "jalali_year"], name="one_invoice_series_a_year"
            ),
            models.CheckConstraint(
                condition=Q(jalali_year__range=(1300, 1600)), name="invoice_series_of_a_jalali_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_kind}:{self.issuer_ref} {self.jalali_year}"
