"""Which column of a gateway's files is what, as remembered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """In what a bank counts."""

    RIAL = "rial", _("rial")
    TOMAN = "toman", _("toman")


class ColumnMapping(models.Model):
    """The headings of a gateway's columns by what they are to us; the next file is read by them."""

    gateway = models.OneToOneField(
        "payments.Gateway", verbose_name=_("gateway"), on_delete=models.CASCADE, related_name="column_mapping"
    )
    headings = models.JSONField(_("headings"), default=dict)
    unit = models.CharField(_("unit"), max_length=5, choices=Unit.choices, default=Unit.RIAL)

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")

    def __str__(self) -> str:
        return f"{self.gateway_id}: {self.headings}"
